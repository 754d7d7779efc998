/** Taking identifiable text out for good (B6). */
export const purgeRoutes = {} as const
