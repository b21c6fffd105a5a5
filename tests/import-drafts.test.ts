import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadContent, understand, type ContentFolder } from '../lib/content'
import { planImport, type ImportPlan, type ImportRequest } from '../lib/desk/import'
import { report } from './archives'
import { run, type Ended } from './command'
import { fictionalPage } from './fictionalPages'
import { BULLETIN } from './newsrooms'
import { pdfOf } from './pastedPages'
import { folderOf } from './syntheticContent'

const SOURCE = join(BULLETIN, 'sources/2021-12-17.txt')
const PAGE = await readFile(SOURCE)
type Plan = Exclude<ImportPlan, { problem: string }>

function planned(request: ImportRequest, folder: ContentFolder = folderOf({})): Plan {
  const plan = planImport(folder, request)
  if ('problem' in plan) throw new Error(plan.problem)
  return plan
}

/** The folder as it is once the drafts are written, confirmed without a change. */
function confirmed(plan: Plan, folder: ContentFolder = folderOf({})): ContentFolder {
  const bytes = new Map(folder.bytes)
  for (const file of plan.files) {
    const text = Buffer.from(file.bytes).toString('utf8')
    bytes.set(file.path, file.path.endsWith('.md') ? Buffer.from(text.replace('\ndraft: true\n', '\n')) : file.bytes)
  }
  return { ...folder, bytes, files: [...bytes.keys()].sort() }
}

const textOf = (plan: Plan, path: RegExp): string => Buffer.from(plan.files.find((file) => path.test(file.path))?.bytes ?? []).toString('utf8')

describe('drafts', () => {
  test('of the bulletin, confirmed unchanged, load without a fault and equal their source', () => {
    const plan = planned({ bytes: PAGE, date: '2021-12-17', page: 1 })
    const { archive, diagnostics } = understand(confirmed(plan))
    expect(diagnostics).toEqual([])
    expect(plan.diagnostics).toEqual([])
    expect(archive?.articles).toHaveLength(8)
    expect(archive?.articles.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(archive?.articles.every(({ page, source }) => page === 1 && source === '2021-12-17.txt')).toBe(true)
    expect(archive?.articles.find(({ slug }) => slug.startsWith('qujiang'))?.byline).toEqual([{ role: '记者', names: ['刘威', '周万'] }, { role: '通讯员', names: ['徐绍燕'] }])
  })

  test('are made whatever signs the names hold that the archive knows', () => {
    const signs = Array.from({ length: 0x7f - 0x20 }, (_, nth) => String.fromCharCode(0x20 + nth)).filter((sign) => !/[<>{}[\]#|\\/:]/u.test(sign))
    const people = ['Jean-Paul', ...signs.map((sign, nth) => `Q${nth}${sign}B`)]
    const known = folderOf({ 'issues/2001-02-03/x.md': report({ title: '一', date: '2001-02-03', people }, `${people.join('、')}到会。`) })
    expect(understand(known).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const plan = planned({ bytes: Buffer.from('云山春耕\n\n本报讯（记者 甄一帆）3月8日，外宾Jean-Paul到云山。\n'), date: '2022-03-10' }, known)
    expect(plan.drafts.flatMap(({ article }) => article.people.map(({ name }) => name))).toContain('Jean-Paul')
  })

  test('are drafts: shown by preview, not published', () => {
    const plan = planned({ bytes: PAGE, date: '2021-12-17' })
    const folder = { ...confirmed(plan), bytes: new Map([...folderOf({}).bytes, ...plan.files.map(({ path, bytes }) => [path, bytes] as const)]) }
    expect(understand(folder).archive?.articles).toHaveLength(0)
    expect(understand(folder, { drafts: true }).archive?.articles).toHaveLength(8)
  })

  test('say at the key what is uncertain', () => {
    const plan = planned({ bytes: PAGE, date: '2021-12-17' })
    expect(textOf(plan, /meiguo/u)).toMatch(/# 请核对：标题里的“美国升”与正文的“吴国升”只差一个字\ntitle: 美国升/u)
    expect(textOf(plan, /congyan/u)).toMatch(/# 请核对：.*做”之后的文字缺失.*\nincomplete: end/u)
  })

  test('of a page whose bylines stand on lines of their own, confirmed unchanged, leave nothing of the source over', () => {
    const text = '让老街活起来\n□ 本报记者 甄一帆 通讯员 石小满\n3月8日，老街的灯笼又亮了起来，游客挤满了石板路。\n\n居民都说好。\n'
    expect(understand(confirmed(planned({ bytes: Buffer.from(text), date: '2022-03-10' }))).diagnostics).toEqual([])
  })

  test('the source is kept untouched where it can be compared as it is', () => {
    const plan = planned({ bytes: iconv.encode(PAGE.toString('utf8'), 'gb18030'), date: '2021-12-17' })
    expect(plan.files.find(({ path }) => path === 'sources/2021-12-17.txt')?.bytes).toEqual(iconv.encode(PAGE.toString('utf8'), 'gb18030'))
    expect(understand(confirmed(plan)).diagnostics).toEqual([])
  })

  test('where page numbers stand inside paragraphs the source is put in reading order, and kept untouched beside it', () => {
    const bytes = Buffer.from(pdfOf(PAGE.toString('utf8'), 22))
    const plan = planned({ bytes, date: '2021-12-17' })
    expect(plan.files.find(({ path }) => path === 'sources/2021-12-17.original.txt')?.bytes).toEqual(bytes)
    const { diagnostics } = understand(confirmed(plan))
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(new Set(['source-left']))
  })

  test('of invented pages load without error, whatever the layout', () => {
    for (let seed = 1; seed <= 24; seed++) {
      const { text, date } = fictionalPage(seed)
      const plan = planned({ bytes: Buffer.from(text), date })
      const { diagnostics } = understand(confirmed(plan), { today: '2100-01-01' })
      expect(diagnostics.filter(({ severity }) => severity === 'error'), `seed ${seed}`).toEqual([])
      expect(plan.diagnostics, `seed ${seed}`).toEqual([])
    }
  })

  test('signs that Markdown or YAML would read come through as they are', () => {
    const text = '[快讯]: #1“春耕”开始\n本报讯（记者 甄一帆）3月8日，*春耕*开始，a_b_c与<云山>、[注]: 和3~5天，&amp; `码`。\n\n# 不是标题\u3000# 这也不是。\n\n1. 修渠；\n\n- 固堤。\n'
    const plan = planned({ bytes: Buffer.from(text), date: '2022-03-10' })
    const { archive, diagnostics } = understand(confirmed(plan))
    expect(diagnostics).toEqual([])
    expect(archive?.articles.map(({ title }) => title)).toEqual(['[快讯]: #1“春耕”开始'])
    expect(archive?.articles[0]?.text).toContain('*春耕*开始，a_b_c与<云山>、[注]: 和3~5天，&amp; `码`。')
    expect(archive?.articles[0]?.blocks.every(({ kind }) => kind === 'paragraph')).toBe(true)
  })

  test('two people of one pinyin get the file that tells them apart', () => {
    const text = '云山县召开推进会\n本报讯（记者 甄一帆）3月8日，推进会召开。县长张莉出席，副县长张丽参加。'
    const plan = planned({ bytes: Buffer.from(text), date: '2022-03-10' })
    expect(plan.files.map(({ path }) => path)).toContain('people/zhang-li-2.md')
    expect(understand(confirmed(plan)).archive?.people.map(({ slug }) => slug).sort()).toEqual(['zhang-li', 'zhang-li-2'])
  })

  test('take places and names that are free', () => {
    const bytes = Buffer.from('云山县召开推进会\n本报讯（记者 甄一帆）3月8日，推进会召开。')
    const first = planned({ bytes, date: '2022-03-10', page: 2 })
    const folder = confirmed(first)
    const second = planned({ bytes: Buffer.concat([bytes, Buffer.from('\n')]), date: '2022-03-10', page: 2 }, folder)
    expect(second.files.filter(({ path }) => folder.bytes.has(path))).toEqual([])
    expect(textOf(second, /issues/u)).toContain('order: 2')
    expect(understand(confirmed(second, folder)).diagnostics).toEqual([])
  })

  test('a page put in reading order has one source, however often its drafts were deleted, and is not imported twice', () => {
    const bytes = Buffer.from(`云山春耕\n\n本报讯（记者 甄一帆）3月8日，云山\u0007开始春耕。\n`)
    const without = (folder: ContentFolder, isGone: (file: string) => boolean): ContentFolder => (
      { ...folder, files: folder.files.filter((file) => !isGone(file)), bytes: new Map([...folder.bytes].filter(([file]) => !isGone(file))) }
    )
    const request = { bytes, date: '2022-03-10' }
    let folder = confirmed(planned(request))
    for (let time = 0; time < 3; time++) {
      const left = without(folder, (file) => file.startsWith('issues/'))
      folder = confirmed(planned(request, left), left)
      expect(folder.files.filter((file) => file.startsWith('sources/'))).toEqual(['sources/2022-03-10.original.txt', 'sources/2022-03-10.txt'])
    }
    const twice = confirmed(planned({ ...request, again: true }, folder), folder)
    expect(twice.files.filter((file) => file.startsWith('sources/'))).toHaveLength(4)
    const onlySecond = without(twice, (file) => file.startsWith('issues/') && folder.files.includes(file))
    for (const left of [folder, twice, onlySecond]) {
      const plan = planImport(left, request)
      expect('problem' in plan && plan.problem).toMatch(/已经导入过.*--again/u)
    }
  })

  test('a page imported before is not imported again unasked', () => {
    const plan = planned({ bytes: PAGE, date: '2021-12-17' })
    const folder = confirmed(plan)
    const again = planImport(folder, { bytes: PAGE, date: '2021-12-17' })
    expect('problem' in again && again.problem).toMatch(/已经导入过.*--again/u)
    const forced = planned({ bytes: PAGE, date: '2021-12-17', again: true }, folder)
    expect(understand(confirmed(forced, folder)).diagnostics).toEqual([])
  })
})

describe('npm run import', () => {
  let dir = ''
  const runImport = (...args: string[]): Promise<Ended> => run('import', args, { env: { CONTENT_DIR: dir } })
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'import-'))
    await writeFile(join(dir, 'archive.yaml'), 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构的报库，只用于测试。\n')
  })
  afterEach(() => rm(dir, { recursive: true }))

  test('writes drafts, tells in Chinese what to do next, and writes nothing twice', async () => {
    const { out, code } = await runImport(SOURCE, '--date', '2021年12月17日')
    expect(code).toBe(0)
    expect(out).toMatch(/写出了 8 篇草稿[^]*npm run dev/u)
    expect(await readdir(join(dir, 'issues/2021-12-17'))).toHaveLength(8)
    expect((await loadContent(dir, { drafts: true })).archive?.articles).toHaveLength(8)
    const again = await runImport(SOURCE, '--date', '2021-12-17')
    expect(again.code).toBe(1)
    expect(again.err).toContain('已经导入过')
    expect(await readdir(join(dir, 'issues/2021-12-17'))).toHaveLength(8)
  })

  test('prints JSON, or what it would write, and writes nothing', async () => {
    const { out } = await runImport(SOURCE, '--date', '2021-12-17', '--json')
    const printed = JSON.parse(out) as { articles: Record<string, unknown>[]; leftovers: unknown[] }
    expect(printed.leftovers).toEqual([])
    for (const article of printed.articles) expect(Object.keys(article)).toEqual(['title', 'kicker', 'subtitle', 'column', 'byline', 'eventDate', 'people', 'paragraphs', 'incomplete'])
    expect(printed.articles.find(({ title }) => title === '中华秋沙鸭 又回来了')).toMatchObject({ byline: [{ role: '摄', name: '吕涵' }, { role: '摄', name: '王和忠' }], paragraphs: [expect.stringMatching(/^日前，摄影爱好者.*重要栖息地。$/u)] })
    expect((await runImport(SOURCE, '--date', '2021-12-17', '--dry-run')).out).toContain('现在什么也没有写')
    expect(await readdir(dir)).toEqual(['archive.yaml'])
  })

  test.each([
    [['nowhere.txt', '--date', '2021-12-17'], '找不到文件 nowhere.txt'],
    [[SOURCE], '没有写出版日期'],
    [[SOURCE, '--date', '2021-02-30'], '2021-02-30'],
    [['--date', '2021-12-17'], '没有写是哪个文件'],
    [['x.txt', '--data', '2021-12-17'], '用法'],
  ])('says in Chinese what is wrong with %j', async (args, message) => {
    const { err, code } = await runImport(...args)
    expect(code).toBe(1)
    expect(err).toContain(message)
    expect(err).not.toMatch(/ at .*\.ts:/u)
  })
})
