import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand, ledgerText, parseLedger } from '../lib/content'
import { planSite } from '../lib/publish/plan'
import { folderOf } from './syntheticContent'

const report = (title: string, more = '', date = '2020-01-01'): string => `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\n云山的虚构报道。\n`
const ledger = ledgerText(['/', '/articles/2020-01-01/old/', '/articles/2020-01-01/other/', '/issues/2020-01-01/', '/people/jia-yi/', '/calendar/2020/'])
const other = { 'issues/2020-01-01/other.md': report('其他', 'order: 9\n'), 'addresses.txt': ledger }
const faultsOf = (texts: Record<string, string>) => understand(folderOf({ ...other, ...texts })).diagnostics
const planOf = (texts: Record<string, string>) => {
  const { archive, ledger: known, diagnostics } = understand(folderOf({ ...other, ...texts }))
  if (!archive) throw new Error(JSON.stringify(diagnostics))
  return planSite(archive, 'code', { ledger: known, pictures: [] })
}
const leads = (texts: Record<string, string>) => Object.fromEntries(planOf(texts).redirects.map(({ from, to }) => [from, to]))
const filesOf = async (texts: Record<string, string>) => {
  const group = planOf(texts).groups.find(({ id }) => id === 'redirects')
  return new Map((await group?.make())?.map(({ path, bytes }) => [path, String(bytes)]))
}

describe('a report that was published', () => {
  test('and is deleted is an error that names file, address and cure', () => {
    const [fault, ...more] = faultsOf({})
    expect(more).toEqual([])
    expect(fault).toMatchObject({ file: 'content/issues/2020-01-01/old.md', rule: 'address-lost', severity: 'error' })
    expect(fault?.message).toContain('/articles/2020-01-01/old/')
    expect(fault?.hint).toMatch(/formerly: \/articles\/2020-01-01\/old\/.*withdrawn:/u)
  })

  test('and is renamed or moved names the file it likely became', () => {
    expect(faultsOf({ 'issues/2020-01-01/new.md': report('旧事') })[0]?.hint).toContain('issues/2020-01-01/new.md')
    expect(faultsOf({ 'issues/2020-01-02/old.md': report('旧事', '', '2020-01-02') })[0]?.hint).toContain('issues/2020-01-02/old.md')
  })

  test('and leads on from its old address is no error, nor when the address is copied from the browser', () => {
    for (const written of ['/articles/2020-01-01/old/', '/articles/2020-01-01/old', 'https://yunshan.example/articles/2020-01-01/old/', 'https://yunshan.example/articles/2020-01-01/old/#p3',
      'https://yunshan.example/articles/2020-01-01/old/?from=wechat&isappinstalled=0', 'http://yunshan.example/articles/2020-01-01/old', 'HTTPS://YunShan.example/articles/2020-01-01/old/index.html', 'http://localhost:3000/articles/2020-01-01/old/#p1', 'http://127.0.0.1:3000/articles/2020-01-01/old/']) {
      const texts = { 'issues/2020-01-01/new.md': report('旧事', `formerly: ${written}\n`) }
      expect(faultsOf(texts)).toEqual([])
      expect(leads(texts)['/articles/2020-01-01/old/']).toBe('/articles/2020-01-01/new/')
    }
  })

  test('and is withdrawn is no error; a withdrawn one may be renamed', () => {
    const withdrawn = 'withdrawn: {date: 2020-01-05, reason: 虚构}\n'
    expect(faultsOf({ 'issues/2020-01-01/old.md': report('旧事', withdrawn) })).toEqual([])
    const renamed = { 'issues/2020-01-01/new.md': report('旧事', `${withdrawn}formerly: /articles/2020-01-01/old/\n`) }
    expect(faultsOf(renamed)).toEqual([])
    expect(leads(renamed)['/articles/2020-01-01/old/']).toBe('/articles/2020-01-01/new/')
  })

  test('and becomes a draft again is an error at the line that says so', () => {
    expect(faultsOf({ 'issues/2020-01-01/old.md': report('旧事', 'draft: true\n') })).toMatchObject([{ rule: 'address-lost', line: 4 }])
  })

  test('and cannot be read is not also called lost', () => {
    expect(faultsOf({ 'issues/2020-01-01/old.md': report('旧事', 'page: 〇\n') }).map(({ rule }) => rule)).toEqual(['number-format'])
  })
})

describe('a former address', () => {
  const claim = (value: string): string[] => faultsOf({
    'issues/2020-01-01/old.md': report('旧事'), 'issues/2020-01-01/new.md': report('新事', `order: 2\nformerly: ${value}\n`),
  }).map(({ rule }) => rule)

  test.each(['/', '//evil.example/', 'https://evil.example/x/', '/../x/', '/a/../b/', '/A/', '/x y/', '"javascript:alert(1)"', '/%2e%2e/x/', '/a//b/', '/旧/', `/${'a'.repeat(300)}/`, '/a/?b', '/a/#b', 'https://yunshan.example/', 'https://yunshan.example.evil.example/x/', 'https://yunshan.example@evil.example/x/', 'https://yunshan.example/a/../b/', 'https://yunshan.example/%2e%2e/x/', 'http://localhost:3000/旧/'])('%s is refused', (value) => {
    expect(claim(value)).toContain('formerly-address')
  })

  test('of several lines is refused', () => {
    expect(claim('"/x/\\n/y/ /z/"')).toEqual(['value-text'])
  })

  test('of a page that is there, of itself, or of two files is refused', () => {
    expect(claim('/articles/2020-01-01/old/')).toEqual(['formerly-address'])
    expect(claim('/articles/2020-01-01/new/')).toEqual(['formerly-address'])
    expect(claim('/about/')).toEqual(['formerly-address'])
    expect(faultsOf({
      'issues/2020-01-01/a.md': report('甲', 'formerly: /articles/2020-01-01/old/\n'),
      'issues/2020-01-01/b.md': report('乙', 'order: 2\nformerly: /articles/2020-01-01/old/\n'),
    })).toMatchObject([{ rule: 'formerly-address', file: 'content/issues/2020-01-01/b.md', line: 5, message: expect.stringContaining('issues/2020-01-01/a.md') as string }])
  })

  test('whatever is written there, a redirect stays inside the site', () => {
    fc.assert(fc.property(fc.string(), (written) => {
      const texts = { ...other, 'issues/2020-01-01/old.md': report('旧事', `formerly: ${JSON.stringify(written)}\n`) }
      const { archive, ledger: known } = understand(folderOf(texts))
      if (archive) for (const { from, to } of planSite(archive, '', { ledger: known, pictures: [] }).redirects) expect(from + to).toMatch(/^\/[a-z0-9/-]+$/u)
    }), { numRuns: 200 })
  })

  test('may be linked to', () => {
    expect(faultsOf({ 'issues/2020-01-01/new.md': `${report('旧事', 'formerly: /articles/2020-01-01/old/\n')}\n[旧](/articles/2020-01-01/old/)\n` })).toEqual([])
  })
})

describe('pages that follow from reports', () => {
  const old = { 'issues/2020-01-01/old.md': report('旧事', 'order: 2\n') }

  test('lead to the page above when they go', () => {
    expect(leads({ ...old, 'addresses.txt': `${ledger}/people/jia-yi/2019/\n/topics/none/\n/people/initial/x/\n/calendar/1900/\n/issues/2020-02-02/\n` })).toEqual({
      '/people/jia-yi/': '/people/', '/people/jia-yi/2019/': '/people/', '/topics/none/': '/topics/', '/people/initial/x/': '/people/',
      '/calendar/1900/': '/calendar/', '/issues/2020-02-02/': '/calendar/',
    })
  })

  test('lead to a person’s new name, by alias or by word, with the pages below', () => {
    const people = (more: string) => ({
      'issues/2020-01-01/old.md': report('旧事', 'order: 2\npeople: [甄一]\n'), 'people/zhen-yi.md': `---\nname: 甄一\n${more}---\n`,
      'addresses.txt': `${ledger}/people/jia-yi/2019/\n`,
    })
    const expected = { '/people/jia-yi/': '/people/zhen-yi/', '/people/jia-yi/2019/': '/people/zhen-yi/' }
    expect(leads(people('aliases: [甲一]\n'))).toEqual(expected)
    expect(leads(people('formerly: /people/jia-yi/\n'))).toEqual(expected)
    expect(leads(people('formerly: https://yunshan.example/people/jia-yi/\n'))).toEqual(expected)
  })

  test('lead to a topic’s new name, by the address as the browser shows it', () => {
    const texts = { 'issues/2020-01-01/old.md': report('旧事', 'order: 2\ntopics: [夏耘]\n'), 'topics/xia-yun.md': '---\nname: 夏耘\nformerly: https://yunshan.example/topics/chun-geng\n---\n', 'addresses.txt': `${ledger}/topics/chun-geng/\n` }
    expect(leads(texts)).toMatchObject({ '/topics/chun-geng/': '/topics/xia-yun/' })
  })

  test('an issue whose reports all moved to another day moved with them', () => {
    const moved = (name: string) => report(name, `order: ${name.length}\nformerly: /articles/2020-01-01/${name}/\n`, '2020-01-02')
    const texts = { 'issues/2020-01-02/old.md': moved('old'), 'issues/2020-01-02/other.md': moved('other') }
    const { archive, ledger: known } = understand(folderOf({ ...texts, 'addresses.txt': ledger }))
    expect(archive && planSite(archive, '', { ledger: known, pictures: [] }).redirects).toContainEqual({ from: '/issues/2020-01-01/', to: '/issues/2020-01-02/' })
  })
})

describe('the files of redirects', () => {
  const texts = { 'issues/2020-01-01/new.md': report('旧事', 'formerly: [/articles/2020-01-01/old/, /2019/story/]\n') }

  test('are a page a browser follows at once, and the list hosts answer 301 by', async () => {
    const files = await filesOf(texts)
    expect(files.get('_redirects')).toBe('/2019/story/ /articles/2020-01-01/new/ 301\n/articles/2020-01-01/old/ /articles/2020-01-01/new/ 301\n/people/jia-yi/ /people/ 301\n')
    const page = files.get('articles/2020-01-01/old/index.html')
    expect(page).toContain('<meta http-equiv="refresh" content="0; url=/articles/2020-01-01/new/"/>')
    expect(page).toContain('<link rel="canonical" href="https://yunshan.example/articles/2020-01-01/new/"/>')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
    expect(page).toContain('<a href="/articles/2020-01-01/new/">')
  })
})

describe('the ledger', () => {
  test('is sorted lines, and reads the same whatever merging and Windows did to it', () => {
    expect(ledgerText(['/b/', '/a/', '/b/'])).toBe('/a/\n/b/\n')
    expect(parseLedger('\ufeff/b/\r\n\r\n/a/\r\n/b/\r\n').addresses.sort()).toEqual(['/a/', '/b/'])
  })

  test('with a conflict left in it is an error at its line', () => {
    expect(faultsOf({ 'issues/2020-01-01/old.md': report('旧事'), 'addresses.txt': `<<<<<<< HEAD\n${ledger}` })).toMatchObject([{ rule: 'ledger-line', file: 'content/addresses.txt', line: 1 }])
  })
})
