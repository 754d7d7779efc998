import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  actAs,
  currentMember,
  forget,
  latestMember,
  leadNewTabs,
  onIdentity,
} from '../../../client/sync/identity.ts'
import { pick, type Holder } from '../../../client/sync/signed-in.ts'

const holder = (id: string, slug = 'area'): Holder => ({
  person: { id, name: id, partner: 'council', role: 'WL', themes: [] },
  workspace: { slug, name: slug },
  partnerShort: 'Council',
})

const blocked = (): never => {
  throw new DOMException('Access is denied for this document.', 'SecurityError')
}

describe('who a window is', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
  })

  it('a new window starts as the latest person, an old one stays who it is', () => {
    actAs('anna', 'area')
    expect(currentMember()).toBe('anna')
    const tab = sessionStorage.getItem('tl.member')
    sessionStorage.clear() // another window of the same browser
    actAs('ben', 'area')
    expect(latestMember('area')).toBe('ben')
    sessionStorage.setItem('tl.member', tab ?? '') // back in the first window
    expect(currentMember()).toBe('anna')
  })
  it('a new window keeps the person it started as, whoever joins elsewhere', () => {
    actAs('anna', 'area')
    sessionStorage.clear() // a new window
    expect(currentMember()).toBe('anna')
    localStorage.setItem('tl.latest', 'ben') // joined in another window
    expect(currentMember()).toBe('anna')
  })
  it('a tab opened from a window starts as that window’s person, not as the last who joined', () => {
    actAs('ben', 'area') // in another window, later
    const stop = leadNewTabs('anna', 'area')
    window.dispatchEvent(new Event('pointerdown'))
    expect(latestMember('area')).toBe('anna')
    stop()
    actAs('ben', 'area')
    window.dispatchEvent(new Event('pointerdown'))
    expect(latestMember('area')).toBe('ben')
  })
  it('works for as long as the page is open where the browser blocks storage', async () => {
    const names = ['localStorage', 'sessionStorage'] as const
    const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))
    for (const name of names) Object.defineProperty(globalThis, name, { configurable: true, get: blocked })
    vi.resetModules()
    const fresh = await import('../../../client/sync/identity.ts')
    expect(fresh.currentMember()).toBeNull()
    fresh.actAs('anna', 'area')
    expect(fresh.currentMember()).toBe('anna')
    fresh.forget('anna')
    expect(fresh.currentMember()).toBeNull()
    for (const [index, name] of names.entries()) {
      const descriptor = before[index]
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name)
      else Object.defineProperty(globalThis, name, descriptor)
    }
  })
  it('who signed out is forgotten everywhere, others stay', () => {
    actAs('anna', 'area')
    actAs('ben', 'elsewhere')
    forget('ben')
    expect(currentMember()).toBeNull()
    expect(latestMember('area')).toBe('anna')
    expect(latestMember('elsewhere')).toBeNull()
  })
  it('tells when it changes', () => {
    const told = vi.fn<() => void>()
    const stop = onIdentity(told)
    actAs('anna', 'area')
    stop()
    actAs('ben', 'area')
    expect(told).toHaveBeenCalledTimes(1)
  })
})

describe('picking among the people of a browser', () => {
  it('stays who it was, when that person is signed in here', () => {
    expect(pick([holder('anna'), holder('ben')], 'area', 'ben', 'anna').me?.person.id).toBe('ben')
  })
  it('is the only one there is', () => {
    expect(pick([holder('anna'), holder('carl', 'else')], 'area', 'carl', null).me?.person.id).toBe('anna')
  })
  it('never turns into somebody else when its person is signed out', () => {
    expect(pick([holder('anna')], 'area', 'gone', null).state).toBe('choose')
    expect(pick([holder('anna'), holder('ben')], 'area', 'gone', 'ben').state).toBe('choose')
  })
  it('is the latest of this workspace, for a new window', () => {
    expect(pick([holder('anna'), holder('ben')], 'area', null, 'anna').me?.person.id).toBe('anna')
  })
  it('asks when nothing tells them apart', () => {
    expect(pick([holder('anna'), holder('ben')], 'area', null, null).state).toBe('choose')
  })
  it('is nobody where nobody is signed in', () => {
    expect(pick([holder('carl', 'else')], 'area', 'carl', 'carl').state).toBe('signed out')
  })
})
