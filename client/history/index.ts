export { ComparePage } from './compare-page.tsx'
export { restored } from './restored-strip.tsx'
export { TimelinePage } from './timeline-page.tsx'
export { VersionPage } from './version-page.tsx'
