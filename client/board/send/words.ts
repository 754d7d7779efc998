import type { SentAs } from '../../../shared/board/boards.ts'

export const GOALS = [
  { id: 'narrative', words: 'To a narrative' },
  { id: 'action', words: 'To the actions' },
  { id: 'issue', words: 'To the issues list' },
] as const
export type Goal = (typeof GOALS)[number]['id']

/** As what something can go to a narrative. */
export const IN_NARRATIVE = ['paragraph', 'bullet', 'claim', 'comment'] as const satisfies readonly SentAs[]

/** How each way is offered, the button that does it, and what is said when it is done. */
export const AS_WORDS: Readonly<Record<SentAs, { choice: string; act: string; done: string }>> = {
  paragraph: {
    choice: 'A paragraph at the end of the section',
    act: 'Send as a paragraph',
    done: 'It stands in the narrative as a paragraph.',
  },
  bullet: {
    choice: 'A bullet at the end of the section',
    act: 'Send as a bullet',
    done: 'It stands in the narrative as a bullet.',
  },
  claim: {
    choice: 'A claim that still needs evidence, on the chase list',
    act: 'Send as a claim',
    done: 'It stands in the narrative, and the chase list asks for its evidence.',
  },
  comment: {
    choice: 'A comment on the section',
    act: 'Send as a comment',
    done: 'It stands beside the narrative as a comment.',
  },
  action: { choice: '', act: 'Make an action', done: 'It is an action now.' },
  issue: { choice: '', act: 'Put on the issues list', done: 'It is on the issues list.' },
}
