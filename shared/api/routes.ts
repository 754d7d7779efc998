import { z } from 'zod'
import {
  Anchor,
  Comment,
  CommentState,
  EditText,
  NewComment,
  NewReply,
  RecordId,
  TrailEntry,
} from '../annotations/comments.ts'
import { ThemeId } from '../domain/themes.ts'
import { Home, StoredText, ThemePage, Wording } from '../domain/workspace.ts'
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
import { SLUG } from '../rooms.ts'
import { route } from './route.ts'

const Nothing = z.object({})
const Done = z.object({ done: z.literal(true) })
const W = z.object({ workspace: z.string().regex(SLUG) })
const T = W.extend({ theme: ThemeId })
const C = T.extend({ comment: RecordId })
const M = W.extend({ member: z.string().max(40) })

export { Problem } from './problem.ts'

/** All records routes. `GET /api/...` never changes anything, so that a link scanner cannot spend an invitation. */
export const routes = {
  signedIn: route({
    method: 'GET',
    path: '/api/signed-in',
    summary: 'Who this browser is signed in as',
    params: Nothing,
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
    params: Nothing,
    body: z.object({ code: z.string().max(100) }),
    reply: JoinOffer,
  }),
  join: route({
    method: 'POST',
    path: '/api/join',
    summary: 'Spend a one-time link and sign in',
    params: Nothing,
    body: z.object({ code: z.string().max(100) }),
    reply: JoinOffer,
  }),

  home: route({
    method: 'GET',
    path: '/api/w/:workspace/home',
    summary: 'The five themes at a glance',
    params: W,
    body: undefined,
    reply: Home,
  }),
  themePage: route({
    method: 'GET',
    path: '/api/w/:workspace/themes/:theme',
    summary: 'A theme, and what stands beside its narrative',
    params: T,
    body: undefined,
    reply: ThemePage,
  }),
  storedText: route({
    method: 'GET',
    path: '/api/w/:workspace/themes/:theme/text',
    summary: 'The last stored text of a narrative',
    params: T,
    body: undefined,
    reply: StoredText,
  }),
  enterWording: route({
    method: 'PUT',
    path: '/api/w/:workspace/themes/:theme/wording',
    summary: "Enter the inspectors' wording from the letter, or propose a change to locked wording",
    params: T,
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
    params: T,
    body: z.object({ text: z.string() }),
    reply: Wording,
  }),

  comments: route({
    method: 'GET',
    path: '/api/w/:workspace/themes/:theme/comments',
    summary: 'All comments of a theme, oldest first',
    params: T,
    body: undefined,
    reply: z.array(Comment),
  }),
  comment: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/comments',
    summary: 'Comment on words',
    params: T,
    body: NewComment,
    reply: Comment,
  }),
  editComment: route({
    method: 'PATCH',
    path: '/api/w/:workspace/themes/:theme/comments/:comment',
    summary: 'Its author changes the words of a comment',
    params: C,
    body: EditText,
    reply: Comment,
  }),
  deleteComment: route({
    method: 'DELETE',
    path: '/api/w/:workspace/themes/:theme/comments/:comment',
    summary: 'Its author takes a comment back; the trail keeps it',
    params: C,
    body: undefined,
    reply: Done,
  }),
  reply: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/replies',
    summary: 'Reply to a comment',
    params: C,
    body: NewReply,
    reply: Comment,
  }),
  editReply: route({
    method: 'PATCH',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/replies/:reply',
    summary: 'Its author changes a reply',
    params: C.extend({ reply: RecordId }),
    body: EditText,
    reply: Comment,
  }),
  deleteReply: route({
    method: 'DELETE',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/replies/:reply',
    summary: 'Its author takes a reply back',
    params: C.extend({ reply: RecordId }),
    body: undefined,
    reply: Comment,
  }),
  setCommentState: route({
    method: 'PUT',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/state',
    summary: 'Mark answered or open again; only its author closes it (R91)',
    params: C,
    body: z.object({ state: CommentState, version: z.number() }),
    reply: Comment,
  }),
  moveAnchor: route({
    method: 'PUT',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/anchor',
    summary: 'Where the words of a comment stand after a structural edit',
    params: C,
    body: z.object({ anchor: Anchor, version: z.number() }),
    reply: Comment,
  }),
  seenComments: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/comments/seen',
    summary: 'These comments have been seen, as far as these versions',
    params: T,
    body: z.object({ seen: z.array(z.object({ id: RecordId, version: z.number().int().min(0) })).max(500) }),
    reply: Done,
  }),
  commentTrail: route({
    method: 'GET',
    path: '/api/w/:workspace/themes/:theme/comments/:comment/trail',
    summary: 'Who did what with a comment',
    params: C,
    body: undefined,
    reply: z.array(TrailEntry),
  }),

  addImage: route({
    method: 'POST',
    path: '/api/w/:workspace/images',
    summary: 'Add an image for a figure: the PNG, JPEG, WebP or GIF file itself as the body',
    params: W,
    body: undefined,
    reply: z.object({ src: z.string() }),
  }),

  members: route({
    method: 'GET',
    path: '/api/w/:workspace/members',
    summary: 'Everyone in the workspace',
    params: W,
    body: undefined,
    reply: z.array(Member),
  }),
  invite: route({
    method: 'POST',
    path: '/api/w/:workspace/members',
    summary: 'Add a member and make their one-time link',
    params: W,
    body: NewMember,
    reply: FreshLink,
  }),
  changeMember: route({
    method: 'PATCH',
    path: '/api/w/:workspace/members/:member',
    summary: 'Change a member; takes effect at once on open pages',
    params: M,
    body: MemberChange,
    reply: Member,
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/api/w/:workspace/members/:member',
    summary: 'Remove a member; takes effect at once on open pages',
    params: M,
    body: undefined,
    reply: Done,
  }),
  freshLink: route({
    method: 'POST',
    path: '/api/w/:workspace/members/:member/link',
    summary: 'A fresh one-time link for a member',
    params: M,
    body: undefined,
    reply: FreshLink,
  }),
  invitations: route({
    method: 'GET',
    path: '/api/w/:workspace/invitations',
    summary: 'Links that are out and not used',
    params: W,
    body: undefined,
    reply: z.array(Invitation),
  }),
  revokeInvitation: route({
    method: 'DELETE',
    path: '/api/w/:workspace/invitations/:invitation',
    summary: 'Make a link worthless',
    params: W.extend({ invitation: z.string().max(40) }),
    body: undefined,
    reply: Done,
  }),
  devices: route({
    method: 'GET',
    path: '/api/w/:workspace/devices',
    summary: 'Where I am signed in',
    params: W,
    body: undefined,
    reply: z.array(Device),
  }),
  endDevice: route({
    method: 'DELETE',
    path: '/api/w/:workspace/devices/:device',
    summary: 'Sign me out there',
    params: W.extend({ device: z.string().max(40) }),
    body: undefined,
    reply: Done,
  }),
} as const
