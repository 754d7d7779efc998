/** A partner's own analysis. */
export const analysisRoutes = {} as const
