/** The longest side of a picture of dots, px: beyond it browsers give an empty one. */
const LONGEST = 8_192
/** A small board is drawn larger than it is, so that it is sharp on paper. */
const LARGER = 2

/** How large a picture of dots is made of a drawing. */
export function dotsOf({ width, height }: { width: number; height: number }): {
  width: number
  height: number
} {
  const scale = Math.min(LARGER, LONGEST / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Draws an SVG as PNG; throws an error that says in plain words why it cannot. */
export async function pngOf(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const { width, height } = dotsOf({ width: image.naturalWidth, height: image.naturalHeight })
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (png === null) throw new Error('no picture')
    return png
  } catch {
    throw new Error('This browser could not draw so large a picture. Take the SVG: it has no limit.')
  } finally {
    URL.revokeObjectURL(address)
  }
}
