import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isImageAddress, isLinkAddress, toLinkAddress } from '../../../shared/narrative/addresses.ts'

describe('addresses of links', () => {
  it.each([
    'https://example.org',
    'http://example.org/a?b#c',
    'mailto:senco@example.org',
    'HTTPS://EXAMPLE.ORG',
  ])('takes %s', (address) => expect(isLinkAddress(address)).toBe(true))
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.org',
    '/api/w/x',
    'https://',
    'vbscript:x',
    '',
    null,
    7,
  ])('refuses %s', (address) => expect(isLinkAddress(address)).toBe(false))

  it('makes typed addresses whole', () => {
    expect(toLinkAddress(' example.org/report ')).toBe('https://example.org/report')
    expect(toLinkAddress('senco@example.org')).toBe('mailto:senco@example.org')
    expect(toLinkAddress('https://example.org')).toBe('https://example.org')
    expect(toLinkAddress('javascript:alert(1)')).toBeNull()
    expect(toLinkAddress('two words')).toBeNull()
  })

  it('never makes anything but http, https and mailto', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.emailAddress()), (typed) => {
        const address = toLinkAddress(typed)
        expect(address === null || /^(?:https?:\/\/|mailto:)/i.test(address)).toBe(true)
      }),
    )
  })
})

describe('addresses of images', () => {
  it('are our own files and nothing else', () => {
    expect(isImageAddress('/api/w/surrey-demo/images/3fa9c.png')).toBe(true)
    for (const address of [
      'https://example.org/a.png',
      '//example.org/api/w/a/images/b',
      '/api/w/a/images/../../members',
      '/api/w/a/images/b/../c',
      '/api/w/a/images/b?x=1',
      'data:image/png;base64,AA',
      null,
    ])
      expect(isImageAddress(address)).toBe(false)
  })
})
