import type { Migration } from 'kysely'
import { up as start } from './0001-start.ts'
import { up as documents } from './0002-documents.ts'
import { up as suggestions } from './0003-suggestions.ts'
import { up as positions } from './0004-positions.ts'
import { up as history } from './0005-history.ts'
import { up as analyses } from './0006-analyses.ts'
import { up as purges } from './0007-purges.ts'
import { up as inbox } from './0008-inbox.ts'
import { up as register } from './0009-register.ts'
import { up as presentation } from './0010-presentation.ts'
import { up as meetings } from './0011-meetings.ts'
import { up as rehearsals } from './0012-rehearsals.ts'
import { up as chaseComment } from './0013-chase-comment.ts'
import { up as boards } from './0014-boards.ts'

/** In order; one that has shipped is never edited, a later one amends it. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-start': { up: start },
  '0002-documents': { up: documents },
  '0003-suggestions': { up: suggestions },
  '0004-positions': { up: positions },
  '0005-history': { up: history },
  '0006-analyses': { up: analyses },
  '0007-purges': { up: purges },
  '0008-inbox': { up: inbox },
  '0009-register': { up: register },
  '0010-presentation': { up: presentation },
  '0011-meetings': { up: meetings },
  '0012-rehearsals': { up: rehearsals },
  '0013-chase-comment': { up: chaseComment },
  '0014-boards': { up: boards },
}
