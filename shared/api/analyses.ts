import { z } from 'zod'
import {
  Analysis,
  EasyRead,
  Link,
  Openness,
  Passage,
  Passages,
  SideBySide,
  Submission,
} from '../analyses/analyses.ts'
import { RecordId } from '../annotations/comments.ts'
import { PartnerKind } from '../domain/partners.ts'
import { ThemeId } from '../domain/themes.ts'
import { VersionText } from '../history/compared.ts'
import { Done, OfDocument, OfTheme, OfWorkspace } from './params.ts'
import { route } from './route.ts'

const OfAnalysis = OfWorkspace.extend({ partner: PartnerKind })
const OfSubmission = OfAnalysis.extend({ number: z.coerce.number().int().min(1).max(100_000) })

/** A partner's own analysis, its links into the narratives, and the Easy Read texts. */
export const analysisRoutes = {
  analyses: route({
    method: 'GET',
    path: '/api/w/:workspace/analyses',
    summary: 'The partners’ own analyses, as far as they are open to me',
    params: OfWorkspace,
    body: undefined,
    reply: z.array(Analysis),
  }),
  openAnalysis: route({
    method: 'PUT',
    path: '/api/w/:workspace/analyses/:partner/openness',
    summary: 'Share the draft with the other partners, invite them to comment, or take both back',
    params: OfAnalysis,
    body: z.object({ openness: Openness, version: z.number().int().min(0) }),
    reply: Analysis,
  }),
  submitAnalysis: route({
    method: 'POST',
    path: '/api/w/:workspace/analyses/:partner/submissions',
    summary: 'Submit the analysis as it is now: a frozen version with time and author',
    params: OfAnalysis,
    body: z.object({ id: RecordId }),
    reply: Submission,
  }),
  submission: route({
    method: 'GET',
    path: '/api/w/:workspace/analyses/:partner/submissions/:number',
    summary: 'The words of a submission',
    params: OfSubmission,
    body: undefined,
    reply: z.object({ submission: Submission, text: VersionText }),
  }),
  passages: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/passages',
    summary: 'The paragraphs of a document, to choose one from',
    params: OfDocument,
    body: undefined,
    reply: Passages,
  }),
  links: route({
    method: 'GET',
    path: '/api/w/:workspace/documents/:document/links',
    summary: 'What in this document is linked with a partner’s own analysis',
    params: OfDocument,
    body: undefined,
    reply: z.array(Link),
  }),
  link: route({
    method: 'POST',
    path: '/api/w/:workspace/analyses/:partner/links',
    summary: 'Link a paragraph of the analysis to a passage of a narrative',
    params: OfAnalysis,
    body: z.object({ id: RecordId, theme: ThemeId, analysis: Passage, narrative: Passage }),
    reply: Done,
  }),
  unlink: route({
    method: 'DELETE',
    path: '/api/w/:workspace/analyses/:partner/links/:link',
    summary: 'Take a link away',
    params: OfAnalysis.extend({ link: RecordId }),
    body: undefined,
    reply: Done,
  }),
  sideBySide: route({
    method: 'GET',
    path: '/api/w/:workspace/analyses/:partner/compare',
    summary: 'Each linked paragraph beside what the narrative says there now, and said when it was linked',
    params: OfAnalysis,
    body: undefined,
    reply: SideBySide,
  }),
  easyRead: route({
    method: 'GET',
    path: '/api/w/:workspace/themes/:theme/easy',
    summary: 'Whether a theme is written in Easy Read, and who signed it off',
    params: OfTheme,
    body: undefined,
    reply: EasyRead,
  }),
  signEasyRead: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/easy/signoffs',
    summary: 'Sign the Easy Read text off as it is now',
    params: OfTheme,
    body: z.object({ id: RecordId }),
    reply: EasyRead,
  }),
} as const
