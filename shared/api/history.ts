import { z } from 'zod'
import { Comparison, VersionText } from '../history/compared.ts'
import { NewRestore, Restore, RestoreId, Wanted } from '../history/restores.ts'
import { Version } from '../history/version.ts'
import { OfDocument } from './params.ts'
import { route } from './route.ts'

const VersionId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)

/** What a document used to say. */
export const historyRoutes = {
  timeline: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/timeline/:before',
    summary: 'Versions of a document, newest first, a page at a time: before a version, or before "now"',
    params: OfDocument.extend({ before: VersionId }),
    body: undefined,
    reply: z.object({ versions: z.array(Version), more: z.boolean() }),
  }),
  versionText: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/versions/:version',
    summary: 'The words of a version, or of "now", with who wrote which',
    params: OfDocument.extend({ version: VersionId }),
    body: undefined,
    reply: VersionText,
  }),
  versionPicture: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/versions/:version/picture',
    summary: 'How a board looked in a version, or looks "now", with its letters and images in it',
    params: OfDocument.extend({ version: VersionId }),
    body: undefined,
    reply: z.object({ svg: z.string() }),
  }),
  compareVersions: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/versions/:from/compare/:to',
    summary: 'Two versions laid over each other; "now" for the words as they are',
    params: OfDocument.extend({ from: VersionId, to: VersionId }),
    body: undefined,
    reply: z.object({ from: Version.nullable(), to: Version.nullable(), comparison: Comparison }),
  }),
  lastSeen: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/last-seen',
    summary: 'The version that stood when I last left; the oldest there is when none is so old',
    params: OfDocument,
    body: undefined,
    reply: z.object({ lastHere: z.number().nullable(), version: Version.nullable(), exact: z.boolean() }),
  }),
  nameVersion: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/versions',
    summary: 'Keep the document as it is now, under a name',
    params: OfDocument,
    body: z.object({
      name: z
        .string()
        .trim()
        .min(1, 'Give it a name that others will know it by.')
        .max(80, 'Keep the name under 80 characters.'),
    }),
    reply: Version,
  }),
  restores: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/restores',
    summary: 'The last restores of a document, newest first',
    params: OfDocument,
    body: undefined,
    reply: z.array(Restore),
  }),
  prepareRestore: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/restores/prepare',
    summary: 'What bringing back a version or a section would change; keeps the document as it is now',
    params: OfDocument,
    body: Wanted,
    reply: z.object({ seen: z.string(), comparison: Comparison }),
  }),
  restore: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/restores',
    summary: 'Bring back a version, or one section of it, by an edit that goes forward',
    params: OfDocument,
    body: NewRestore,
    reply: Restore,
  }),
  putBack: route({
    method: 'POST',
    path: '/api/w/:workspace/documents/:document/restores/:restore/put-back',
    summary: 'Take exactly that restore back; what was written since stays',
    params: OfDocument.extend({ restore: RestoreId }),
    body: z.object({ id: RestoreId }),
    reply: Restore,
  }),
} as const
