import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { understand } from '../lib/content'
import { newReport } from '../lib/desk/new'
import { run, type Ended } from './command'
import { folderOf } from './syntheticContent'

const REPORT = (fields: string): string => `---\ntitle: 春耕开始\ndate: 2022-03-10\n${fields}---\n\n正文。\n`

describe('a new report', () => {
  test('goes into the folder of its issue, after the last report of its page', () => {
    const folder = folderOf({ 'issues/2022-03-10/a.md': REPORT('page: 1\norder: 1\n'), 'issues/2022-03-10/b.md': REPORT('page: 1\norder: 2\n'), 'issues/2022-03-10/c.md': REPORT('page: 2\norder: 5\n') })
    expect(newReport(folder, { date: '2022-03-10', page: 1, title: '云山大桥合龙' })).toMatchObject({ path: 'issues/2022-03-10/yunshan-daqiao-helong.md', text: expect.stringContaining('order: 3\n') as string })
    expect(newReport(folder, { date: '2022-03-10', page: 2, title: '云山大桥合龙' }).text).toContain('order: 6\n')
    expect(newReport(folder, { date: '2022-03-11', title: '云山大桥合龙' }).text).toContain('order: 1\n')
  })

  test('never takes the name of another', () => {
    const folder = folderOf({ 'issues/2022-03-10/yunshan-daqiao-helong.md': REPORT(''), 'issues/2022-03-10/Yunshan-Daqiao-Helong-2.md': REPORT('') })
    expect(newReport(folder, { date: '2022-03-10', title: '云山大桥合龙' }).path).toBe('issues/2022-03-10/yunshan-daqiao-helong-3.md')
  })

  test.each(['[快讯] 春耕: 开始 #1', '"引号"开头', '- 横线', '123', '〔失题〕', '…！', '😀', 'con', '@云山 & 青溪', "it's", 'a：b', '女儿绿'])('is right once its text is written, whatever the title: %s', (title) => {
    const { path, text } = newReport(folderOf({}), { date: '2022-03-10', page: 1, title })
    const { archive, diagnostics } = understand(folderOf({ [path]: `${text}正文。\n` }))
    expect(diagnostics).toEqual([])
    expect(archive?.articles[0]).toMatchObject({ title, order: 1, page: 1 })
    expect(path).toMatch(/^issues\/2022-03-10\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/u)
  })

  test('without a text it cannot be published by mistake', () => {
    const { path, text } = newReport(folderOf({}), { date: '2022-03-10', title: '春耕' })
    expect(understand(folderOf({ [path]: text })).diagnostics.map(({ rule }) => rule)).toEqual(['body-empty'])
  })
})

describe('npm run new', () => {
  let dir = ''
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'new-'))
    await writeFile(join(dir, 'archive.yaml'), 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构的报库，只用于测试。\n')
  })
  afterEach(() => rm(dir, { recursive: true }))

  const create = (args: readonly string[], typed: string): Promise<Ended> => run('new', args, { env: { CONTENT_DIR: dir }, typed })

  test('asks for what it was not told, again if it must', async () => {
    const { said, code } = await create([], '三月十日\n2022年3月10日\n第一版\n\n云山大桥合龙\n')
    expect(code).toBe(0)
    expect(said).toMatch(/出版日期[^]*不是日期[^]*第几版[^]*标题不能空着[^]*新建了/u)
    expect(await readFile(join(dir, 'issues/2022-03-10/yunshan-daqiao-helong.md'), 'utf8')).toMatch(/^---\ntitle: 云山大桥合龙\ndate: 2022-03-10\npage: 1\norder: 1\n/u)
  })

  test('takes everything from the command line', async () => {
    const { code } = await create(['--date', '2022-03-10', '--title', '云山大桥合龙'], '')
    expect(code).toBe(0)
    expect(await readdir(join(dir, 'issues/2022-03-10'))).toEqual(['yunshan-daqiao-helong.md'])
  })

  test('says in Chinese what is missing, and writes nothing', async () => {
    for (const [args, typed] of [[[], ''], [['--date', '2021-02-30', '--title', '题'], ''], [['--titel', '题'], '']] as const) {
      const { said, code } = await create(args, typed)
      expect(code).toBe(1)
      expect(said).toMatch(/[\u4e00-\u9fff]/u)
      expect(said).not.toMatch(/ at .*\.ts:/u)
    }
    expect(await readdir(dir)).toEqual(['archive.yaml'])
  })
})
