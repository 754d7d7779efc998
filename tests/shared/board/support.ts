import { type Item, SIZES } from '../../../shared/board/items.ts'

/** A thing on a board as it is read, plain where nothing is said. */
export const itemOf = ({ id, kind = 'note', ...rest }: Partial<Item> & Pick<Item, 'id'>): Item => ({
  id,
  kind,
  x: 0,
  y: 0,
  ...SIZES[kind === 'unknown' ? 'shape' : kind],
  z: 'a0',
  parent: null,
  group: null,
  partner: null,
  author: null,
  locked: false,
  removed: false,
  fill: 'none',
  shape: 'rectangle',
  look: 'frame',
  from: null,
  to: null,
  points: [],
  image: null,
  alt: '',
  href: null,
  stamp: 'agree',
  ...rest,
})
