// The words of a version are set as those of a narrative are.
import '../narrative/paper.css'

export { ComparePage, TimelinePage, VersionPage } from '../history/index.ts'
