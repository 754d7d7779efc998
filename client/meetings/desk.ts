import { createContext, use } from 'react'
import type { MeetingPage } from '../../shared/api/meetings.ts'
import type { AgendaItem } from '../../shared/domain/meetings.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import type { EntryInText } from './own-lines.ts'
import type { Draft } from './parse-line.ts'
import type { Acting } from './use-meeting.ts'

/** A line that is being made into a record: what is known, where it stands, what is done when it is settled. */
export interface Making {
  key: string
  draft: Draft
  item: string
  /** Puts the record in the place of the line; null when there was none. */
  settle: ((entry: EntryInText) => void) | null
}

/** What the parts of one meeting's page share besides what the server knows; for the life of its document. */
export interface MeetingDesk {
  /** Item ids in the order in which their minutes stand. */
  order: WritableStore<readonly string[]>
  /** The item somebody looks at by themselves; null: where the meeting is. */
  looking: WritableStore<string | null>
  making: WritableStore<Making | null>
  /** Where entries of the minutes are drawn: the place in the text, and which entry. */
  drawn: WritableStore<ReadonlyMap<HTMLElement, EntryInText>>
  /** Records made on this page that came back refused: entry id → why. */
  refused: WritableStore<ReadonlyMap<string, string>>
  /** Makes a record of a line: at once, or when what is missing was asked. Set while the page is open. */
  begin: WritableStore<(line: Line) => void>
}

/** A line as it was typed, "/decision Use 90%", and what puts the record in its place. */
export interface Line {
  line: string
  item: string
  settle: Making['settle']
}

const nothing = (): void => {}
const desks = new WeakMap<object, MeetingDesk>()

/** The desk of the document a page shows. */
export function deskOf({ doc }: Pick<NarrativeContext, 'doc'>): MeetingDesk {
  const known = desks.get(doc)
  if (known !== undefined) return known
  const desk: MeetingDesk = {
    order: createStore<readonly string[]>([]),
    looking: createStore<string | null>(null),
    making: createStore<Making | null>(null),
    drawn: createStore<ReadonlyMap<HTMLElement, EntryInText>>(new Map()),
    refused: createStore<ReadonlyMap<string, string>>(new Map()),
    begin: createStore<(line: Line) => void>(nothing),
  }
  desks.set(doc, desk)
  return desk
}

/** A meeting's page while it is open. */
export interface MeetingHere extends Acting {
  context: NarrativeContext
  desk: MeetingDesk
  page: MeetingPage
  /** What the person looks at: by themselves, or where the meeting is. */
  item: AgendaItem | null
  /** Facilitates, or may take over. */
  leads: boolean
  /** May write in the minutes. */
  writes: boolean
  wordsOnly: boolean
}

const Here = createContext<MeetingHere | null>(null)
export const MeetingProvider = Here.Provider

/** The meeting this component is part of; null while it is being read. */
export const useHere = (): MeetingHere | null => use(Here)
