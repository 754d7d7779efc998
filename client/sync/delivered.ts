import type { QueryKey } from '@tanstack/react-query'
import { documentId } from '../../shared/domain/documents.ts'
import type { Waiting } from './outbox.ts'

/**
 * What a page reads again once a write was delivered. The live channel tells of it too, but may be down just then;
 * over a poor link nobody wants to read all pages again for one line.
 */
export function touchedBy({ params }: Pick<Waiting, 'params'>): QueryKey {
  const { workspace, document, meeting, board, run, action, evidence, chase } = params
  if (document !== undefined) return ['comments', workspace, document]
  if (meeting !== undefined) return ['meeting', workspace, documentId({ kind: 'minutes', meeting })]
  if (board !== undefined) return ['board', workspace, documentId({ kind: 'board', board })]
  if (run !== undefined) return ['runs', workspace]
  if ((action ?? evidence ?? chase) !== undefined) return ['actions', workspace]
  return []
}
