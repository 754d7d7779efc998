/** The mark: one line, a full node, a hollow one. */
export const BrandMark = () => (
  <svg viewBox="0 0 20 22" aria-hidden fill="none" stroke="currentColor" strokeLinecap="round">
    <path d="M5 1v20" strokeWidth="2" />
    <circle cx="5" cy="6" r="3" fill="currentColor" stroke="none" />
    <circle cx="5" cy="16" r="2.6" fill="var(--desk)" strokeWidth="1.6" />
    <path d="M11.5 6H19M11.5 16H16" strokeWidth="2" />
  </svg>
)
