export { fromWalls } from './from-walls.tsx'
export { IssuesPage } from './issues-page.tsx'
