import { z } from 'zod'
import { RecordId } from '../annotations/comments.ts'
import { ActionStatus, Progress } from '../domain/actions.ts'
import { Chase, ChaseSaid } from '../register/chase.ts'
import {
  Action,
  ActionHistory,
  ActionSaid,
  Colours,
  Evidence,
  EvidenceSaid,
  Register,
  StatusSaid,
} from '../register/register.ts'
import { Done, OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfAction = OfWorkspace.extend({ action: z.string().max(40) })
const OfEvidence = OfWorkspace.extend({ evidence: z.string().max(40) })
const OfChase = OfWorkspace.extend({ chase: z.string().max(40) })
/** The version the writer had before their eyes. */
const version = z.number().int().nonnegative()
const reason = z.string().trim().min(1, 'Say why.').max(2_000, 'Keep it under 2,000 characters.')

/** The register of actions, the evidence they rest on, and the chase list (R33, R65, R74, F4). */
export const registerRoutes = {
  register: route({
    method: 'GET',
    path: '/api/w/:workspace/actions',
    summary: 'All actions, their evidence, and the counts',
    params: OfWorkspace,
    body: undefined,
    reply: Register,
  }),
  progress: route({
    method: 'GET',
    path: '/api/w/:workspace/progress',
    summary: 'How many actions stand where, for each theme and for all; counted, never typed',
    params: OfWorkspace,
    body: undefined,
    reply: Progress,
  }),
  actionHistory: route({
    method: 'GET',
    path: '/api/w/:workspace/actions/:action/history',
    summary: 'What happened to an action, and what people said of it',
    params: OfAction,
    body: undefined,
    reply: ActionHistory,
  }),
  addAction: route({
    method: 'POST',
    path: '/api/w/:workspace/actions',
    summary: 'Add an action; it has not started until its status is set',
    params: OfWorkspace,
    body: ActionSaid.extend({ id: RecordId }),
    reply: Action,
  }),
  importActions: route({
    method: 'POST',
    path: '/api/w/:workspace/actions/import',
    summary: 'Add rows of a spreadsheet; their statuses are marked as imported, without evidence',
    params: OfWorkspace,
    body: z.object({
      rows: z
        .array(ActionSaid.extend({ id: RecordId, status: ActionStatus }))
        .min(1)
        .max(300, 'Bring in 300 rows at a time at most.'),
    }),
    reply: z.object({ added: z.number(), refused: z.array(z.object({ ref: z.string(), say: z.string() })) }),
  }),
  changeAction: route({
    method: 'PATCH',
    path: '/api/w/:workspace/actions/:action',
    summary: 'Change what is said of an action; who has not seen what stands is shown it',
    params: OfAction,
    body: ActionSaid.extend({ version }),
    reply: Action,
  }),
  setActionStatus: route({
    method: 'PUT',
    path: '/api/w/:workspace/actions/:action/status',
    summary: 'Set the status of an action, if its evidence allows; otherwise say what is missing',
    params: OfAction,
    body: StatusSaid.extend({ version }),
    reply: Action,
  }),
  reverseAction: route({
    method: 'POST',
    path: '/api/w/:workspace/actions/:action/reverse',
    summary: 'A nominated lead goes back to the status before, with a reason',
    params: OfAction,
    body: z.object({ reason, version }),
    reply: Action,
  }),
  noteAction: route({
    method: 'POST',
    path: '/api/w/:workspace/actions/:action/notes',
    summary: 'Say something about an action',
    params: OfAction,
    body: z.object({ id: RecordId, words: reason }),
    reply: Done,
  }),
  addEvidence: route({
    method: 'POST',
    path: '/api/w/:workspace/evidence',
    summary: 'Add evidence, and what it is evidence for',
    params: OfWorkspace,
    body: EvidenceSaid.extend({ id: RecordId }),
    reply: Evidence,
  }),
  changeEvidence: route({
    method: 'PATCH',
    path: '/api/w/:workspace/evidence/:evidence',
    summary: 'Change what is said of evidence; it then waits for a second person again',
    params: OfEvidence,
    body: EvidenceSaid.extend({ version }),
    reply: Evidence,
  }),
  verifyEvidence: route({
    method: 'POST',
    path: '/api/w/:workspace/evidence/:evidence/verify',
    summary: 'A second person has looked at it: what waits for it takes effect',
    params: OfEvidence,
    body: z.object({ version }),
    reply: Evidence,
  }),
  withdrawEvidence: route({
    method: 'POST',
    path: '/api/w/:workspace/evidence/:evidence/withdraw',
    summary: 'Take evidence back, with a reason; statuses that rested on it are listed, not changed',
    params: OfEvidence,
    body: z.object({ reason, version }),
    reply: Evidence,
  }),
  setColours: route({
    method: 'PUT',
    path: '/api/w/:workspace/actions/colours',
    summary: 'Set the colours that stand beside the four statuses; null: none',
    params: OfWorkspace,
    body: z.object({ colours: Colours, version }),
    reply: Done,
  }),
  chase: route({
    method: 'GET',
    path: '/api/w/:workspace/chase',
    summary: 'The chase list: what is claimed and not tied down yet, and who brings what by when',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Chase),
  }),
  addChase: route({
    method: 'POST',
    path: '/api/w/:workspace/chase',
    summary: 'Put a claim on the chase list',
    params: OfWorkspace,
    body: ChaseSaid.extend({ id: RecordId }),
    reply: Chase,
  }),
  tieChase: route({
    method: 'POST',
    path: '/api/w/:workspace/chase/:chase/evidence',
    summary: 'Tie evidence to a claim: it closes when a second person has verified it',
    params: OfChase,
    body: z.object({ evidence: z.string().max(40), version }),
    reply: Chase,
  }),
  tieComment: route({
    method: 'POST',
    path: '/api/w/:workspace/chase/:chase/comment',
    summary: 'Tie a comment that offers evidence to a claim; the claim stays open until evidence is verified',
    params: OfChase,
    body: z.object({ comment: z.string().max(40), version }),
    reply: Chase,
  }),
  closeChase: route({
    method: 'POST',
    path: '/api/w/:workspace/chase/:chase/close',
    summary: 'Close a claim by hand, with a reason',
    params: OfChase,
    body: z.object({ reason, version }),
    reply: Chase,
  }),
} as const
