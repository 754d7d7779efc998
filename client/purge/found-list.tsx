import type { Partner } from '../../shared/domain/partners.ts'
import type { Found } from '../../shared/domain/purges.ts'
import { byDocument, sayFound, titleOf } from './words.ts'

/** Where the words stand, and what a removal leaves alone. */
export function FoundList({ found, partners }: { found: readonly Found[]; partners: readonly Partner[] }) {
  if (found.length === 0)
    return (
      <p role="status">
        These exact words stand nowhere in what can be searched. Look at spelling and capitals; an uploaded
        image is not searched.
      </p>
    )
  return (
    <div role="status">
      <p>They stand in:</p>
      <ul className="purge-found">
        {byDocument(found).map(([document, lines]) => (
          <li key={document ?? 'beside'}>
            <b>{document === null ? 'Beside the documents' : titleOf(document, partners)}</b>:{' '}
            {lines.map(sayFound).join(', ')}
          </li>
        ))}
      </ul>
      {found.some(({ where }) => where === 'positions') ? (
        <p>
          A position’s reason is not touched: only its own signatory can take words out of it, on the
          Positions page.
        </p>
      ) : null}
    </div>
  )
}
