export { BoardPage } from './board-page.tsx'
export { BoardsPage } from './boards-page.tsx'
export { PresentPage } from './present-page.tsx'
