/** What waits for a person, and what became of what a partner said. */
export const inboxRoutes = {} as const
