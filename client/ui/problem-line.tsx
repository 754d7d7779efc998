import { Button } from './button.tsx'

/** Why a page could not be read, and a way on where trying again can help; nothing while all is well. */
export const ProblemLine = ({
  problem,
  retry,
}: {
  problem: { message: string; passes: boolean } | null
  retry: () => void
}) =>
  problem === null ? null : (
    <p role="alert">
      {problem.message}{' '}
      {problem.passes ? (
        <Button look="text" onPress={retry}>
          Try again
        </Button>
      ) : null}
    </p>
  )
