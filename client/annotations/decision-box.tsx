import { Button } from '../ui/button.tsx'
import { ProposalBox } from './proposal-box.tsx'
import { WordsBox } from './words-box.tsx'

/** What a decision is being given words for. */
export interface Writing {
  what: 'decline' | 'change' | 'reword'
  words: string
}

const SEND: Readonly<Record<Writing['what'], string>> = {
  decline: 'Decline suggestion',
  change: 'Accept with these words',
  reword: 'Keep the change',
}

/** The words that go with a decision: why it is declined, or the wording that goes in. */
export const DecisionBox = ({
  writing,
  change,
  send,
  leave,
}: {
  writing: Writing
  change: (writing: Writing) => void
  send: () => void
  leave: () => void
}) => {
  const words = {
    value: writing.words,
    onChange: (next: string) => change({ ...writing, words: next }),
    onSend: send,
    onLeave: leave,
  }
  return (
    <div className="deciding">
      {writing.what === 'decline' ? (
        <WordsBox label="Why is it declined? Its author will read this." names={false} autoFocus {...words} />
      ) : (
        <ProposalBox
          label={writing.what === 'change' ? 'The words to put in' : 'Your suggestion'}
          {...words}
        />
      )}
      <div className="acts">
        <Button small isDisabled={writing.words.trim() === ''} onPress={send}>
          {SEND[writing.what]}
        </Button>
        <Button look="plain" small onPress={leave}>
          Leave it as it is
        </Button>
      </div>
    </div>
  )
}
