import { beforeEach, describe, expect, it, vi } from 'vitest'
import { actAs, currentMember, forget, latestMember, onIdentity } from '../../../client/sync/identity.ts'
import { pick, type Holder } from '../../../client/sync/signed-in.ts'

const holder = (id: string, slug = 'area'): Holder => ({
  person: { id, name: id, partner: 'council', role: 'WL', themes: [] },
  workspace: { slug, name: slug },
  partnerShort: 'Council',
})

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
    expect(pick([holder('anna'), holder('carl', 'else')], 'area', 'gone', null).me?.person.id).toBe('anna')
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
