import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check, fix } from '../lib/desk'
import { replaceFile } from '../lib/desk/write'
import { run } from './command'
import { folderOf } from './syntheticContent'

const AT = 'issues/2020-05-04/spring.md'
const BODY = '\n今天，场长甄一二到云山。\n'
const mended = (files: Record<string, string | Uint8Array>): Record<string, string> => (
  Object.fromEntries(fix(folderOf(files), { today: '2020-06-01' }).map(({ file, text }) => [file, text]))
)
const frontmatter = (lines: string): string => `---\n${lines}\n---\n${BODY}`

describe('npm run check -- --fix mends what has one right answer', () => {
  test.each([
    ['BOM', `\ufeff${frontmatter('title: 春耕\ndate: 2020-05-04')}`, frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['CRLF', frontmatter('title: 春耕\ndate: 2020-05-04').replaceAll('\n', '\r\n'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['full-width colons', frontmatter('title：春耕\ndate：2020-05-04'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['a missing space', frontmatter('title:春耕\ndate:2020-05-04'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['Chinese keys', frontmatter('标题: 春耕\n日期: 2020-05-04\n版次: 1'), frontmatter('title: 春耕\ndate: 2020-05-04\npage: 1')],
    ['capitals', frontmatter('Title: 春耕\nDATE: 2020-05-04'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['dates with slashes', frontmatter('title: 春耕\ndate: 2020/5/4'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['dates in Chinese', frontmatter('title: 春耕\ndate: 2020年5月4日\neventDate: 2020年5月2日'), frontmatter('title: 春耕\ndate: 2020-05-04\neventDate: 2020-05-02')],
    ['full-width digits', frontmatter('title: 春耕\ndate: ２０２０-０５-０４\npage: １'), frontmatter('title: 春耕\ndate: 2020-05-04\npage: 1')],
    ['full-width commas', frontmatter('title: 春耕\ndate: 2020-05-04\ntopics: [春耕，夏耘、秋收]'), frontmatter('title: 春耕\ndate: 2020-05-04\ntopics: [春耕, 夏耘, 秋收]')],
    ['the day of the week after a date', frontmatter('title: 春耕\ndate: 2020年5月4日 星期一'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['a page written as it is printed', frontmatter('title: 春耕\ndate: 2020-05-04\npage: 第一版\norder: 01'), frontmatter('title: 春耕\ndate: 2020-05-04\npage: 1\norder: 1')],
    ['no-break spaces before people', frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n\u00a0\u00a0- 甄一二: 场长'), frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n  - 甄一二: 场长')],
    ['a no-break space before a key', frontmatter('title: 春耕\ndate: 2020-05-04\n\u00a0page: 1'), frontmatter('title: 春耕\ndate: 2020-05-04\npage: 1')],
    ['a full-width colon in an item without a margin', frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n- 甄一二：场长'), frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n- 甄一二: 场长')],
    ...['2020年5月2日-3日', '2020年5月2-3日', '2020年5月2日 - 5月3日', '2020年5月2日—3日', '2020年5月2日-2020年5月3日', '2020年5月2号-3号'].map((days): [string, string, string] => [`days written ${days}`, frontmatter(`title: 春耕\ndate: 2020-05-04\neventDate: ${days}`), frontmatter('title: 春耕\ndate: 2020-05-04\neventDate: 2020-05-02/2020-05-03')]),
    ['spaces before a key', frontmatter('title: 春耕\n date: 2020-05-04').replace('\n date', '\ndate').replace('---\n\n', '  page: 1\n---\n\n'), frontmatter('title: 春耕\ndate: 2020-05-04\npage: 1')],
    ['characters without width', frontmatter('title: 春\u200b耕\ndate: 2020-05-04').replace('今天', '今\u200b天'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['several at once', frontmatter('标题：春耕\n日期：2020/5/4'), frontmatter('title: 春耕\ndate: 2020-05-04')],
    ['a space in a name', frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n  - 甄 一二: 场长'), frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n  - 甄一二: 场长')],
    ['a title YAML would misread', frontmatter('title: [快讯] 春耕\ndate: 2020-05-04'), frontmatter("title: '[快讯] 春耕'\ndate: 2020-05-04")],
  ])('%s', (_, before, after) => {
    expect(mended({ [AT]: before })).toEqual({ [AT]: after })
    expect(check(folderOf({ [AT]: after }), { today: '2020-06-01' }).diagnostics).toEqual([])
  })

  test.each(['甄一二 区委书记', '书记 甄一', '甄一 贾二'])('never two people, nor a name and a title, made one: %s', (written) => {
    const file = frontmatter(`title: 春耕\ndate: 2020-05-04\npeople:\n  - ${written}`)
    expect(mended({ [AT]: file })).toEqual({})
    expect(check(folderOf({ [AT]: file })).diagnostics.find(({ rule }) => rule === 'person-name-space')?.hint).toContain('姓名与职务之间用半角冒号加空格')
  })
  test.each([['王 伟', '王伟'], ['欧阳 修', '欧阳修'], ['甄 一 二', '甄一二']])('a name set wide: %s', (written, name) => {
    expect(mended({ [AT]: frontmatter(`title: 春耕\ndate: 2020-05-04\npeople:\n  - ${written}: 场长`) })[AT]).toContain(`  - ${name}: 场长\n`)
  })

  test('what can be mended, though faults of the contents come to light with it', () => {
    expect(mended({ [AT]: '---\n标题: 春耕\n日期: 2020年5月4日\n---\n' })).toEqual({ [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\n---\n' })
    const correction = 'corrections:\n  - {printed: 耕春, corrected: 春分, in: title, reason: 虚构}'
    expect(mended({ [AT]: frontmatter(`title: 春耕\ndate: 2020年5月4日\n${correction}`) })).toEqual({ [AT]: frontmatter(`title: 春耕\ndate: 2020-05-04\n${correction}`) })
  })

  test('a known person who is not listed', () => {
    const other = frontmatter('title: 夏耘\ndate: 2020-05-04\npeople:\n  - 甄一二')
    const list = (before: string) => mended({ [AT]: frontmatter(`title: 春耕\ndate: 2020-05-04${before}`).replace('到云山', '和贾三四到云山'), 'issues/2020-05-04/two.md': other })[AT]
    expect(list('')).toContain('date: 2020-05-04\npeople:\n  - 甄一二\n---')
    expect(list('\npeople:\n  - 贾三四: 队长\npage: 1')).toContain('people:\n  - 贾三四: 队长\n  - 甄一二\npage: 1')
    expect(list('\npeople: [贾三四]')).toContain('people: [贾三四, 甄一二]')
  })

  test.each([
    '本报讯(记者 甄一二)今天开犁。', '本报讯 记者 甄一二 报道：今天开犁。', '　　本报讯（记者 甄一二）今天开犁。', '今天开犁。（记者 甄一二）', '今天开犁。(通讯员 甄一二 贾三四)', '新华社云山5月4日电（记者甄一二）今天开犁。',
  ])('nobody who only wrote the report: %s', (text) => {
    const other = frontmatter('title: 夏耘\ndate: 2020-05-04\npeople:\n  - 甄一二')
    const files = { [AT]: `---\ntitle: 春耕\ndate: 2020-05-04\n---\n\n${text}\n`, 'issues/2020-05-04/two.md': other }
    expect(mended(files)).toEqual({})
    expect(check(folderOf(files)).diagnostics.filter(({ rule }) => rule.startsWith('person-'))).toEqual([])
  })
  test('nobody of whom only the name is known: an editor is asked', () => {
    const files = {
      [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\n---\n\n今天，小学教师王伟来了。\n',
      'issues/2020-05-04/two.md': '---\ntitle: 夏耘\ndate: 2020-05-04\npeople:\n  - 王伟（公安）: 民警\n---\n\n民警王伟来了。\n',
    }
    expect(mended(files)).toEqual({})
    expect(check(folderOf(files)).diagnostics).toMatchObject([{ rule: 'person-unlisted', message: '正文里有“王伟”，people 里没有；是不是 王伟（公安）？', hint: '在 people 里写明是哪一位，例如 - 王伟（公安）；是另一位，就写 王伟 和区分的话' }])
  })

  describe('nor does it harm a list of people, however that is written', () => {
    const other = frontmatter('title: 夏耘\ndate: 2020-05-04\npeople:\n  - 甄一二')
    const listed = (text: string) => mended({ [AT]: text.replace('到云山', '和贾三四到云山'), 'issues/2020-05-04/two.md': other })[AT]
    const HEAD = 'title: 春耕\ndate: 2020-05-04'

    test.each([
      ['a space after the closing dashes', frontmatter(HEAD).replace('\n---\n', '\n--- \n'), frontmatter(`${HEAD}\npeople:\n  - 甄一二`).replace('二\n---\n', '二\n--- \n')],
      ['a remark after the brackets', frontmatter(`${HEAD}\npeople: [贾三四]   # 注 [一]`), frontmatter(`${HEAD}\npeople: [贾三四, 甄一二]   # 注 [一]`)],
      ['empty brackets', frontmatter(`${HEAD}\npeople: [ ]`), frontmatter(`${HEAD}\npeople: [甄一二]`)],
      ['titles in brackets', frontmatter(`${HEAD}\npeople: [贾三四: 队长]`), frontmatter(`${HEAD}\npeople: [贾三四: 队长, 甄一二]`)],
      ['items without a margin', frontmatter(`${HEAD}\npeople:\n- 贾三四\npage: 1`), frontmatter(`${HEAD}\npeople:\n- 贾三四\n- 甄一二\npage: 1`)],
      ['a remark below the items', frontmatter(`${HEAD}\npeople:\n    - 贾三四\n  # 注`), frontmatter(`${HEAD}\npeople:\n    - 贾三四\n  # 注\n    - 甄一二`)],
    ])('%s', (_, before, after) => {
      expect(listed(before)).toBe(after.replace('到云山', '和贾三四到云山'))
    })

    test.each([
      ['brackets over several lines', frontmatter(`${HEAD}\npeople: [\n  贾三四,\n]`)],
      ['a comma before the bracket', frontmatter(`${HEAD}\npeople: [贾三四,]`)],
      ['a key in quotes', frontmatter(`${HEAD}\n"people": [贾三四]`)],
    ])('left as it is: %s', (_, before) => {
      expect(listed(before)).toBeUndefined()
    })
  })

  test.each([
    ['in a file without a fault', 'title: 春耕\ndate: 2020-05-04\nnote: |\n  日期: 2020年5月4日印在报头，\n  标题: 原缺。', undefined],
    ['that YAML joins', 'title: 春耕\ndate: 2020-05-04\nnote: 底本此处\n  副题：据另本补', undefined],
    ['that YAML joins, beside a fault', '标题: 春耕\ndate: 2020-05-04\nnote: 底本此处\n  缺字，\n  副题：据另本补', 'title: 春耕\ndate: 2020-05-04\nnote: 底本此处\n  缺字，\n  副题：据另本补'],
    ['beside a fault', '标题: 春耕\ndate: 2020-05-04\nnote: |  # 注\n  日期: 2020年5月4日印在报头，\n  版次：第一版。', 'title: 春耕\ndate: 2020-05-04\nnote: |  # 注\n  日期: 2020年5月4日印在报头，\n  版次：第一版。'],
    ['in a quote that is still open', '标题: 春耕\ndate: 2020-05-04\nnote: "报头\n  标题: 原缺。\n  日期: 2020年5月4日印"', undefined],
  ])('a note of several lines is text, whatever its lines look like: %s', (_, before, after) => {
    expect(mended({ [AT]: frontmatter(before) })[AT]).toBe(after && frontmatter(after))
  })

  test('of which an editor is told nothing', () => {
    expect(check(folderOf({ [AT]: frontmatter('title: 春耕\ndate: 2020-05-04\nnote: 底本此处\n  副题：据另本补') })).diagnostics).toEqual([])
  })

  test('what stands below a rule of another kind is text too', () => {
    expect(mended({ [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\n----\n日期：2020年5月4日\n---\n标题：原缺\n' })).toEqual({})
  })

  test('two persons of one pinyin get a file that tells them apart', () => {
    const files = {
      [AT]: frontmatter('title: 春耕\ndate: 2020-05-04\npeople:\n  - 张莉').replace('甄一二', '张莉'),
      'issues/2020-05-04/two.md': frontmatter('title: 夏耘\ndate: 2020-05-04\npeople:\n  - 张丽').replace('甄一二', '张丽'),
    }
    const added = mended(files)
    expect(added).toEqual({ 'people/zhang-li-2.md': '---\nname: 张丽\n---\n' })
    expect(check(folderOf({ ...files, ...added })).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('never the text of a report, nor a source', () => {
    const doubtful = frontmatter('title: 春耕\ndate: 2020-05-04').replace('今天，', '今天,在在')
    expect(mended({ [AT]: doubtful, 'sources/2020-05-04.txt': '今天,\r\n在在' })).toEqual({})
  })

  test('and nothing twice: what is mended stays as it is', () => {
    const once = mended({ [AT]: frontmatter('标题：[快讯] 春耕\n日期：2020/5/4') })
    expect(mended(once)).toEqual({})
  })
})

describe('a file that cannot be replaced', () => {
  test('is named, keeps no other from being mended, and all is checked', async () => {
    const root = await mkdtemp(join(tmpdir(), 'held-'))
    const issue = join(root, 'issues/2020-05-04')
    await mkdir(join(issue, 'held.md.new'), { recursive: true })
    await writeFile(join(root, 'archive.yaml'), 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构。\n')
    for (const file of ['held.md', 'other.md']) await writeFile(join(issue, file), frontmatter(`title：春耕\ndate: 2020-05-04\nkicker: ${file}`))
    const { code, out, err } = await run('check', ['--fix'], { env: { CONTENT_DIR: root } })
    expect(err).toBe('没有改 issues/2020-05-04/held.md：写不进去（EISDIR）\n')
    expect(out).toContain('已改好 issues/2020-05-04/other.md')
    expect(out).toContain('issues/2020-05-04/held.md:2:6  error  yaml-fullwidth-colon')
    expect(code).toBe(1)
    expect(await readFile(join(issue, 'other.md'), 'utf8')).toContain('title: 春耕')
    await rm(root, { recursive: true })
  })

  test('leaves nothing beside it', async () => {
    const root = await mkdtemp(join(tmpdir(), 'held-'))
    await mkdir(join(root, 'a.md/x'), { recursive: true })
    await expect(replaceFile(join(root, 'a.md'), '春耕')).rejects.toThrow()
    expect(await readdir(root)).toEqual(['a.md'])
    await rm(root, { recursive: true })
  })
})
