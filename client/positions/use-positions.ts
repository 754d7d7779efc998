import { routes } from '../../shared/api/routes.ts'
import type { Positions } from '../../shared/api/positions.ts'
import { call } from '../sync/api.ts'
import { keys, useKnown, type Known } from '../sync/records.ts'

/** Where all partners stand on all themes, live; the last known while the server is awaited. */
export const usePositions = (workspace: string): Known<Positions> =>
  useKnown(keys.positions(workspace), () => call(routes.positions, { params: { workspace } }))
