import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { call } from '../sync/api.ts'
import { keyOfWords } from './records.ts'

/** How a board looked; the list below it says the same in words. Its images make it large: it is not kept on the device. */
export function VersionPicture({
  workspace,
  document,
  version,
}: {
  workspace: string
  document: DocumentId
  version: string
}) {
  const { data, isError } = useQuery({
    queryKey: keyOfWords(workspace, document, 'picture', version),
    queryFn: () => call(routes.versionPicture, { params: { workspace, document, version } }),
  })
  const [address, setAddress] = useState<string | null>(null)
  const svg = data?.svg
  useEffect(() => {
    if (svg === undefined) return undefined
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    // oxlint-disable-next-line react/set-state-in-effect -- an address is made and given back with the picture
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [svg])
  if (isError) return <p className="quiet">The picture is not here just now. The list below says the same.</p>
  return address === null ? (
    <div className="version-picture is-awaited" role="status">
      The picture is being drawn…
    </div>
  ) : (
    <img
      className="version-picture"
      src={address}
      alt="How the board looked. The list below says the same in words."
    />
  )
}
