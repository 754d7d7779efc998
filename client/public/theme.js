// Before the first paint, so that a dark page never flashes white; a file of its own, since CSP allows no inline script.
try {
  const theme = localStorage.getItem('tl.theme')
  if (theme !== null && theme !== 'system') document.documentElement.dataset.theme = theme
} catch {
  // No storage: the system's theme.
}
