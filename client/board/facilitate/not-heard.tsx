import { PartnerName } from '../../ui/partner.tsx'
import { useHere } from '../here.ts'

/** Partners who take part and of whom nobody has written anything yet. */
export function NotHeard() {
  const { board, short } = useHere()
  if (board.silent.length === 0 || board.state === 'archived') return null
  return (
    <section className="bd-silent" aria-labelledby="bd-silent">
      <h2 id="bd-silent">Not heard from yet</h2>
      <ul>
        {board.silent.map((partner) => (
          <li key={partner}>
            <PartnerName partner={partner} short={short[partner]} />
          </li>
        ))}
      </ul>
    </section>
  )
}
