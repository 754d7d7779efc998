import { Hand as HandIcon, Phone } from 'lucide-react'
import { routes } from '../../shared/api/routes.ts'
import type { Hand } from '../../shared/meetings/meetings.ts'
import { initials } from '../../shared/people/person.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PartnerTab } from '../ui/partner.tsx'
import type { MeetingHere } from './desk.ts'
import { shortOf } from './words.ts'

/** Raised hands in their order; the facilitator gives the word, and whoever writes raises one for who is by phone. */
export function Hands({ here }: { here: MeetingHere }) {
  const { hands, meeting } = here.page
  if (meeting.state !== 'under way') return null
  return (
    <section aria-labelledby="mt-hands">
      <h2 id="mt-hands">
        Hands up<span>{hands.length === 0 ? 'none' : 'in order'}</span>
      </h2>
      {hands.length === 0 ? (
        <p className="mt-facts">
          Nobody. <Icon of={HandIcon} /> Raise yours with <kbd>Alt+H</kbd>.
        </p>
      ) : (
        <ol className="mt-hands">
          {hands.map((hand, index) => (
            <Raised key={hand.who.id} here={here} hand={hand} number={index + 1} />
          ))}
        </ol>
      )}
      {here.writes ? <ByPhone here={here} /> : null}
    </section>
  )
}

function Raised({ here, hand, number }: { here: MeetingHere; hand: Hand; number: number }) {
  const { page, context, leads, writes, act } = here
  const { who, enteredBy } = hand
  const at = { workspace: context.workspace, meeting: page.meeting.id }
  const short = shortOf(context.page.workspace.partners, who.partner)
  return (
    <li>
      <span className="kept">{number}</span>
      <PartnerTab partner={who.partner} letters={initials(who.name)} label={`${who.name}, ${short}`} />
      <span>
        {who.name}, {short}
        {enteredBy === null ? null : (
          <>
            {' '}
            <span className="mt-how">
              <Icon of={Phone} />
              by phone
            </span>
          </>
        )}
        <span className="mt-hand-acts">
          {leads ? (
            <Button
              look="text"
              small
              aria-label={`Give ${who.name} the word`}
              onPress={() =>
                void act(
                  () => call(routes.giveWord, { params: at, body: { who: who.id } }),
                  `${who.name} has the word.`,
                )
              }
            >
              Give the word
            </Button>
          ) : null}
          {leads || (writes && enteredBy !== null) ? (
            <Button
              look="text"
              small
              aria-label={`Lower the hand of ${who.name}`}
              onPress={() => void act(() => call(routes.lowerHand, { params: { ...at, who: who.id } }))}
            >
              Lower
            </Button>
          ) : null}
        </span>
      </span>
    </li>
  )
}

/** Who is by phone and asks for the word aloud has no page to do it on. */
function ByPhone({ here }: { here: MeetingHere }) {
  const { page, context, act } = here
  const { attendance, hands, meeting } = page
  const quiet = attendance.filter(({ id, how }) => how === 'phone' && !hands.some(({ who }) => who.id === id))
  if (quiet.length === 0) return null
  const at = { workspace: context.workspace, meeting: meeting.id }
  return (
    <ul className="mt-by-phone" aria-label="By phone, without a hand up">
      {quiet.map(({ id, name }) => (
        <li key={id}>
          <Button
            look="text"
            small
            onPress={() =>
              void act(
                () => call(routes.raiseHandFor, { params: { ...at, who: id }, body: {} }),
                `The hand of ${name} is up.`,
              )
            }
          >
            <Icon of={HandIcon} />
            Raise the hand of {name}, by phone
          </Button>
        </li>
      ))}
    </ul>
  )
}
