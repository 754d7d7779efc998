import type { FastifyInstance } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { bring, letGoOf, readBrought, settleBrought } from '../records/brought.ts'
import type { Reading } from '../records/home.ts'
import { addSection, changeSection, moveSection, setPresentation } from '../records/presentation-acts.ts'
import { readInSections, readPresentation } from '../records/presentation.ts'
import { serveMembers } from './serve.ts'

/** The running order of the opening presentation, and what is brought into it from the narratives. */
export function servePresentation(app: FastifyInstance, ground: Pick<Reading, 'ledger' | 'documents'>): void {
  const { ledger } = ground
  serveMembers(app, ledger, routes.presentation, ({ visitor }) => readPresentation(ground, visitor))
  serveMembers(app, ledger, routes.inSections, ({ visitor }) => readInSections(ground, visitor))
  serveMembers(app, ledger, routes.setPresentation, ({ visitor, body }) =>
    setPresentation(ground, visitor, body),
  )
  serveMembers(app, ledger, routes.addPresentationSection, ({ visitor, body }) =>
    addSection(ground, visitor, body),
  )
  serveMembers(app, ledger, routes.changePresentationSection, ({ visitor, params, body }) =>
    changeSection(ground, visitor, params.section, body),
  )
  serveMembers(app, ledger, routes.movePresentationSection, ({ visitor, params, body }) =>
    moveSection(ground, visitor, params.section, body),
  )
  serveMembers(app, ledger, routes.brought, ({ visitor, params }) =>
    readBrought(ground, visitor, params.section),
  )
  serveMembers(app, ledger, routes.bring, ({ visitor, params, body }) =>
    bring(ground, visitor, params.section, body),
  )
  serveMembers(app, ledger, routes.settleBrought, ({ visitor, params, body }) =>
    settleBrought(ground, visitor, { section: params.section, id: params.brought }, body),
  )
  serveMembers(app, ledger, routes.letGoOfBrought, ({ visitor, params }) =>
    letGoOf(ground, visitor, { section: params.section, id: params.brought }),
  )
}
