import { CircleAlert } from 'lucide-react'
import { AddEntryBody, AmendBody } from './waiting.ts'
import { outbox } from '../sync/outbox.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { useStore } from '../sync/store.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import type { MeetingHere } from './desk.ts'
import { backToLine } from './own-lines.ts'

/** Records of this meeting the server would not take, with the reason, until their author settles them. */
export function Refusals({ here }: { here: MeetingHere }) {
  const { desk, page, context } = here
  const said = useStore(desk.refused)
  const waiting = useOutbox().filter(
    ({ route, params, refused }) =>
      (route === 'addEntry' || route === 'amendMinutes') &&
      params.meeting === page.meeting.id &&
      refused !== null,
  )
  const settle = (id: string) =>
    desk.refused.set(new Map([...desk.refused.get()].filter(([other]) => other !== id)))
  return (
    <>
      {[...said].map(([id, why]) => (
        <Strip
          key={id}
          icon={CircleAlert}
          tone="stop"
          acts={
            <Button look="plain" small onPress={() => settle(id)}>
              I have seen this
            </Button>
          }
        >
          <p>{why}</p>
        </Strip>
      ))}
      {waiting.map((one) => {
        const entry = AddEntryBody.safeParse(one.body).data
        const words = entry?.words ?? AmendBody.safeParse(one.body).data?.words ?? ''
        return (
          <Strip
            key={one.id}
            icon={CircleAlert}
            tone="stop"
            acts={
              <>
                {entry !== undefined && here.writes ? (
                  <Button
                    look="plain"
                    small
                    onPress={() => {
                      backToLine(context.doc, entry.item, entry.id, entry.words)
                      void outbox.throwAway(one.id)
                    }}
                  >
                    Make it a line again
                  </Button>
                ) : null}
                <Button
                  look="plain"
                  small
                  onPress={() =>
                    void navigator.clipboard.writeText(words).then(() => announce('Your words are copied.'))
                  }
                >
                  Copy my words
                </Button>
                <Button look="plain" small onPress={() => void outbox.offerAgain(one.id)}>
                  Try again
                </Button>
                <Button look="plain" small onPress={() => void outbox.throwAway(one.id)}>
                  Throw away
                </Button>
              </>
            }
          >
            <p>Not accepted: {one.refused?.say}</p>
            <blockquote>{words}</blockquote>
          </Strip>
        )
      })}
    </>
  )
}
