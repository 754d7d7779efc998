import type { Item } from '../../../shared/board/items.ts'

/** Kinds that are drawn as tall as their words need; their size is the least. */
export const GROWS: ReadonlySet<Item['kind']> = new Set(['note', 'text', 'link'])
