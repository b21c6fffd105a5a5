import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFolder, understand, type ContentFolder } from '../lib/content'
import { BULLETIN } from './newsrooms'
import { folderOf } from './syntheticContent'

const content = await readFolder(BULLETIN)

function edited(file: string, from: string, to: string): ContentFolder {
  const text = new TextDecoder().decode(content.bytes.get(file))
  expect(text).toContain(from)
  return { ...content, bytes: new Map([...content.bytes, [file, new TextEncoder().encode(text.replace(from, () => to))]]) }
}

const told = (folder: ContentFolder): string[] => understand(folder).diagnostics.map(({ file, line, column, rule, message }) => `${file}:${line}:${column} ${rule} ${message}`)

describe('the text of the front page of 17 December 2021', () => {
  test('equals its source with the corrections undone, character for character', () => {
    expect(understand(content).diagnostics).toEqual([])
  })

  test('the source is the text as it reached us', () => {
    // SHA-256 of the 13,600 bytes that reached us.
    expect(createHash('sha256').update(readFileSync(join(BULLETIN, 'sources/2021-12-17.txt'))).digest('hex')).toBe('037eceeafb61bc9497294b1dde57b1888e847f9cfefff94d25cec319ece0b1a3')
    for (const [file, bytes] of content.bytes) if (file.startsWith('issues/') && !file.endsWith('issue.md')) expect(new TextDecoder().decode(bytes)).toContain('source: 2021-12-17.txt')
  })

  const file = 'issues/2021-12-17/mengjiang-mounds.md'
  test.each([
    ['a changed character', '走进孟姜三号土墩墓', '走进孟姜二号土墩墓', '稿件作“二号土墩墓', '底本（sources/2021-12-17.txt 第', 23, 5],
    ['a missing character', '走进孟姜三号土墩墓', '走进孟姜三号土墓', '稿件作“墓', '作“墩墓', 23, 8],
    ['an added character', '走进孟姜三号土墩墓', '走进孟姜三号的土墩墓', '稿件作“的土墩墓', '作“土墩墓', 23, 7],
    ['another sign', '土墩墓群研究、保护工作，', '土墩墓群研究，保护工作，', '稿件作“，保护工作', '作“、保护工作', 19, 51],
  ])('%s is told with file, line, column and both readings', (_, from, to, ours, theirs, line, column) => {
    const [first, ...others] = told(edited(file, from, to))
    expect(others).toEqual([])
    expect(first).toMatch(new RegExp(`^bulletin/${file}:${line}:${column} source-differs `))
    expect(first).toContain(ours)
    expect(first).toContain(theirs)
  })

  test('a changed title is told too', () => {
    expect(told(edited(file, '吴国升来衢江调研孟姜村', '吴国升到衢江调研孟姜村')).join('\n')).toContain('source-differs 标题与底本不同')
  })

  test('a correction that is not declared is a difference', () => {
    expect(told(edited(file, 'corrections:\n  - {printed: 美国升, corrected: 吴国升, in: title, reason: 正文四处均作“吴国升”}\n', '')).join('\n')).toMatch(/source-differs 标题与底本不同：开头，稿件作“吴国升来衢江.*底本（.*）作“美国升来衢江/)
  })

  test('a paragraph left out is named with its line in the source', () => {
    const text = new TextDecoder().decode(content.bytes.get(file))
    const paragraph = text.split('\n\n')[3] ?? ''
    expect(told(edited(file, `${paragraph}\n\n`, '')).join('\n')).toMatch(/bulletin\/sources\/2021-12-17\.txt:\d+:\d+ source-left .*走进孟姜/)
  })
})

describe('a source that holds what no report may', () => {
  const compared = (text: string, source: string, more = '') => (
    told(folderOf({ 'issues/2020-05-04/spring.md': `---\ntitle: 云山春耕\ndate: 2020-05-04\nsource: a.txt\n${more}---\n\n${text}\n`, 'sources/a.txt': `云山春耕\n${source}\n` }))
  )
  test.each(['\u200e', '\u0007', '\u202e', '\u0085', '\u2062', '\u200b\u000b', '\uffff'])('equals the report without it: %j', (character) => {
    expect(compared('今天，云山开始春耕。', `今天，${character}云山${character}开始春耕。${character}`)).toEqual([])
  })
  test('a lost character is one, written □', () => {
    expect(compared('今天，一个□字。', '今天，一个\ufffd字。')).toEqual([])
    expect(compared('今天，一个好字。', '今天，一个\ufffd字。', 'corrections:\n  - {printed: 一个□字, corrected: 一个好字, reason: 据另本补}\n')).toEqual([])
    expect(compared('今天，一个字。', '今天，一个\ufffd字。')).toMatchObject([expect.stringContaining('底本（sources/a.txt 第2行）作“□字。”') as string])
  })
  test('what differs behind it is told where it stands', () => {
    expect(compared('今天，云山开始夏耘。', '\u200e今天，\n\u200e云山开始\u200e春耕。')).toEqual(["content/issues/2020-05-04/spring.md:7:8 source-differs 正文与底本不同：“今天，云山开始”之后，稿件作“夏耘。”，底本（sources/a.txt 第3行）作“春耕。”"])
  })
})

test('numbers the paper prints before the lines of a list are told of as what they are', () => {
  const hints = (text: string, source: string) => understand(folderOf({
    'issues/2020-05-04/spring.md': `---\ntitle: 云山春耕\ndate: 2020-05-04\nsource: a.txt\n---\n\n${text}\n`, 'sources/a.txt': `云山春耕\n${source}\n`,
  })).diagnostics.map(({ rule, hint }) => `${rule} ${hint}`)
  const cure = '列表前的圆点不是报上的编号；报上印着的，一条一段，在点前加反斜杠：'
  expect(hints('1. 修渠。\n2. 固堤。', '1. 修渠。\n2. 固堤。')).toEqual([])
  expect(hints('- 修渠。\n- 固堤。', '1. 修渠。\n2. 固堤。')).toEqual([`source-differs ${cure}2\\. 固堤。`, `source-left ${cure}1\\. 修渠。`])
  expect(hints('1\\. 修渠。\n\n2\\. 固堤。', '1. 修渠。\n2. 固堤。')).toEqual([])
  expect(hints('1. 修渠。\n2. 固堤。', '修渠。\n间苗。')[0]).toContain('照底本改正')
})
