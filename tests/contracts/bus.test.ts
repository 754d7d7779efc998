import { createInProcessBus } from '../../server/bus/in-process.ts'
import { busContract } from './bus.contract.ts'

busContract('in process', async () => {
  const hub = createInProcessBus()
  return { join: async () => hub.join(), cleanUp: async () => undefined }
})
