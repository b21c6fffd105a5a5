import { describe, expect, test } from 'vitest'
import { understand } from '../lib/content'
import { viewOf, type IssueView } from '../lib/views'
import { fileAt, filesOf } from './archiveOutput'
import { archiveOf, report } from './archives'
import { folderOf } from './syntheticContent'

const LIST = '云山春耕有三件事：\n\n3. 修渠。\n4. 固堤[^1]。\n   1. 甄一看过。\n\n- 间苗。\n\n[^1]: 虚构的注。'
const TEXT = '3. 修渠。\n4. 固堤。\n1. 甄一看过。'
const archive = archiveOf({ 'issues/2001-02-03/a.md': report({ title: '春耕', date: '2001-02-03', people: ['甄一'] }, LIST) })

describe('the numbers of a list are words of the report', () => {
  const [article] = archive.articles

  test('in its text, its opening and the sentence that names someone; bullets and footnotes have none', () => {
    expect(article?.blocks.map(({ text }) => text)).toEqual(['云山春耕有三件事：', TEXT, '间苗。', '虚构的注。'])
    expect(article?.excerpt).toBe(`云山春耕有三件事：${TEXT}间苗。`)
    expect(article?.appearances[0]?.sentence).toContain('1. 甄一看过。')
  })

  test('in data and on the page of the issue', () => {
    expect(fileAt(filesOf(archive), 'data/articles.csv')).toContain(TEXT)
    expect((viewOf(archive, { address: '/' }) as IssueView).issue?.sheets[0]?.lead?.story.paragraphs.join('\n')).toContain('4. 固堤。')
  })

  test('on its own page as the list counts, with the name linked', () => {
    expect(article?.blocks[1]?.html).toMatch(/^<ol start="3" id="p2">[^]*<a href="\/people\/zhen-yi\/">甄一<\/a>看过。[^]*<\/ol>$/u)
  })
})

const compared = (source: string, text: string, fields: object = {}): string[] => understand(folderOf({
  'sources/a.txt': source, 'issues/2001-02-03/a.md': report({ title: '春耕', date: '2001-02-03', source: 'a.txt', ...fields }, text),
}), { today: '2030-01-01' }).diagnostics.map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`)

describe('a numbered list is held to its source', () => {
  test.each([
    ['1.修渠。\n2.固堤。', '1. 修渠。\n2. 固堤。'],
    ['甲：\n8. 修渠。\n9. 固堤。\n10. 间苗。', '甲：\n\n8. 修渠。\n9. 固堤。\n10. 间苗。'],
    ['- 修渠\n1. 固堤。', '- 修渠\n  1. 固堤。'],
  ])('that reads the same: %j', (source, text) => {
    expect(compared(`春耕\n${source.replaceAll('- ', '')}\n`, text)).toEqual([])
  })

  test('that has other numbers, at the number', () => {
    expect(compared('春耕\n1.修渠。\n3.固堤。\n', '1. 修渠。\n2. 固堤。')).toEqual([expect.stringMatching(/^8:1 source-differs .*稿件作“2\.固堤。”，底本（.* 第3行）作“3\.固堤。”$/u)])
    expect(compared('春耕\n修渠。\n固堤。\n', '1. 修渠。\n2. 固堤。')[0]).toMatch(/^7:1 source-differs /u)
  })

  test('with a correction of a word behind a number', () => {
    const corrections = [{ printed: '因堤', corrected: '固堤', reason: '显系误字' }]
    expect(compared('春耕\n1.修渠。\n2.因堤。\n', '1. 修渠。\n2. 固堤。', { corrections })).toEqual([])
  })
})
