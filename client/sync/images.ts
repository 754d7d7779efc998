import { routes } from '../../shared/api/routes.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { pathOf } from './api.ts'
import { currentMember } from './identity.ts'

const KINDS: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

export interface Uploaded {
  src: string
  width: number | null
  height: number | null
}

/** Says in plain words what is wrong with a file before it is sent; undefined when it will do. */
export function refuseImage(file: Pick<File, 'type' | 'size'>): string | undefined {
  if (!KINDS.has(file.type)) return 'Choose a PNG, JPEG, WebP or GIF image.'
  if (file.size > LIMITS.imageBytes)
    return `This image is larger than ${LIMITS.imageBytes / 1024 / 1024} MB. Make it smaller and try again.`
  return undefined
}

/** Uploads the file itself; the server looks at its bytes, not at its name. */
export async function uploadImage(workspace: string, file: File): Promise<Result<Uploaded>> {
  const refused = refuseImage(file)
  if (refused !== undefined) return no('refused', refused)
  const member = currentMember()
  const answer = await fetch(pathOf(routes.addImage.path, { workspace }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': file.type, ...(member === null ? {} : { 'x-throughline-as': member }) },
    body: file,
  }).catch(() => null)
  if (answer === null)
    return no('unreachable', 'The image could not be sent. You can add it once you are online again.')
  const json: unknown = await answer.json().catch(() => null)
  const reply = routes.addImage.reply.safeParse(json)
  if (!answer.ok || !reply.success) {
    const say = typeof json === 'object' && json !== null && 'say' in json ? json.say : null
    return no(
      'refused',
      typeof say === 'string' ? say : 'The server could not take this image. Try another one.',
    )
  }
  return ok({ src: reply.data.src, ...(await sizeOf(file)) })
}

async function sizeOf(file: File): Promise<{ width: number | null; height: number | null }> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height }
  } catch {
    return { width: null, height: null }
  }
}
