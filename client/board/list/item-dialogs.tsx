import { useState } from 'react'
import { type Item, STAMPS } from '../../../shared/board/items.ts'
import { readingOrder } from '../../../shared/board/order.ts'
import { framesFor } from '../../../shared/board/rearrange.ts'
import { sayContent, sayKind, shorten } from '../../../shared/board/said.ts'
import { PARTNER_KINDS, type PartnerKind } from '../../../shared/domain/partners.ts'
import { useStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogEnd } from '../../ui/dialog-end.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { type BoardHere, useHere, wordsNow } from '../here.ts'
import { changeOne, connect, makeCluster, moveInto, moveTo, STAMP_CHOICES, stampOn } from './acts.ts'
import { desk, focusLine } from './desk.ts'
import { naming } from './use-said.ts'

/** Asks what a menu alone cannot: where to, with what, whose. */
export function ItemDialogs() {
  const here = useHere()
  const asking = useStore(desk.asking)
  const items = useStore(here.session.items)
  const item = items.find(({ id }) => id === asking?.item)
  if (asking === null || item === undefined) return null
  const close = (): void => {
    desk.asking.set(null)
    focusLine(item.id)
  }
  const props = { here, item, items, close }
  switch (asking.what) {
    case 'move':
      return <Move key={item.id} {...props} />
    case 'cluster':
      return <Cluster key={item.id} {...props} />
    case 'connect':
      return <Connect key={item.id} {...props} />
    case 'partner':
      return <Whose key={item.id} {...props} />
    case 'stamp':
      return <Stamps key={item.id} {...props} />
  }
}

interface Asks {
  here: BoardHere
  item: Item
  items: readonly Item[]
  close: () => void
}

const OUTSIDE = 'outside'
const FIRST = 'first'

const sayIn = (here: BoardHere, item: Item): string =>
  shorten(sayContent(item, naming(here.session, here.short)).trim().replace(/\s+/g, ' '), 60)

function Move({ here, item, items, close }: Asks) {
  const frames = framesFor(items, item.id)
  const [frame, setFrame] = useState(item.parent ?? OUTSIDE)
  const [after, setAfter] = useState<string | null>(null)
  const at = frame === OUTSIDE ? null : frame
  const inside = (readingOrder(items).find((one) => (one.frame?.id ?? null) === at)?.items ?? []).filter(
    ({ id, kind }) => id !== item.id && kind !== 'connector',
  )
  const last = inside.at(-1)?.id ?? FIRST
  const behind = after ?? last
  const move = (): void => {
    moveTo(here, item, { frame: at, after: behind === FIRST ? null : behind })
    const name = frames.find(({ id }) => id === at)
    answer(`Moved to ${name === undefined ? 'outside the columns' : `“${sayIn(here, name)}”`}.`)
    close()
  }
  return (
    <Dialog title={`Move “${sayIn(here, item)}”`} open onClose={close}>
      <Select
        label="To"
        value={frame}
        onChange={(next) => {
          setFrame(next)
          setAfter(null)
        }}
        options={[
          ...frames.map((one) => ({ id: one.id, words: `${sayKind(one)}: ${sayIn(here, one)}` })),
          { id: OUTSIDE, words: 'Outside the columns' },
        ]}
      />
      <Select
        label="Place"
        value={behind}
        onChange={setAfter}
        options={[
          { id: FIRST, words: 'First' },
          ...inside.map((one) => ({ id: one.id, words: `After “${sayIn(here, one)}”` })),
        ]}
      />
      <DialogEnd does="Move it there" onDone={move} leaves="Leave it where it is" onLeave={close} />
    </Dialog>
  )
}

const NEW = 'new'

function Cluster({ here, item, items, close }: Asks) {
  const clusters = items.filter(
    ({ kind, look, id }) => kind === 'frame' && look === 'cluster' && id !== item.parent,
  )
  const [chosen, setChosen] = useState(clusters[0]?.id ?? NEW)
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string>()
  const put = (): void => {
    if (chosen === NEW) {
      if (name.trim() === '') return setWrong('Give the cluster a name.')
      makeCluster(here, item, name.trim())
      answer(`In the new cluster “${name.trim()}”.`)
    } else {
      moveInto(here, item, chosen)
      answer(`In “${wordsNow(here.session, chosen)}”.`)
    }
    close()
  }
  return (
    <Dialog title={`Put “${sayIn(here, item)}” in a cluster`} open onClose={close}>
      <Choice
        label="Cluster"
        value={chosen}
        onChange={setChosen}
        options={[
          ...clusters.map((one) => ({ id: one.id, words: sayIn(here, one) })),
          { id: NEW, words: 'A new one' },
        ]}
      />
      {chosen === NEW ? (
        <TextField
          label="Its name"
          hint="What these notes have in common."
          maxLength={120}
          value={name}
          onChange={(next) => {
            setName(next)
            setWrong(undefined)
          }}
          wrong={wrong}
        />
      ) : null}
      <DialogEnd does="Put it there" onDone={put} leaves="Leave it where it is" onLeave={close} />
    </Dialog>
  )
}

function Connect({ here, item, items, close }: Asks) {
  const [to, setTo] = useState<string | null>(null)
  const others = readingOrder(items)
    .flatMap(({ frame, items: inside }) => (frame === null ? inside : [frame, ...inside]))
    .filter(({ id, kind }) => id !== item.id && kind !== 'connector' && kind !== 'stamp')
  return (
    <Dialog title={`Connect “${sayIn(here, item)}”`} open onClose={close}>
      <p className="small quiet">An arrow goes from it to the other, and stays with both when they move.</p>
      <Select
        label="To"
        value={to}
        onChange={setTo}
        placeholder="Choose what it leads to"
        options={others.map((one) => ({ id: one.id, words: `${sayKind(one)}: ${sayIn(here, one)}` }))}
      />
      <DialogEnd
        does="Connect them"
        isDisabled={to === null}
        onDone={() => {
          if (to === null) return
          connect(here, item.id, to)
          answer('Connected.')
          close()
        }}
        leaves="Go back"
        onLeave={close}
      />
    </Dialog>
  )
}

function Whose({ here, item, close }: Asks) {
  const [partner, setPartner] = useState<PartnerKind | 'nobody'>(item.partner ?? 'nobody')
  return (
    <Dialog title="Whose note it is" open onClose={close}>
      <Choice
        label="Partner"
        value={partner}
        onChange={setPartner}
        options={[
          ...PARTNER_KINDS.map((kind) => ({ id: kind, words: here.short[kind] })),
          { id: 'nobody', words: 'Nobody’s in particular' },
        ]}
      />
      <DialogEnd
        does="Keep this"
        onDone={() => {
          changeOne(here.session, item.id, { partner: partner === 'nobody' ? null : partner })
          answer(partner === 'nobody' ? 'It is nobody’s in particular.' : `It is of ${here.short[partner]}.`)
          close()
        }}
        leaves="Go back"
        onLeave={close}
      />
    </Dialog>
  )
}

function Stamps({ here, item, close }: Asks) {
  const [stamp, setStamp] = useState(STAMPS[0])
  return (
    <Dialog title={`Stamp “${sayIn(here, item)}”`} open onClose={close}>
      <Choice
        label="Stamp"
        value={stamp}
        onChange={(next) => setStamp(next as typeof stamp)}
        options={STAMP_CHOICES}
      />
      <DialogEnd
        does="Stamp it"
        onDone={() => {
          stampOn(here, item, stamp)
          close()
        }}
        leaves="Go back"
        onLeave={close}
      />
    </Dialog>
  )
}
