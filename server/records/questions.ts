import type { Selectable } from 'kysely'
import { no, ok } from '../../shared/lib/result.ts'
import type { Question } from '../../shared/presentation/rehearsals.ts'
import { authorFrom, toJson } from '../accounts/people.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { NO_RUN, once, presents, reads, rehearsing } from './rehearsing.ts'
import { findRun } from './runs.ts'
import { note } from './trail.ts'

type Refused =
  | { ok: false; reason: 'signed out' | 'not allowed' | 'not found' | 'bad request'; say: string }
  | { ok: false; reason: 'stale'; say: string; theirs: Question }
type Outcome<T> = Promise<{ ok: true; value: T } | Refused>

const NOT_OPEN = no('not allowed', 'The questions are not open to guest readers.')
const NO_QUESTION = no('not found', 'There is no such question. Somebody may have taken it out.')
const NOT_YOURS = no(
  'not allowed',
  'This question is changed by who added it, or by those who write the presentation.',
)
/** Questions of one workspace, with those taken out: runs point at them. */
const BANK = 1_000
const FULL = no(
  'bad request',
  `The bank keeps ${BANK.toLocaleString('en-GB')} questions with those taken out. Change one that stands.`,
)

type Said = Pick<Question, 'theme' | 'question' | 'answer'>

/** The questions to expect, by theme and in the order they were added (R92). */
export async function readQuestions({ db }: Ledger, visitor: Visitor): Outcome<Question[]> {
  if (!reads(visitor)) return NOT_OPEN
  const rows = await db
    .selectFrom('question')
    .selectAll()
    .where('workspace', '=', visitor.workspace)
    .where('removed', '=', 0)
    .orderBy('theme')
    .orderBy('at')
    .execute()
  const asked = await askedIn(db, visitor.workspace)
  return ok(rows.map((row) => questionOf(row, asked.get(row.id) ?? 0)))
}

/** Adds a question to expect; the same id again is the same question. */
export async function addQuestion(
  ledger: Ledger,
  visitor: Visitor,
  said: Said & { id: string },
): Outcome<Question> {
  return changed(ledger, visitor, (db, me) => {
    const { workspace } = me
    const at = ledger.now()
    const find = async () => {
      const row = await findQuestion(db, workspace, said.id)
      return row === undefined ? null : questionOf(row, 0)
    }
    return once(
      find,
      ({ by }) => by.id === me.id,
      async () => {
        if ((await countQuestions(db, workspace)) >= BANK) return FULL
        const row = { workspace, ...said, by: toJson(me), at, version: 1, removed: 0 }
        await db.insertInto('question').values(row).execute()
        await note(db, { workspace, subject: `question:${said.id}`, at, by: me, did: 'added', before: null })
        return null
      },
    )
  })
}

/** Changes a question; who has not seen how it stands is shown it. */
export async function changeQuestion(
  ledger: Ledger,
  visitor: Visitor,
  id: string,
  { version, ...said }: Said & { version: number },
): Outcome<Question> {
  return changed(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const row = await findQuestion(db, workspace, id)
    if (row === undefined || row.removed === 1) return NO_QUESTION
    if (!presents(me) && authorFrom(row.by).id !== me.id) return NOT_YOURS
    const asked = (await askedIn(db, workspace)).get(id) ?? 0
    // What it says already, as one's own change does that is sent again.
    if (row.theme === said.theme && row.question === said.question && row.answer === said.answer)
      return ok(questionOf(row, asked))
    if (row.version !== version)
      return {
        ok: false,
        reason: 'stale',
        say: 'Somebody has changed this question meanwhile. Look at theirs, then save yours again.',
        theirs: questionOf(row, asked),
      }
    const next = { ...row, ...said, version: version + 1 }
    await db
      .updateTable('question')
      .set(next)
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    const before = JSON.stringify({ question: row.question, answer: row.answer })
    await note(db, { workspace, subject: `question:${id}`, at: ledger.now(), by: me, did: 'changed', before })
    return ok(questionOf(next, asked))
  })
}

/** Takes a question out of the bank; its row stays, since runs point at it. */
export async function removeQuestion(ledger: Ledger, visitor: Visitor, id: string): Outcome<{ done: true }> {
  return changed(ledger, visitor, async (db, me) => {
    const { workspace } = me
    const row = await findQuestion(db, workspace, id)
    if (row === undefined || row.removed === 1) return NO_QUESTION
    if (!presents(me) && authorFrom(row.by).id !== me.id) return NOT_YOURS
    await db
      .updateTable('question')
      .set({ removed: 1 })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    await note(db, {
      workspace,
      subject: `question:${id}`,
      at: ledger.now(),
      by: me,
      did: 'removed',
      before: null,
    })
    return ok({ done: true as const })
  })
}

/** Notes that a question was asked in a run, or takes that back. */
export async function askQuestion(
  ledger: Ledger,
  visitor: Visitor,
  { run, question, asked }: { run: string; question: string; asked: boolean },
): Outcome<{ done: true }> {
  return changed(ledger, visitor, async (db, { workspace }) => {
    if ((await findRun(db, workspace, run)) === null) return NO_RUN
    if ((await findQuestion(db, workspace, question)) === undefined) return NO_QUESTION
    if (asked)
      await db
        .insertInto('run_asked')
        .values({ workspace, run, question })
        .onConflict((c) => c.doNothing())
        .execute()
    else
      await db
        .deleteFrom('run_asked')
        .where('workspace', '=', workspace)
        .where('run', '=', run)
        .where('question', '=', question)
        .execute()
    return ok({ done: true as const })
  })
}

const changed = <T>(
  ledger: Ledger,
  visitor: Visitor,
  change: (db: Records, me: Visitor) => Outcome<T>,
): Outcome<T> => rehearsing(ledger, visitor, 'those who read', change)

async function countQuestions(db: Records, workspace: string): Promise<number> {
  const { questions } = await db
    .selectFrom('question')
    .select((e) => e.fn.countAll<number>().as('questions'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow()
  return questions
}

const findQuestion = (db: Records, workspace: string, id: string) =>
  db
    .selectFrom('question')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

async function askedIn(db: Records, workspace: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('run_asked')
    .select((e) => ['question', e.fn.countAll<number>().as('times')])
    .where('workspace', '=', workspace)
    .groupBy('question')
    .execute()
  return new Map(rows.map(({ question, times }) => [question, times]))
}

const questionOf = (
  { id, theme, question, answer, by, at, version }: Selectable<Tables['question']>,
  asked: number,
): Question => ({ id, theme, question, answer, by: authorFrom(by), at, version, asked })
