import type { NarrativeStatus } from '../../shared/domain/themes.ts'
import { StatusMark } from '../ui/standing.tsx'

/** How far the document is: by the partners' positions once there are any, until then by its words alone. */
export const NarrativeState = ({ words, status }: { words: number; status: NarrativeStatus | null }) => (
  <StatusMark
    status={
      status !== null && status !== 'draft' && status !== 'not started'
        ? status
        : words > 0
          ? 'draft'
          : 'not started'
    }
  />
)
