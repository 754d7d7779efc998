/** What a document used to say. */
export const historyRoutes = {} as const
