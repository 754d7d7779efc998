/** Runs once a closing menu has given the focus back: what runs here may take it into the text. */
export const afterMenu = (work: () => void): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(work, 0)))
}
