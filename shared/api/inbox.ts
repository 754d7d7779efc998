import { z } from 'zod'
import { Mention } from '../annotations/mentions.ts'
import { Inbox } from '../inbox/items.ts'
import { Said } from '../inbox/said.ts'
import { Done, OfDocument, OfWorkspace } from './params.ts'
import { route } from './route.ts'

/** What waits for a person, and what became of what a partner said. */
export const inboxRoutes = {
  mentionable: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/mentionable',
    summary: 'Who can be named in comments on a document: those who can read it',
    params: OfDocument,
    body: undefined,
    reply: z.array(Mention),
  }),
  inbox: route({
    method: 'GET',
    path: '/api/w/:workspace/inbox',
    summary: 'What waits for me, and what I have not seen',
    params: OfWorkspace,
    body: undefined,
    reply: Inbox,
  }),
  seenInbox: route({
    method: 'POST',
    path: '/api/w/:workspace/inbox/seen',
    summary: 'I have seen these items of my inbox, as far as these versions',
    params: OfWorkspace,
    body: z.object({
      seen: z.array(z.object({ id: z.string().min(1).max(120), version: z.number().int().min(0) })).max(500),
    }),
    reply: Done,
  }),
  said: route({
    method: 'GET',
    path: '/api/w/:workspace/said',
    summary: 'Each comment and suggestion, and what became of it, by partner: "you said, we did"',
    params: OfWorkspace,
    body: undefined,
    reply: Said,
  }),
} as const
