import { describe, expect, test } from 'vitest'
import { understand } from '../lib/content'
import { check, fix } from '../lib/desk'
import { folderOf } from './syntheticContent'

type Files = Readonly<Record<string, string>>

const today = '2030-01-01'
/** An invented report that lists a name as a person, in the text too, and one that lists it as a topic. */
const person = (date: string, name: string, more = ''): string => `---\ntitle: 云山${date}\ndate: ${date}\npeople: ["${name}"]\n${more}---\n\n${name.replace(/[（(].*/u, '')}到会。\n`
const topic = (date: string, name: string): string => `---\ntitle: 云山${date}\ndate: ${date}\ntopics: ["${name}"]\n---\n\n今天，云山开始春耕。\n`
const ledger = (...addresses: string[]): Files => ({ 'addresses.txt': `${addresses.sort().join('\n')}\n` })

const errorsOf = (files: Files) => understand(folderOf(files), { today }).diagnostics.filter(({ severity }) => severity === 'error')
const fixed = (files: Files): Files => ({ ...files, ...Object.fromEntries(fix(folderOf(files), { today }).map(({ file, text }) => [file, text])) })

/** Who is at which address. */
function addressesOf(files: Files): Record<string, string> {
  const { archive, diagnostics } = understand(folderOf(files), { today })
  if (!archive) throw new Error(JSON.stringify(diagnostics))
  return Object.fromEntries([...archive.people.map(({ slug, name }) => [name, `/people/${slug}/`] as const), ...archive.topics.map(({ slug, name }) => [name, `/topics/${slug}/`] as const)])
}

describe('who is at a published address stays there when an older issue names another of the same pinyin', () => {
  const published = { 'issues/2021-01-01/a.md': person('2021-01-01', '张莉'), ...ledger('/articles/2021-01-01/a/', '/people/zhang-li/') }
  const older = { 'issues/2020-01-01/b.md': person('2020-01-01', '张丽') }

  test('the newcomer is told of, and --fix gives the newcomer another address', () => {
    const before = addressesOf(published)
    const files = { ...published, ...older }
    expect(errorsOf(files)).toMatchObject([{ file: 'content/issues/2020-01-01/b.md', rule: 'person-collision' }])
    expect(errorsOf(files)[0]?.message).toContain('人物“张丽”与“张莉”拼音相同')
    expect(errorsOf(files)[0]?.hint).toContain('people/zhang-li-2.md，三行：---、name: 张丽')
    const mended = fixed(files)
    expect(mended['people/zhang-li-2.md']).toBe('---\nname: 张丽\n---\n')
    expect(addressesOf(mended)).toEqual({ ...before, 张丽: '/people/zhang-li-2/' })
  })

  test('so it is with a report that moved, or was withdrawn', () => {
    const moved = { 'issues/2021-01-01/c.md': person('2021-01-01', '张莉', 'formerly: /articles/2021-01-01/a/\n'), ...ledger('/articles/2021-01-01/a/', '/people/zhang-li/') }
    expect(addressesOf(fixed({ ...moved, ...older }))).toEqual({ 张莉: '/people/zhang-li/', 张丽: '/people/zhang-li-2/' })
    const withdrawn = { ...published, 'issues/2021-01-01/a.md': person('2021-01-01', '张莉', 'withdrawn: {date: 2021-02-01, reason: 应当事人要求}\n') }
    expect(addressesOf(fixed({ ...withdrawn, ...older }))).toEqual({ 张丽: '/people/zhang-li-2/' })
  })

  test('and with topics', () => {
    const files = { 'issues/2021-01-01/a.md': topic('2021-01-01', '试验田'), 'issues/2020-01-01/b.md': topic('2020-01-01', '试验天'), ...ledger('/articles/2021-01-01/a/', '/topics/shi-yan-tian/') }
    expect(errorsOf(files)).toMatchObject([{ file: 'content/issues/2020-01-01/b.md', rule: 'topic-collision' }])
    expect(addressesOf(fixed(files))).toEqual({ 试验田: '/topics/shi-yan-tian/', 试验天: '/topics/shi-yan-tian-2/' })
  })

  test('of two that published reports name nobody but the newsroom knows whose it was: both ways are told, and --fix does neither', () => {
    const both = { ...published, ...older, ...ledger('/articles/2020-01-01/b/', '/articles/2021-01-01/a/', '/people/zhang-li/') }
    const [found, ...others] = errorsOf(both)
    expect(others).toEqual([])
    expect(found).toMatchObject({ rule: 'person-collision' })
    expect(found?.hint).toMatch(/^\/people\/zhang-li\/ 发表过，不能换人：原来是“张丽”的，就新建文件 people\/zhang-li-2\.md，三行：---、name: 张莉、---；原来是“张莉”的，就新建文件 people\/zhang-li-2\.md，三行：---、name: 张丽、---$/u)
    expect(fixed(both)).toEqual(both)
    expect(addressesOf({ ...both, 'people/zhang-li-2.md': '---\nname: 张丽\n---\n' })).toEqual({ 张莉: '/people/zhang-li/', 张丽: '/people/zhang-li-2/' })
    expect(addressesOf({ ...both, 'people/zhang-li-2.md': '---\nname: 张莉\n---\n' })).toEqual({ 张丽: '/people/zhang-li/', 张莉: '/people/zhang-li-2/' })
  })

  test('a file written for the newcomer does not take it either', () => {
    const files = { ...published, ...older, 'people/zhang-li.md': '---\nname: 张丽\n---\n' }
    expect(errorsOf(files)[0]?.hint).toContain('原来是“张莉”的，就把 people/zhang-li.md 改名为 people/zhang-li-2.md')
    expect(fixed(files)).toEqual(files)
    const renamed = { ...published, ...older, 'people/zhang-li-2.md': '---\nname: 张丽\n---\n' }
    expect(addressesOf(renamed)).toEqual({ 张莉: '/people/zhang-li/', 张丽: '/people/zhang-li-2/' })
  })

  test('before anything is published, the first keeps the plain address', () => {
    const files = { 'issues/2021-01-01/a.md': person('2021-01-01', '张莉'), ...older }
    expect(addressesOf(fixed(files))).toEqual({ 张丽: '/people/zhang-li/', 张莉: '/people/zhang-li-2/' })
  })
})

describe('two spellings of one name are one name, and never two people', () => {
  test.each([
    ['王伟（公安）', '王伟(公安)', person], ['王伟（公安）', '王伟〔公安〕', person], ['阿卜杜·热合曼', '阿卜杜・热合曼', person], ['阿卜杜·热合曼', '阿卜杜•热合曼', person],
    ['John Smith', 'JOHN SMITH', person], ['3D打印', '3d打印', topic],
  ] as const)('%s and %s', (first, second, report) => {
    const files = {
      'issues/2020-05-04/one.md': report('2020-05-04', first), 'issues/2020-05-11/two.md': report('2020-05-11', second), 'issues/2020-05-18/three.md': report('2020-05-18', second),
    }
    const found = errorsOf(files)
    expect(found.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual(['content/issues/2020-05-11/two.md:4 name-spelling', 'content/issues/2020-05-18/three.md:4 name-spelling'])
    for (const { message, hint } of found) {
      expect(message).toBe(`“${second}”与 issues/2020-05-04/one.md 第4行的“${first}”是同一个名字的两种写法`)
      expect(hint).toContain(`里都写成“${first}”`)
    }
    expect(fixed(files)).toEqual(files)
    expect(check(folderOf({ ...files, 'issues/2020-05-11/two.md': report('2020-05-11', first), 'issues/2020-05-18/three.md': report('2020-05-18', first) }), { today }).diagnostics).toEqual([])
  })

  test('also where one of them has a file with an address of its own', () => {
    const files = {
      'people/wangwei-gongan.md': '---\nname: 王伟（公安）\n---\n',
      'issues/2020-05-04/one.md': person('2020-05-04', '王伟（公安）'), 'issues/2020-05-11/two.md': person('2020-05-11', '王伟(公安)'),
    }
    expect(errorsOf(files)).toMatchObject([{ file: 'content/issues/2020-05-11/two.md', rule: 'name-spelling', message: expect.stringContaining('people/wangwei-gongan.md') as string }])
  })

  test('a name that is printed in two ways is found in both texts once the other way is an alias', () => {
    const files = {
      'issues/2020-05-04/one.md': person('2020-05-04', '阿卜杜·热合曼'), 'issues/2020-05-11/two.md': person('2020-05-11', '阿卜杜・热合曼').replace('["阿卜杜・热合曼"]', '["阿卜杜·热合曼"]'),
      'people/a-bu-du-re-he-man.md': '---\nname: 阿卜杜·热合曼\naliases: [阿卜杜・热合曼]\n---\n',
    }
    expect(check(folderOf(files), { today }).diagnostics).toEqual([])
    expect(addressesOf(files)).toEqual({ '阿卜杜·热合曼': '/people/a-bu-du-re-he-man/' })
  })
})
