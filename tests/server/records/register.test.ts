import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../../shared/api/routes.ts'
import { ACTION_STATUSES } from '../../../shared/domain/actions.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let lead: Guest
let health: Guest
let officer: Guest
let parent: Guest
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  officer = await server.signIn({ role: 'DO' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
})
afterAll(() => server.stop())

const [NOT_STARTED, BEHIND, ON_TARGET, COMPLETED] = ACTION_STATUSES
const UNSAID = { statusNote: null, startDate: null, recoveryNote: null, revisedDue: null }
const EVIDENCE = {
  title: 'Waiting list of November',
  kind: 'data',
  place: 'waiting-list.xlsx',
  date: new Date().toISOString().slice(0, 10),
  holder: 'Data officer',
  sensitivity: 'partners only',
  whatChanged: 'Children wait eleven weeks less.',
}

const action = async (ref: string, who = lead) =>
  (await who.call(routes.register)).body.actions.find((one: { ref: string }) => one.ref === ref)
/** Not started / behind / on target / completed, as everybody's pages read them. */
async function counts(): Promise<string[]> {
  const [home, progress, register] = await Promise.all([
    lead.call(routes.home),
    parent.call(routes.progress),
    officer.call(routes.register),
  ])
  return [home.body.progress, progress.body, register.body.progress].map(({ themes }) => {
    const { notStarted, behind, onTarget, completed, total } = themes['3']
    return `${notStarted}/${behind}/${onTarget}/${completed} of ${total}`
  })
}
const everywhere = (said: string) => [said, said, said]
const idOf = (ref: string): string => `action-no-${ref.replace('.', '-')}`
const newAction = (ref: string, more: object = {}) => ({
  id: idOf(ref),
  ref,
  title: `What ${ref} does`,
  theme: '4',
  owner: null,
  partner: 'ccgs',
  due: null,
  ...more,
})

/** A second person's look at a piece of evidence. */
const verify = (who: Guest, evidence: string, version: number) =>
  who.call(routes.verifyEvidence, { params: { evidence }, body: { version } })
const setNotStarted = async (who: Guest, ref: string) => {
  const { id, version } = await action(ref)
  const status = {
    ...UNSAID,
    status: NOT_STARTED,
    statusNote: 'No staff.',
    startDate: '2027-01-04',
    version,
  }
  return (await who.call(routes.setActionStatus, { params: { action: id }, body: status })).status
}
const addEvidence = (who: Guest, id: string, more: object = {}) =>
  who.call(routes.addEvidence, { body: { ...EVIDENCE, ...more, id, actions: [] } })
const changeToVoice = (who: Guest, id: string) =>
  who.call(routes.changeEvidence, {
    params: { evidence: id },
    body: { ...EVIDENCE, title: 'Another title', kind: 'voice', actions: [], version: 1 },
  })
const registerOf = async () => (await parent.call(routes.register)).body

describe('A3, whole', () => {
  it('refuses, waits for a second person, takes effect everywhere, and is reversed with a reason', async () => {
    expect(await counts()).toEqual(everywhere('0/1/2/12 of 15'))
    const behind = await action('3.1', health)
    expect(behind).toMatchObject({ status: BEHIND, imported: true, evidence: [], version: 1 })
    const params = { action: behind.id }
    const complete = (version: number) =>
      health.call(routes.setActionStatus, { params, body: { ...UNSAID, status: COMPLETED, version } })

    const refused = await complete(1)
    expect(refused.status).toBe(400)
    expect(refused.body.say).toMatch(
      /“Completed” cannot be set yet.*Evidence: add.*What changed: say.*second person/,
    )

    const added = await health.call(routes.addEvidence, {
      body: { ...EVIDENCE, id: 'evidence-00a3', actions: [behind.id] },
    })
    expect(added.status).toBe(200)
    const waits = await complete(1)
    expect(waits.body).toMatchObject({ status: BEHIND, version: 2, proposal: { status: COMPLETED } })
    expect(await counts()).toEqual(everywhere('0/1/2/12 of 15'))
    expect((await complete(1)).status, 'the same again, from an outbox').toBe(200)

    expect((await verify(health, 'evidence-00a3', 1)).body.say).toContain('A second person verifies it')
    expect((await verify(lead, 'evidence-00a3', 1)).status).toBe(403)
    expect((await verify(officer, 'evidence-00a3', 1)).body.verified.by.id).toBe(officer.person.id)
    expect(await counts()).toEqual(everywhere('0/0/2/13 of 15'))
    expect(await action('3.1')).toMatchObject({
      status: COMPLETED,
      imported: false,
      proposal: null,
      version: 3,
    })

    const reverse = (who: Guest, reason: string, version = 3) =>
      who.call(routes.reverseAction, { params, body: { reason, version } })
    expect((await reverse(health, 'x')).status).toBe(403)
    expect((await reverse(lead, '')).status).toBe(400)
    expect((await reverse(lead, 'x', 2)).body).toMatchObject({
      error: 'stale',
      theirs: { status: COMPLETED },
    })
    expect((await reverse(lead, 'Two schools still wait.')).status).toBe(200)
    expect(await counts()).toEqual(everywhere('0/1/2/12 of 15'))

    const { trail } = (await parent.call(routes.actionHistory, { params })).body
    expect(trail.map(({ did }: { did: string }) => did)).toEqual([
      `imported as ${BEHIND}`,
      'evidence added',
      `asked for ${COMPLETED}, which waits for a second person`,
      `verified: ${COMPLETED} stands`,
      `went back to ${BEHIND}`,
    ])
    expect(trail.at(-1).before).toContain('Two schools still wait.')
    expect(trail.at(-2).by.id).toBe(officer.person.id)
  })
})

describe('two at once', () => {
  it('fifty clients write one action: exactly one wins each version, all others are told what stands', async () => {
    const body = newAction('50.1')
    await lead.call(routes.addAction, { body })
    const wins: string[] = []
    for (const version of [1, 2, 3]) {
      const replies = await Promise.all(
        Array.from({ length: 50 }, async (_, client) => {
          const { id: _id, ...said } = body
          const title = `Client ${client} on version ${version}`
          const reply = await health.call(routes.changeAction, {
            params: { action: body.id },
            body: { ...said, title, version },
          })
          return { title, reply }
        }),
      )
      const won = replies.filter(({ reply }) => reply.status === 200)
      expect(won).toHaveLength(1)
      const title = won[0]?.title ?? ''
      wins.push(title)
      for (const { reply } of replies)
        if (reply.status !== 200)
          expect(reply).toMatchObject({
            status: 409,
            body: { error: 'stale', theirs: { title, version: version + 1 } },
          })
    }
    expect(await action('50.1')).toMatchObject({ title: wins[2], version: 4 })
    const { trail } = (await lead.call(routes.actionHistory, { params: { action: body.id } })).body
    expect(trail.map(({ did }: { did: string }) => did)).toEqual(['added', 'changed', 'changed', 'changed'])
    expect(JSON.parse(trail[3].before)).toEqual({ title: wins[1] })
  })

  it('tells every open page', async () => {
    const { WebSocket } = await import('ws')
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}/live/surrey-demo?as=${parent.person.id}`,
      {
        headers: { cookie: parent.cookie, origin: server.url },
      },
    )
    await new Promise((done) => socket.once('open', done))
    const heard = new Promise<string>((done) => {
      socket.on('message', (data: Buffer) => {
        if (String(data).includes('actions')) done(String(data))
      })
    })
    await lead.call(routes.addAction, { body: newAction('60.1') })
    expect(JSON.parse(await heard)).toEqual({ type: 'changed', what: 'actions' })
    socket.close()
  })
})

describe('who may', () => {
  it('a workstream lead sets the actions of their partner and their own, a parent partner speaks of them', async () => {
    const council = await server.signIn({ role: 'WL', partner: 'council' })
    const sponsor = await server.signIn({ role: 'SP' })
    const guest = await server.signIn({ role: 'GR' })
    const owner = { member: council.person.id, name: council.person.name }
    await lead.call(routes.addAction, { body: newAction('70.1') })
    await lead.call(routes.addAction, { body: newAction('70.2', { owner }) })
    expect(await setNotStarted(council, '70.1')).toBe(403)
    expect(await setNotStarted(council, '70.2')).toBe(200)
    expect(await setNotStarted(health, '70.1')).toBe(200)
    for (const who of [parent, officer, sponsor]) expect(await setNotStarted(who, '70.1')).toBe(403)

    const say = (who: Guest, id: string) =>
      who.call(routes.noteAction, {
        params: { action: idOf('70.1') },
        body: { id, words: 'Families still wait.' },
      })
    expect((await say(parent, 'note-00001')).status).toBe(200)
    expect((await say(parent, 'note-00001')).status).toBe(200)
    expect((await say(sponsor, 'note-00002')).status).toBe(403)
    const { notes } = (await lead.call(routes.actionHistory, { params: { action: idOf('70.1') } })).body
    expect(notes.map(({ words }: { words: string }) => words)).toEqual(['Families still wait.'])

    for (const route of [routes.register, routes.progress, routes.chase])
      expect((await guest.call(route)).status).toBe(403)
    expect((await guest.call(routes.home)).body.progress).toBeNull()
    expect((await sponsor.call(routes.register)).status).toBe(200)
  })

  it('keepers of voice add voice; a parent partner changes their own evidence', async () => {
    const voice = await server.signIn({ role: 'VL' })
    expect((await addEvidence(voice, 'evidence-v1')).status).toBe(403)
    expect((await addEvidence(voice, 'evidence-v2', { kind: 'voice' })).status).toBe(200)
    expect((await addEvidence(parent, 'evidence-p1')).status).toBe(200)
    expect((await changeToVoice(parent, 'evidence-v2')).status).toBe(403)
    expect((await changeToVoice(parent, 'evidence-p1')).status).toBe(200)
  })

  it('what a data officer added is verified by the nominated lead, and never by who changed it last', async () => {
    const add = await officer.call(routes.addEvidence, {
      body: { ...EVIDENCE, id: 'evidence-do', actions: [] },
    })
    expect(add.status).toBe(200)
    expect((await verify(officer, 'evidence-do', 1)).status).toBe(403)
    expect((await verify(health, 'evidence-do', 1)).status).toBe(403)
    await lead.call(routes.changeEvidence, {
      params: { evidence: 'evidence-do' },
      body: { ...EVIDENCE, title: 'As the lead says', actions: [], version: 1 },
    })
    expect((await verify(lead, 'evidence-do', 2)).status).toBe(403)
  })
})

describe('evidence that goes', () => {
  it('leaves the status as it is and says that it rests on nothing; a change asks for a second person again', async () => {
    await lead.call(routes.addAction, { body: newAction('80.1') })
    const id = idOf('80.1')
    await health.call(routes.addEvidence, { body: { ...EVIDENCE, id: 'evidence-80-1', actions: [id] } })
    await verify(officer, 'evidence-80-1', 1)
    const done = await health.call(routes.setActionStatus, {
      params: { action: id },
      body: { ...UNSAID, status: COMPLETED, version: 1 },
    })
    expect(done.body).toMatchObject({ status: COMPLETED, proposal: null })
    const changed = await health.call(routes.changeEvidence, {
      params: { evidence: 'evidence-80-1' },
      body: { ...EVIDENCE, whatChanged: 'Less than we thought.', actions: [id], version: 2 },
    })
    expect(changed.body).toMatchObject({ verified: null, version: 3 })
    expect(await action('80.1')).toMatchObject({ status: COMPLETED, evidence: ['evidence-80-1'] })
    const gone = await health.call(routes.withdrawEvidence, {
      params: { evidence: 'evidence-80-1' },
      body: { reason: 'Counted twice.', version: 3 },
    })
    expect(gone.body.withdrawn.why).toBe('Counted twice.')
    expect(await action('80.1')).toMatchObject({ status: COMPLETED, evidence: [] })
    expect((await verify(officer, 'evidence-80-1', 4)).status).toBe(400)
  })
})

it('colours are the workspace’s own, set by the nominated lead, off until then', async () => {
  expect(await registerOf()).toMatchObject({ colours: null, coloursVersion: 0 })
  const colours = { [NOT_STARTED]: 'none', [BEHIND]: 'red', [ON_TARGET]: 'green', [COMPLETED]: 'blue' }
  const set = (who: Guest, version: number) => who.call(routes.setColours, { body: { colours, version } })
  expect((await set(health, 0)).status).toBe(403)
  expect((await set(lead, 0)).status).toBe(200)
  expect((await set(lead, 0)).status).toBe(409)
  expect(await registerOf()).toMatchObject({ colours, coloursVersion: 1 })
})
