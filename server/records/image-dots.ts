/**
 * How many dots an image has across and down, as its head says; null where the head cannot be read. A few kilobytes
 * can say that they are a thousand million dots, and whoever looks at the page has to hold them all.
 */
export function dotsOf(bytes: Buffer): { w: number; h: number } | null {
  try {
    if (bytes.toString('latin1', 12, 16) === 'IHDR')
      return { w: bytes.readUInt32BE(16), h: bytes.readUInt32BE(20) }
    if (bytes.toString('latin1', 0, 4) === 'GIF8')
      return { w: bytes.readUInt16LE(6), h: bytes.readUInt16LE(8) }
    if (bytes.toString('latin1', 8, 12) === 'WEBP') return ofWebp(bytes)
    return bytes.readUInt16BE(0) === 0xffd8 ? ofJpeg(bytes) : null
  } catch {
    return null // it ends before its head does
  }
}

function ofWebp(bytes: Buffer): { w: number; h: number } | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { w: bytes.readUInt16LE(26) & 0x3fff, h: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { w: (bits & 0x3fff) + 1, h: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { w: bytes.readUIntLE(24, 3) + 1, h: bytes.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}

/** Markers of a JPEG that begin a frame: C0 to CF without the three that hold tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function ofJpeg(bytes: Buffer): { w: number; h: number } | null {
  for (let at = 2; at < bytes.length - 9;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) at += 1
    else if (isFrame(marker)) return { w: bytes.readUInt16BE(at + 7), h: bytes.readUInt16BE(at + 5) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
