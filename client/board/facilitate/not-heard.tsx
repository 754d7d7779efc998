import { useStore } from '../../sync/store.ts'
import { PartnerName } from '../../ui/partner.tsx'
import { useHere } from '../here.ts'

/** Partners who take part and of whom nobody has written anything yet. */
export function NotHeard() {
  const { board, session, short } = useHere()
  const items = useStore(session.items)
  if (board.silent.length === 0 || board.state === 'archived') return null
  // What the server said last, less whoever has put something on the wall since.
  const { me } = board
  const heard = new Set(items.map(({ partner, author }) => partner ?? (author === me.id ? me.partner : null)))
  const silent = board.silent.filter((partner) => !heard.has(partner))
  if (silent.length === 0) return null
  return (
    <section className="bd-silent" aria-labelledby="bd-silent">
      <h2 id="bd-silent">Not heard from yet</h2>
      <ul>
        {silent.map((partner) => (
          <li key={partner}>
            <PartnerName partner={partner} short={short[partner]} />
          </li>
        ))}
      </ul>
    </section>
  )
}
