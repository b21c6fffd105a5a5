import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { NEWSPAPER } from './newsrooms'
import { ProgramCopy } from './programCopy'
import { filesBelow } from './siteFiles'

/** Numbers no compressor makes much of. */
const incompressible = (count: number): string => Array.from({ length: count }, (_, index) => ((index * 7919 + 13) % 65_521).toString(36)).join('')

interface Planted {
  readonly file: string
  readonly edit: (text: string) => string
  /** The line the build says. */
  readonly told: RegExp
}

const MAIN = '<main id="main" className="wrap">'

/** What a programmer may do to a page; one build finds it all. */
const FAULTS: Readonly<Record<string, Planted>> = {
  'a broken link in the footer': {
    file: 'app/components/PageFrame.tsx', edit: (text) => text.replace('href="/about/"', 'href="/abuot/"'),
    told: /^app\/components:1:1 .* page-link .*\/abuot\/ 不存在（另有 \d+ 页也这样，可能出在 app\/components）/mu,
  },
  'an id twice in reports': {
    file: 'app/components/ArticlePage.tsx', edit: (text) => text.replace('<article className="art">', '<article className="art" id="main">'),
    told: /^app\/articles\/\[date\]\/\[slug\]\/page\.tsx:1:1 .* page-id .*“main”/mu,
  },
  'a heavy frame around reports': {
    file: 'app/components/ArticlePage.tsx', edit: (text) => text.replace('className="pn" ', `className="pn" data-heavy="${incompressible(9000)}" `),
    told: /^app\/articles\/\[date\]\/\[slug\]\/page\.tsx:1:1 .* page-size +网页 \/articles\/\S+ 除正文外有 \d\d\.\d KB/mu,
  },
  'a picture that is not there': {
    file: 'app/components/PeoplePage.tsx', edit: (text) => text.replace(MAIN, `${MAIN}<img src="/crest.png" alt="" />`),
    told: /^app\/people\/page\.tsx:1:1 .* page-image +网页 \/people\/ 里的图片 \/crest\.png 不存在/mu,
  },
  'a list nobody reads to its end': {
    file: 'app/components/TopicPage.tsx', edit: (text) => text.replace(MAIN, `${MAIN}<p>{'云山'.repeat(200_000)}</p>`),
    told: /^app\/topics\/page\.tsx:1:1 .* page-size +网页 \/topics\/ 有 \d+ KB/mu,
  },
  'a second heading': {
    file: 'app/components/CalendarPage.tsx', edit: (text) => text.replace(MAIN, `${MAIN}<h1>又一个日历</h1>`),
    told: /^app\/calendar\/page\.tsx:1:1 .* page-heading +网页 \/calendar\/ 有 2 个一级标题/mu,
  },
  'a block in a paragraph': {
    file: 'app/components/AboutPage.tsx', edit: (text) => text.replace('<h1>体例</h1>', '<h1>体例</h1><span dangerouslySetInnerHTML={{ __html: "<table></table>" }} />'),
    told: /^app\/about\/page\.tsx:1:1 .* page-html +网页 \/about\/ 的 HTML 有错/mu,
  },
}

const dir = mkdtempSync(join(tmpdir(), 'planted-'))
const [content, out] = [join(dir, 'content'), join(dir, 'out')]
const contentsOf = (folder: string): Map<string, string> => new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')]))

let program: ProgramCopy | undefined
let before = new Map<string, string>()
let built = { code: null as number | null, said: '' }
beforeAll(async () => {
  // A site that is published; the copy makes everything anew, as its code is another.
  cpSync(inject('newspaper').folder, out, { recursive: true })
  cpSync(NEWSPAPER, content, { recursive: true })
  before = contentsOf(out)
  program = ProgramCopy.make()
  for (const { file, edit } of Object.values(FAULTS)) program.change(file, edit)
  built = await program.build(content, out)
})
afterAll(() => {
  program?.remove()
  rmSync(dir, { recursive: true, force: true })
})

describe('faults planted in what renders the pages', () => {
  test('stop the build, and what was published stays as it was', () => {
    expect(built.code, built.said).toBe(1)
    expect(contentsOf(out)).toEqual(before)
    for (const left of ['.next', '.last']) expect(existsSync(`${out}${left}`), left).toBe(false)
  })

  test.each(Object.entries(FAULTS))('%s: the page and what renders it are named', (_, { told }) => {
    expect(built.said).toMatch(told)
  })

  test('and nothing else is said to be wrong', () => {
    expect(built.said.match(/ 错误 /gu)).toHaveLength(Object.keys(FAULTS).length)
  })
})
