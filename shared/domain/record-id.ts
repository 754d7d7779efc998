import { z } from 'zod'

/** Ids are made by the client, so that a replay from the offline queue cannot post twice. */
export const RecordId = z.string().regex(/^[A-Za-z0-9_-]{10,40}$/)

/** Where something belongs: a section, a block, an item. Never words: a removal of words does not look into ids. */
export const PlaceId = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/)
