import { useSyncExternalStore } from 'react'

/** The looks a person can choose; `system` follows the machine. `client/public/theme.js` reads the same key. */
export const THEMES = ['system', 'light', 'dark', 'contrast', 'contrast-dark'] as const
export type Theme = (typeof THEMES)[number]

export const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'As this device',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast, light',
  'contrast-dark': 'High contrast, dark',
}

const KEY = 'tl.theme'
const listeners = new Set<() => void>()

/** The chosen look. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, current)

/** Chooses a look for this browser. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Kept for this page only.
  }
  for (const tell of listeners) tell()
}

const current = (): Theme =>
  THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'system'

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
