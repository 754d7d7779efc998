import { MutationCache, QueryCache, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Route, Routes, useNavigate } from 'react-router'
import { InboxPage, SaidPage } from '../inbox/index.ts'
import { FrontPage, JoinPage, PeoplePage } from '../people/index.ts'
import { ApiProblem } from '../sync/api.ts'
import { Queries } from '../sync/queries.ts'
import { keys } from '../sync/records.ts'
import { BarProvider } from '../ui/bar.tsx'
import { Mishap } from './mishap.tsx'
import { NotHere, Opening } from './states.tsx'
import { Shell } from './shell.tsx'
import { Workspace } from './workspace.tsx'

const HomePage = lazy(async () => ({ default: (await import('../workspace/index.ts')).HomePage }))
const TimelinePage = lazy(async () => ({ default: (await import('./history-pages.ts')).TimelinePage }))
const ComparePage = lazy(async () => ({ default: (await import('./history-pages.ts')).ComparePage }))
const VersionPage = lazy(async () => ({ default: (await import('./history-pages.ts')).VersionPage }))
const PositionsPage = lazy(async () => ({
  default: (await import('../positions/index.tsx')).PositionsPage,
}))
const AnalysesPage = lazy(async () => ({ default: (await import('../analyses/index.tsx')).AnalysesPage }))
const SideBySidePage = lazy(async () => ({
  default: (await import('../analyses/index.tsx')).SideBySidePage,
}))
const PurgesPage = lazy(async () => ({ default: (await import('../purge/index.tsx')).PurgesPage }))
const ActionsPage = lazy(async () => ({ default: (await import('../register/index.ts')).ActionsPage }))
const PresenterPage = lazy(async () => ({
  default: (await import('../presentation/index.ts')).PresenterPage,
}))
const ScreenPage = lazy(async () => ({ default: (await import('../presentation/index.ts')).ScreenPage }))
const FollowPage = lazy(async () => ({ default: (await import('../presentation/index.ts')).FollowPage }))
const RunningOrderPage = lazy(async () => ({
  default: (await import('../presentation/index.ts')).RunningOrderPage,
}))
const SlidesPage = lazy(async () => ({ default: (await import('../presentation/index.ts')).SlidesPage }))
const RunsPage = lazy(async () => ({ default: (await import('../presentation/index.ts')).RunsPage }))
const QuestionsPage = lazy(async () => ({
  default: (await import('../presentation/index.ts')).QuestionsPage,
}))
const MeetingsPage = lazy(async () => {
  const { MeetingsPage } = await import('../meetings/index.tsx')
  void import('./meeting-route.tsx') // whoever looks at the list soon joins, maybe over a poor link
  return { default: MeetingsPage }
})
const SummaryPage = lazy(async () => ({ default: (await import('../meetings/index.tsx')).SummaryPage }))
const MeetingRoute = lazy(async () => ({ default: (await import('./meeting-route.tsx')).MeetingRoute }))
const BoardsPage = lazy(async () => ({ default: (await import('../board/index.ts')).BoardsPage }))
const BoardRoute = lazy(async () => ({ default: (await import('./board-route.tsx')).BoardRoute }))
const BoardPrintPage = lazy(async () => ({ default: (await import('../board/index.ts')).PrintPage }))
const PresentPage = lazy(async () => ({ default: (await import('../board/index.ts')).PresentPage }))
const IssuesPage = lazy(async () => ({ default: (await import('../walls/index.ts')).IssuesPage }))
const NarrativeRoute = lazy(async () => ({
  default: (await import('./narrative-route.tsx')).NarrativeRoute,
}))

/** The whole client: routes, and the place where features meet. */
export function App() {
  const [queries] = useState(newQueries)
  const navigate = useNavigate()
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider navigate={(to) => void navigate(to)}>
        <BarProvider>
          <Shell>
            <Mishap>
              <Suspense fallback={<Opening />}>
                <Routes>
                  <Route path="/" element={<FrontPage />} />
                  <Route path="/join" element={<JoinPage />} />
                  <Route path="/w/:workspace" element={<Workspace />}>
                    <Route index element={<HomePage />} />
                    <Route path="people" element={<PeoplePage />} />
                    <Route path="positions" element={<PositionsPage />} />
                    <Route path="actions" element={<ActionsPage />} />
                    <Route path="purges" element={<PurgesPage />} />
                    <Route path="inbox" element={<InboxPage />} />
                    <Route path="said" element={<SaidPage />} />
                    <Route path="presentation" element={<RunningOrderPage />} />
                    <Route path="presentation/slides" element={<SlidesPage />} />
                    <Route path="presentation/runs" element={<RunsPage />} />
                    <Route path="presentation/questions" element={<QuestionsPage />} />
                    <Route path="presentation/present/:run" element={<PresenterPage />} />
                    <Route path="presentation/present/:run/screen" element={<ScreenPage />} />
                    <Route path="presentation/follow/:run" element={<FollowPage />} />
                    <Route path="analyses" element={<AnalysesPage />} />
                    <Route path="analyses/:partner/compare" element={<SideBySidePage />} />
                    <Route path="meetings" element={<MeetingsPage />} />
                    <Route path="meetings/:meeting" element={<MeetingRoute />} />
                    <Route path="meetings/:meeting/summary" element={<SummaryPage />} />
                    <Route path="boards" element={<BoardsPage />} />
                    <Route path="boards/:board" element={<BoardRoute />} />
                    <Route path="boards/:board/print" element={<BoardPrintPage />} />
                    <Route path="boards/:board/show" element={<PresentPage />} />
                    <Route path="issues" element={<IssuesPage />} />
                    <Route path="themes/:document" element={<NarrativeRoute />} />
                    <Route path="documents/:document" element={<NarrativeRoute />} />
                    <Route path="documents/:document/history" element={<TimelinePage />} />
                    <Route path="documents/:document/history/last-seen" element={<ComparePage />} />
                    <Route path="documents/:document/history/compare/:from/:to" element={<ComparePage />} />
                    <Route path="documents/:document/history/:version" element={<VersionPage />} />
                  </Route>
                  <Route path="*" element={<NotHere />} />
                </Routes>
              </Suspense>
            </Mishap>
          </Shell>
        </BarProvider>
      </RouterProvider>
    </QueryClientProvider>
  )
}

function newQueries(): Queries {
  // A session that ended while the page was open: ask who is here, and the page says what it finds.
  const onError = (error: Error): void => {
    if (error instanceof ApiProblem && (error.kind === 'signed out' || error.kind === 'choose'))
      void queries.invalidateQueries({ queryKey: keys.signedIn() })
  }
  const queries = new Queries({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The browser's idea of "offline" is about its network, not about our server.
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => error instanceof ApiProblem && error.passes && failures < 2,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queries
}
