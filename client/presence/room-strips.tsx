import { OctagonAlert, RefreshCw, ShieldCheck, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { UNREACHABLE } from '../sync/api.ts'
import { wordsOf, type Refusal } from '../sync/refusals.ts'
import { useSaved, type RoomHandle } from '../sync/use-room.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import { STRIPS_ID } from './saved-line.tsx'
import { NetworkHelp } from './network-help.tsx'

/** What must be read about a room, above its text, until it is settled. */
export function RoomStrips({ handle }: { handle: RoomHandle }) {
  const state = useSaved(handle.room)
  return (
    <div id={STRIPS_ID} className="room-strips" tabIndex={-1}>
      {handle.refusals.length > 0 ? <RefusalStrip handle={handle} refusals={handle.refusals} /> : null}
      {handle.removed ? (
        <Strip
          icon={ShieldCheck}
          acts={
            <Button look="text" small onPress={handle.understood}>
              I have read this
            </Button>
          }
        >
          Text was removed from this document to protect a person. You are reading it as it stands now.
        </Strip>
      ) : null}
      {state.at === 'old-page' ? (
        <Strip icon={RefreshCw} acts={<Reload />}>
          Throughline has changed. Reload to go on. Nothing is lost.
        </Strip>
      ) : null}
      {state.at === 'stopped' ? (
        <Strip icon={OctagonAlert} tone="stop" acts={<Reload />}>
          {state.say}
        </Strip>
      ) : null}
      {state.at === 'signed-out' ? (
        <Strip icon={WifiOff}>
          You are signed out. Ask your lead for a fresh link.
          {state.edits > 0 ? ' What you wrote is kept on this device and sent when you are back.' : ''}
        </Strip>
      ) : null}
      {handle.trouble === null ? null : (
        <Strip icon={WifiOff}>
          <b>Not saved yet.</b> {handle.trouble}
        </Strip>
      )}
      {handle.unreachable &&
      state.at !== 'signed-out' &&
      state.at !== 'old-page' &&
      state.at !== 'stopped' ? (
        <Strip
          icon={WifiOff}
          acts={
            <Button look="text" small onPress={handle.retry}>
              Try again now
            </Button>
          }
        >
          {handle.blocked ? BLOCKED : UNREACHABLE}
          {handle.blocked ? <NetworkHelp /> : null}
        </Strip>
      ) : null}
    </div>
  )
}

const BLOCKED =
  'The live link does not open on this network, though the server answers. You can read the last stored text; your edits are kept here, and the link is tried again and again.'

const Reload = () => (
  <Button look="text" small onPress={() => location.reload()}>
    Reload the page
  </Button>
)

function RefusalStrip({ handle, refusals }: { handle: RoomHandle; refusals: readonly Refusal[] }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const words = wordsOf(refusals)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied('yes')
      announce('Your words are copied.')
    } catch {
      setCopied('failed')
    }
  }
  return (
    <Strip
      icon={OctagonAlert}
      tone="stop"
      acts={
        <>
          {words === '' ? null : (
            <Button look="text" small onPress={() => void copy()}>
              {copied === 'yes' ? 'Copied' : 'Copy my words'}
            </Button>
          )}
          <Button look="text" small onPress={() => void handle.throwAway()}>
            Throw away
          </Button>
        </>
      }
    >
      <b>Not accepted.</b> {refusals.at(-1)?.say}{' '}
      {words === '' ? 'It was a deletion, so there are no words to keep.' : 'Your words are here:'}
      {words === '' ? null : <blockquote>{words}</blockquote>}
      {copied === 'failed' ? (
        <p>This browser does not let pages copy. Select the words above and copy them.</p>
      ) : null}
    </Strip>
  )
}
