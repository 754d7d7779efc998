export { NarrativePage } from './page.tsx'
