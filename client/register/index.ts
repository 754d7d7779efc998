export { ActionsPage } from './page.tsx'
export { OnChaseList } from './offered.tsx'
export { register } from './summary.tsx'
