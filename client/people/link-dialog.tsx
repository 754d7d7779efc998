import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FreshLink } from '../../shared/people/members.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime } from '../ui/when.ts'

/** A link just made, with the short name of its person's partner. */
export interface LinkOut {
  fresh: FreshLink
  short: string
}

/** Shows a one-time link to copy or to scan; it is shown this once. */
export function LinkDialog({ link, onClose }: { link: LinkOut; onClose: () => void }) {
  const { url, invitation } = link.fresh
  const now = useNow()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url)
      setCopied('yes')
      announce('The link is copied.')
    } catch {
      setCopied('failed')
    }
  }
  return (
    <Dialog title={`The link of ${invitation.member.name}, ${link.short}`} open onClose={onClose} grave>
      <p>
        It works once, until {dayAndTime(invitation.expiresAt, now)}, and is shown only now. Give it to them
        directly: whoever opens it joins as {invitation.member.name}.
      </p>
      <div className="link-out">
        <div>
          <code>{url}</code>
          <p className="small quiet">
            {copied === 'failed' ? 'This browser does not let pages copy. Select the link and copy it.' : ''}
          </p>
        </div>
        <QrCode text={url} />
      </div>
      <div className="acts">
        <Button look="main" onPress={() => void copy()}>
          {copied === 'yes' ? 'Copied' : 'Copy the link'}
        </Button>
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}

/** A QR code drawn by React from its modules, so that no markup from a library is trusted. */
function QrCode({ text }: { text: string }) {
  const code = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { create } = await import('qrcode')
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      return {
        size: modules.size,
        path: pathOf(modules.size, (row, column) => modules.get(row, column) === 1),
      }
    },
    staleTime: Infinity,
    gcTime: 0,
  })
  if (code.data === undefined) return <div className="qr" />
  const { size, path } = code.data
  return (
    <div className="qr">
      <svg
        viewBox={`-2 -2 ${size + 4} ${size + 4}`}
        role="img"
        aria-label="The same link as a QR code, to scan with a phone"
      >
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </div>
  )
}

function pathOf(size: number, dark: (row: number, column: number) => boolean): string {
  const squares: string[] = []
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (dark(row, column)) squares.push(`M${column} ${row}h1v1h-1z`)
  return squares.join('')
}
