import { z } from 'zod'
import { DocumentPage, Home, StoredText, Wording } from '../domain/workspace.ts'
import {
  Device,
  FreshLink,
  Invitation,
  JoinOffer,
  Member,
  MemberChange,
  NewMember,
  SignedIn,
} from '../people/members.ts'
import { analysisRoutes } from './analyses.ts'
import { boardRoutes } from './boards.ts'
import { commentRoutes } from './comments.ts'
import { historyRoutes } from './history.ts'
import { inboxRoutes } from './inbox.ts'
import { meetingRoutes } from './meetings.ts'
import { Done, OfDocument, OfNothing, OfTheme, OfWorkspace } from './params.ts'
import { positionRoutes } from './positions.ts'
import { presentationRoutes } from './presentation.ts'
import { purgeRoutes } from './purges.ts'
import { registerRoutes } from './register.ts'
import { rehearsalRoutes } from './rehearsals.ts'
import { route } from './route.ts'
import { suggestionRoutes } from './suggestions.ts'

const OfMember = OfWorkspace.extend({ member: z.string().max(40) })

export { Problem } from './problem.ts'

/** All records routes. `GET /api/...` never changes anything, so that a link scanner cannot spend an invitation. */
export const routes = {
  ...commentRoutes,
  ...suggestionRoutes,
  ...positionRoutes,
  ...analysisRoutes,
  ...historyRoutes,
  ...purgeRoutes,
  ...inboxRoutes,
  ...presentationRoutes,
  ...registerRoutes,
  ...rehearsalRoutes,
  ...meetingRoutes,
  ...boardRoutes,

  signedIn: route({
    method: 'GET',
    path: '/api/signed-in',
    summary: 'Who this browser is signed in as',
    params: OfNothing,
    body: undefined,
    reply: SignedIn,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/signed-in/:member',
    summary: 'Sign this person out of this browser',
    params: z.object({ member: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/) }),
    body: undefined,
    reply: Done,
  }),
  joinOffer: route({
    method: 'POST',
    path: '/api/join/offer',
    summary: 'What a one-time link offers; does not spend it',
    params: OfNothing,
    body: z.object({ code: z.string().max(100) }),
    reply: JoinOffer,
  }),
  join: route({
    method: 'POST',
    path: '/api/join',
    summary: 'Spend a one-time link and sign in',
    params: OfNothing,
    body: z.object({ code: z.string().max(100) }),
    reply: JoinOffer,
  }),

  home: route({
    method: 'GET',
    path: '/api/w/:workspace/home',
    summary: 'The five themes at a glance',
    params: OfWorkspace,
    body: undefined,
    reply: Home,
  }),
  documentPage: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document',
    summary: 'A document, and what stands beside its words',
    params: OfDocument,
    body: undefined,
    reply: DocumentPage,
  }),
  storedText: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/text',
    summary: 'The last stored text of a document',
    params: OfDocument,
    body: undefined,
    reply: StoredText,
  }),
  enterWording: route({
    method: 'PUT',
    path: '/api/w/:workspace/themes/:theme/wording',
    summary: "Enter the inspectors' wording from the letter, or propose a change to locked wording",
    params: OfTheme,
    body: z.object({
      text: z.string().trim().min(10).max(1_000),
      source: z.string().trim().max(200).nullable(),
      /** What stood when it was typed: the proposal if there was one, else the wording; null if there was neither. */
      seen: z.string().nullable(),
    }),
    reply: Wording,
  }),
  confirmWording: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/wording/confirm',
    summary: 'A second person confirms the wording, or the proposed change, exactly as given',
    params: OfTheme,
    body: z.object({ text: z.string() }),
    reply: Wording,
  }),

  addImage: route({
    method: 'POST',
    path: '/api/w/:workspace/images',
    summary: 'Add an image for a figure: the PNG, JPEG, WebP or GIF file itself as the body',
    params: OfWorkspace,
    body: undefined,
    reply: z.object({ src: z.string() }),
  }),

  members: route({
    method: 'GET',
    path: '/api/w/:workspace/members',
    summary: 'Everyone in the workspace',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Member),
  }),
  invite: route({
    method: 'POST',
    path: '/api/w/:workspace/members',
    summary: 'Add a member and make their one-time link',
    params: OfWorkspace,
    body: NewMember,
    reply: FreshLink,
  }),
  changeMember: route({
    method: 'PATCH',
    path: '/api/w/:workspace/members/:member',
    summary: 'Change a member; takes effect at once on open pages',
    params: OfMember,
    body: MemberChange,
    reply: Member,
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/api/w/:workspace/members/:member',
    summary: 'Remove a member; takes effect at once on open pages',
    params: OfMember,
    body: undefined,
    reply: Done,
  }),
  freshLink: route({
    method: 'POST',
    path: '/api/w/:workspace/members/:member/link',
    summary: 'A fresh one-time link for a member',
    params: OfMember,
    body: undefined,
    reply: FreshLink,
  }),
  invitations: route({
    method: 'GET',
    path: '/api/w/:workspace/invitations',
    summary: 'Links that are out and not used',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Invitation),
  }),
  revokeInvitation: route({
    method: 'DELETE',
    path: '/api/w/:workspace/invitations/:invitation',
    summary: 'Make a link worthless',
    params: OfWorkspace.extend({ invitation: z.string().max(40) }),
    body: undefined,
    reply: Done,
  }),
  devices: route({
    method: 'GET',
    path: '/api/w/:workspace/devices',
    summary: 'Where I am signed in',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Device),
  }),
  endDevice: route({
    method: 'DELETE',
    path: '/api/w/:workspace/devices/:device',
    summary: 'Sign me out there',
    params: OfWorkspace.extend({ device: z.string().max(40) }),
    body: undefined,
    reply: Done,
  }),
} as const
