import { ApiProblem, problemOf } from '../../sync/api.ts'
import { currentMember } from '../../sync/identity.ts'

/** A board as a file from the server; throws `ApiProblem`, which says in plain words why there is none. */
export async function readBoardFile(workspace: string, board: string, file: string): Promise<Blob> {
  const member = currentMember()
  const answer = await fetch(`/api/w/${workspace}/boards/${board}/${file}`, {
    credentials: 'same-origin',
    headers: member === null ? {} : { 'x-throughline-as': member },
  }).catch(() => null)
  if (answer === null)
    throw new ApiProblem(
      'unreachable',
      'We could not reach the server, and the file is made there. Try again when you are online.',
    )
  if (answer.ok) return answer.blob()
  throw problemOf(answer.status, await answer.json().catch(() => null))
}

/** Hands a file to the browser to keep. */
export function keepFile(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has read its address by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** A board's title as the name of a file. */
export const fileName = (title: string, ending: string): string =>
  `${title.replace(/[\s/\\:*?"<>|]+/g, ' ').trim() || 'board'}.${ending}`
