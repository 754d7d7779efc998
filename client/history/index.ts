export { ComparePage } from './compare-page.tsx'
export { restored, RestoredStrip } from './restored-strip.tsx'
export { TimelinePage } from './timeline-page.tsx'
export { VersionPage } from './version-page.tsx'
