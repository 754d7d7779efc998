/** What each partner says of a theme's evidence and conclusions (R45, R91, F5). */
export const positionRoutes = {} as const
