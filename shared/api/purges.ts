import { z } from 'zod'
import { RecordId } from '../annotations/comments.ts'
import { DocumentId } from '../domain/documents.ts'
import { Found, Purge, PurgeWords } from '../domain/purges.ts'
import { OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfPurge = OfWorkspace.extend({ purge: RecordId })
const Wanted = z.object({ document: DocumentId, words: PurgeWords })

/** Text that identifies somebody, removed for good: asked for by one, done with two keys. The words are in no address. */
export const purgeRoutes = {
  epochs: route({
    method: 'GET',
    path: '/api/w/:workspace/epochs',
    summary: 'Documents from which text was removed, and how often: copies of earlier epochs are worthless',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(z.object({ document: DocumentId, epoch: z.number() })),
  }),
  purges: route({
    method: 'GET',
    path: '/api/w/:workspace/purges',
    summary: 'Requests to remove identifiable text, newest first',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Purge),
  }),
  lookForWords: route({
    method: 'POST',
    path: '/api/w/:workspace/purges/look',
    summary: 'Where some exact words stand; nothing is asked or changed',
    params: OfWorkspace,
    body: Wanted,
    reply: z.array(Found),
  }),
  askPurge: route({
    method: 'POST',
    path: '/api/w/:workspace/purges',
    summary: 'Ask that some exact words be removed for good',
    params: OfWorkspace,
    body: Wanted.extend({ id: RecordId }),
    reply: Purge,
  }),
  turnKey: route({
    method: 'POST',
    path: '/api/w/:workspace/purges/:purge/key',
    summary: 'A nominated lead, or a data officer, agrees; with both, the text is removed at once',
    params: OfPurge,
    body: z.object({}),
    reply: Purge,
  }),
  refusePurge: route({
    method: 'POST',
    path: '/api/w/:workspace/purges/:purge/refuse',
    summary: 'Refuse with a reason, or withdraw the own request',
    params: OfPurge,
    body: z.object({ why: z.string().trim().min(1, 'Say why.').max(500) }),
    reply: Purge,
  }),
} as const
