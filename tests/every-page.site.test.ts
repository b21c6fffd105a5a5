import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { attribute, pagesBelow, textOf, type ParsedPage } from './siteFiles'

const sites = [['the real archive', inject('archive')], ['the fictional newspaper', inject('newspaper')]] as const

describe.each(sites)('in %s', (_, { folder }) => {
  const pages = pagesBelow(folder)
  const idsOf = new Map(pages.map((page) => [page.address, ids(page)]))

  test('every internal link and anchor leads somewhere', () => {
    const broken = pages.flatMap((page) => links(page).filter((link) => !resolves(link, page)).map((link) => `${page.address} → ${link}`))
    expect(broken).toEqual([])
  })

  test('every page has one h1, a language, a title of its own, landmarks and unique ids', () => {
    const titles = new Map<string, string>()
    for (const page of pages) {
      const named = (name: string) => page.elements.filter((element) => element.tagName === name)
      expect(named('h1'), page.address).toHaveLength(1)
      expect(attribute(named('html')[0]!, 'lang'), page.address).toBe('zh-Hans-CN')
      for (const landmark of ['header', 'main', 'footer']) expect(named(landmark).length, `${page.address} ${landmark}`).toBeGreaterThan(0)
      expect(new Set(ids(page)).size, `${page.address} ids`).toBe(ids(page).length)
      const title = textOf(named('title')[0]!)
      expect(titles.get(title), `${page.address} shares its title`).toBeUndefined()
      titles.set(title, page.address)
    }
  })

  test('the policy stands right after the charset and allows no script', () => {
    for (const page of pages.filter(({ address }) => address !== '/search/')) {
      const [charset, policy] = page.elements.filter((element) => element.tagName === 'meta')
      expect(attribute(charset!, 'charset'), page.address).toBe('utf-8')
      expect(attribute(policy!, 'http-equiv'), page.address).toBe('Content-Security-Policy')
      expect(attribute(policy!, 'content'), page.address).toMatch(/^default-src 'none';/)
      expect(attribute(policy!, 'content'), page.address).not.toMatch(/script-src|unsafe/)
    }
  })

  test('no page but search loads a script', () => {
    const data = new Set(['application/ld+json', 'speculationrules'])
    for (const page of pages.filter(({ address }) => address !== '/search/')) {
      const scripts = page.elements.filter((element) => element.tagName === 'script' && !data.has(attribute(element, 'type') ?? ''))
      expect(scripts, page.address).toHaveLength(0)
      const hints = page.elements.filter((element) => element.tagName === 'link' && /preload|modulepreload/.test(attribute(element, 'rel') ?? ''))
      expect(hints, page.address).toHaveLength(0)
    }
  })

  function links({ elements }: ParsedPage): string[] {
    return elements.flatMap((element) => [attribute(element, 'href'), attribute(element, 'src')])
      .filter((link): link is string => link !== undefined && !/^(https?:|mailto:)/.test(link))
  }

  function resolves(link: string, from: ParsedPage): boolean {
    const { pathname, hash } = new URL(link, `http://x${from.address}`)
    const path = decodeURI(pathname)
    const file = join(folder, path)
    if (!path.endsWith('/')) return existsSync(file) && statSync(file).isFile()
    const anchor = decodeURIComponent(hash.slice(1))
    return existsSync(join(file, 'index.html')) && (anchor === '' || (idsOf.get(path)?.includes(anchor) ?? false))
  }
})

function ids({ elements }: ParsedPage): string[] {
  return elements.map((element) => attribute(element, 'id')).filter((id) => id !== undefined)
}

test('the fictional newspaper shows nothing of the real one', () => {
  const { folder } = inject('newspaper')
  for (const page of pagesBelow(folder)) expect(page.html, page.address).not.toMatch(/衢江|王慧杰|孟姜/)
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('云梦试刊')
})
