/** The letters a board is drawn with: those of `client/ui/tokens.css`, plain, bold and for headings. */
export type Face = 'sans' | 'bold' | 'serif'

/** How wide the characters from space to tilde are, in thousandths of the size, as a browser measures them. */
const WIDTHS: Readonly<Record<Face, readonly number[]>> = {
  sans: [
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614,
    588, 598, 510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392,
    512, 631, 541, 824, 693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552,
    372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471,
    326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
  ],
  bold: [
    308, 300, 376, 747, 607, 961, 726, 203, 329, 329, 485, 596, 262, 371, 262, 432, 658, 435, 574, 596, 622,
    605, 621, 533, 623, 574, 262, 262, 567, 614, 567, 536, 781, 670, 638, 656, 686, 593, 564, 715, 700, 420,
    553, 659, 550, 853, 714, 742, 623, 752, 644, 607, 599, 687, 636, 881, 675, 638, 617, 336, 432, 344, 577,
    395, 281, 548, 591, 506, 591, 559, 357, 588, 568, 293, 257, 546, 309, 876, 568, 571, 591, 595, 372, 503,
    368, 563, 519, 731, 531, 510, 499, 376, 251, 376, 540,
  ],
  serif: [
    224, 276, 371, 587, 587, 807, 729, 204, 290, 290, 434, 511, 245, 357, 238, 403, 587, 587, 587, 587, 587,
    587, 587, 587, 587, 587, 260, 273, 511, 511, 511, 460, 893, 732, 665, 710, 773, 654, 605, 760, 816, 354,
    459, 750, 619, 1000, 775, 782, 628, 782, 671, 569, 684, 775, 709, 995, 737, 702, 643, 328, 403, 329, 511,
    410, 500, 474, 556, 448, 566, 471, 360, 506, 574, 291, 261, 559, 280, 848, 585, 533, 573, 555, 411, 397,
    360, 553, 538, 761, 519, 537, 445, 322, 249, 322, 511,
  ],
}

/** Letters with signs are as wide as those without; what is written in squares fills one. */
const OTHER = 600
const SQUARE = 1_000

const PLAIN = /^[ -~]*$/

/** How wide some text is, px at this size: close enough to break lines where a page does, and the same everywhere. */
export function widthOf(text: string, face: Face, size: number): number {
  const widths = WIDTHS[face]
  let sum = 0
  if (PLAIN.test(text)) {
    for (let at = 0; at < text.length; at++) sum += widths[text.charCodeAt(at) - 32] ?? OTHER
    return (sum * size) / 1_000
  }
  for (const char of text.normalize('NFD')) {
    const code = char.codePointAt(0) ?? 0
    if (code >= 0x300 && code < 0x370) continue // a sign on the letter before
    sum += widths[code - 32] ?? (code >= 0x1100 && !(code >= 0x2000 && code < 0x2100) ? SQUARE : OTHER)
  }
  return (sum * size) / 1_000
}
