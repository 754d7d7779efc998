export { BoardPage } from './board-page.tsx'
export { BoardsPage } from './boards-page.tsx'
export { PrintPage } from './export/print-page.tsx'
export { PresentPage } from './present-page.tsx'
