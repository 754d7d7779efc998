import type { ThemeSummary, Workspace } from '../../shared/domain/workspace.ts'
import { isOfEarlierText } from '../../shared/positions/status.ts'
import { Swatch } from '../ui/partner.tsx'
import { StanceSymbol, stanceWord } from '../ui/standing.tsx'

/** Where the partners stand on the conclusions, in one line; a disagreement is said in words. */
export function Conclusions({ theme, workspace }: { theme: ThemeSummary; workspace: Workspace }) {
  const marks = theme.positions.filter(({ on }) => on === 'conclusions')
  if (theme.positions.every(({ stance }) => stance === 'not yet')) return null
  return (
    <div className="conclusions">
      <span aria-hidden>Conclusions</span>
      <ul aria-label={`Conclusions of ${theme.label}`}>
        {workspace.partners.map(({ kind, short, name }) => {
          const mark = marks.find(({ partner }) => partner === kind)
          const stance = mark?.stance ?? 'not yet'
          const earlier = mark !== undefined && isOfEarlierText(mark)
          const against = stance === 'do not agree'
          const words = `${short}: ${stanceWord(stance)}${earlier ? ', on an earlier text' : ''}`
          return (
            <li key={kind} title={`${name}: ${stanceWord(stance)}${earlier ? ', on an earlier text' : ''}`}>
              <Swatch partner={kind} />
              <StanceSymbol stance={stance} />
              {against ? (
                <b>
                  {short} {short.endsWith('s') ? 'do' : 'does'} not agree{earlier ? ' (earlier text)' : ''}
                </b>
              ) : (
                <span className="vh">{words}</span>
              )}
              {earlier && !against ? <span aria-hidden>earlier text</span> : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
