import { TriangleAlert, UserRound } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import { sayTimeOfDay } from '../../shared/presentation/clock.ts'
import { sayMinutes, type OrderRow, type OrderSection } from '../../shared/presentation/order.ts'
import type { Author } from '../../shared/people/person.ts'
import { Button } from '../ui/button.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { PartnerName } from '../ui/partner.tsx'
import { State } from '../ui/state.tsx'
import { Grip, keepFocus, type GripProps } from './order-grip.tsx'
import type { OrderActs } from './use-order.ts'

/** One section of the running order: when, what, who, how long. */
export function Row({
  row: { section, begins, warnings },
  chosen,
  partners,
  here,
  presenters,
  acts,
  grip,
  drop,
}: {
  row: OrderRow
  chosen: boolean
  partners: readonly Partner[]
  /** Partners whose people are in it now. */
  here: readonly PartnerKind[]
  presenters: readonly Author[]
  acts: OrderActs
  grip: GripProps | null
  drop: 'before' | 'after' | 'dragged' | null
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0 || !event.altKey || !event.shiftKey || !section.edits) return
    event.preventDefault()
    event.stopPropagation()
    keepFocus(event.target as HTMLElement, acts.moveBy(section.id, by))
  }
  const classes = [
    section.words === 0 ? 'is-none' : 'is-draft',
    chosen ? 'is-on' : '',
    drop === null ? '' : `is-${drop}`,
  ]
  return (
    <li className={classes.filter(Boolean).join(' ')} onKeyDown={onKeyDown} data-section={section.id}>
      <time className="kept">
        {begins === null || section.minutes === null ? (
          <>
            <span aria-hidden>–</span>
            <span className="vh">no time</span>
          </>
        ) : (
          sayTimeOfDay(begins)
        )}
      </time>
      <span className="order-node" aria-hidden />
      <div className="order-what">
        <Link to={`?section=${section.id}`} replace {...(chosen ? { 'aria-current': 'true' as const } : {})}>
          {section.name}
        </Link>
        {warnings.includes('Nothing written') ? (
          <State icon={TriangleAlert} word={saySize(section)} tone="warn" />
        ) : (
          <span className="quiet">{saySize(section)}</span>
        )}
        {here.length === 0 ? null : (
          <span className="order-here">
            <span className="quiet">In it now:</span>
            {here.map((partner) => (
              <PartnerName
                key={partner}
                partner={partner}
                short={partners.find(({ kind }) => kind === partner)?.short ?? partner}
              />
            ))}
          </span>
        )}
      </div>
      <div className="order-who">
        <Presenter section={section} partners={partners} presenters={presenters} acts={acts} />
        {warnings
          .filter((warning) => warning !== 'No presenter' && warning !== 'Nothing written')
          .map((warning) => (
            <State key={warning} icon={TriangleAlert} word={warning} tone="warn" />
          ))}
      </div>
      <Minutes key={section.minutes} section={section} acts={acts} />
      {grip === null || !section.edits ? null : <Grip name={section.name} {...grip} />}
    </li>
  )
}

/** "Draft, 5 slides, 3 comments". */
function saySize({ kind, words, slides, comments, wording, theme }: OrderSection): string {
  const size = [
    words === 0 ? '' : 'Draft',
    words === 0 || slides === 0 ? '' : slides === 1 ? '1 slide' : `${slides} slides`,
    comments === 0 ? '' : comments === 1 ? '1 comment' : `${comments} comments`,
  ].filter(Boolean)
  if (kind === 'outline') return ['Made from the running order', ...size].join(', ')
  if (kind === 'questions' && words === 0) return ['From the floor', ...size].join(', ')
  if (words > 0) return size.join(', ')
  const none =
    theme !== null && wording === null ? 'Wording to be entered from the letter' : 'Nothing written yet'
  return [none, ...size].join(', ')
}

function Presenter({
  section,
  partners,
  presenters,
  acts,
}: {
  section: OrderSection
  partners: readonly Partner[]
  presenters: readonly Author[]
  acts: OrderActs
}) {
  const { presenter, kind, partner, edits, name } = section
  const short = (of: Author['partner']) => partners.find((one) => one.kind === of)?.short ?? of
  const asked = kind !== 'outline' && kind !== 'questions'
  const shown =
    presenter === null || partner === null ? (
      asked ? (
        kind === 'voice' && section.minutes === null ? (
          <span className="quiet">Nobody yet</span>
        ) : (
          <State icon={TriangleAlert} word="No presenter" tone="warn" />
        )
      ) : (
        <span className="quiet">Nobody named</span>
      )
    ) : (
      <span className="order-person">
        <PartnerName partner={partner} short={short(partner)} />
        <small>{presenter.name}</small>
      </span>
    )
  if (!edits) return shown
  return (
    <MenuButton
      label={`Who presents ${name}`}
      trigger={
        <Button
          look="plain"
          aria-label={`Presenter of ${name}: ${presenter === null ? 'nobody yet' : `${presenter.name}, ${short(presenter.partner)}`}`}
        >
          {shown}
        </Button>
      }
    >
      <MenuItem
        label="Nobody yet"
        icon={UserRound}
        chosen={presenter === null}
        onAction={() => void acts.change(section, { presenter: null })}
      />
      {partners
        .filter((one) => presenters.some((person) => person.partner === one.kind))
        .map((one) => (
          <MenuSection key={one.kind} title={one.short}>
            {presenters
              .filter((person) => person.partner === one.kind)
              .map((person) => (
                <MenuItem
                  key={person.id}
                  label={person.name}
                  chosen={presenter?.id === person.id}
                  onAction={() => void acts.change(section, { presenter: person.id })}
                />
              ))}
          </MenuSection>
        ))}
    </MenuButton>
  )
}

/** Minutes, changed where they stand; drawn anew when somebody else changes them. */
function Minutes({ section, acts }: { section: OrderSection; acts: OrderActs }) {
  const { minutes, edits, name } = section
  const said = minutes === null ? '' : String(minutes)
  const [typed, setTyped] = useState(said)
  const [wrong, setWrong] = useState(false)
  if (!edits)
    return (
      <span className="order-min kept">
        {minutes === null ? <span aria-hidden>–</span> : minutes}
        <span className="vh">{minutes === null ? 'no minutes' : ' minutes'}</span>
      </span>
    )
  const keep = async () => {
    if (typed.trim() === said) return
    const value = typed.trim() === '' ? null : Number(typed.replace(',', '.'))
    const good = value === null || (value >= 0.5 && value <= 240 && Number.isInteger(value * 2))
    setWrong(!good)
    if (good) await acts.change(section, { minutes: value })
  }
  return (
    <span className="order-min">
      <input
        className="kept"
        inputMode="decimal"
        aria-label={`Minutes of ${name}`}
        aria-invalid={wrong}
        {...(wrong ? { 'aria-describedby': `wrong-${section.id}` } : {})}
        placeholder="–"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
          if (event.key === 'Escape') setTyped(said)
        }}
      />
      {wrong ? (
        <span className="order-wrong" id={`wrong-${section.id}`} role="alert">
          Half minutes up to {sayMinutes(240)}.
        </span>
      ) : null}
    </span>
  )
}
