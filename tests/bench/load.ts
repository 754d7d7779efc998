import type { Running } from './contenders.ts'

/** What our server says of its own work. */
export interface Load {
  /** Time on a core since it started, s. */
  cpu: number
  /** How late its event loop came since it was asked last, ms. */
  late50: number
  late99: number
}

/** The loop is looked at this often, and what is told of it includes that, ms. */
const LOOKED_AT = 10

/** Asks our server for its metrics; what is told of the event loop begins anew each time. */
export async function loadOf(server: Running): Promise<Load> {
  const { origin } = server.url('', 0)
  const text = await (await fetch(`${origin}/metrics`)).text()
  const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  const late = (share: string): number =>
    Math.max(0, value(`nodejs_eventloop_lag_${share}_seconds`) * 1_000 - LOOKED_AT)
  return { cpu: value('process_cpu_seconds_total'), late50: late('p50'), late99: late('p99') }
}
