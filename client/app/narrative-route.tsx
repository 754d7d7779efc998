import { Opening } from './states.tsx'

/** The narrative page with the features mounted in it. */
export const NarrativeRoute = () => <Opening />
