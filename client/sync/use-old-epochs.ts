import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { roomOf } from '../../shared/rooms.ts'
import { call } from './api.ts'
import { forgetRecords } from './forget-device.ts'
import { areNewEpochs, heardOfEpochs, roomsOfOldEpochs } from './old-epochs.ts'
import { letGoOf } from './use-room.ts'

/**
 * Text was removed from documents: takes copies and records of before off this device, also those of documents that
 * no page shows. Asked at each start and whenever it happens.
 */
export function useOldEpochs(workspace: string, member: string): void {
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['epochs', workspace],
    queryFn: () => call(routes.epochs, { params: { workspace } }),
  })
  useEffect(() => {
    if (data === undefined || !areNewEpochs(member, workspace, data)) return
    void (async () => {
      queries.removeQueries({ type: 'inactive' })
      await forgetRecords(member)
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'epochs' })
      const now = new Map(data.map(({ document, epoch }) => [roomOf(workspace, document), epoch]))
      letGoOf(member, await roomsOfOldEpochs(member, now).catch(() => [])) // a browser that keeps nothing
      heardOfEpochs(member, workspace, data)
    })()
  }, [data, workspace, member, queries])
}
