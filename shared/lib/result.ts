/** An expected failure is a value: `reason` is for code, `say` tells a person what was wrong and what to do. */
export type Result<T, Reason extends string = string> =
  | { ok: true; value: T }
  | { ok: false; reason: Reason; say: string }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const no = <Reason extends string>(
  reason: Reason,
  say: string,
): { ok: false; reason: Reason; say: string } => ({ ok: false, reason, say })
