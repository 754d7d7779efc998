export { ActionsPage } from './page.tsx'
export { register } from './summary.tsx'
