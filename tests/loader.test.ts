import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appearance, Article, Block, Photo } from '../lib/archive'
import { ContentMemory, parseReport, understand } from '../lib/content'
import { positionInBlock, readMarkdown } from '../lib/content/body'
import { pathBelow } from '../lib/content/folder'
import { mentionFinder } from '../lib/content/mentions'
import { sentencesOf } from '../lib/content/sentences'
import { folderOf } from './syntheticContent'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const AT = 'issues/2020-05-04/spring.md'

function articleOf(frontmatter: string, text: string, more: Record<string, string> = {}) {
  const file = `---\ntitle: 云山春耕\ndate: 2020-05-04\n${frontmatter}---\n\n${text}\n`
  const { archive, diagnostics } = understand(folderOf({ [AT]: file, ...more }), { today: '2020-06-01' })
  const article = archive?.articleById.get('2020-05-04/spring')
  if (!article) throw new Error(JSON.stringify(diagnostics))
  return article
}

/** Overwrites all there is, in depth. */
function spoil(value: object): void {
  for (const [key, below] of Object.entries(value)) {
    if (typeof below === 'object' && below !== null) spoil(below as object)
    ;(value as Record<string, unknown>)[key] = 'spoilt'
  }
  if (Array.isArray(value)) value.push('spoilt')
}

const htmlOf = (text: string): string => articleOf('', text).blocks.map(({ html }) => html).join('')

describe('the text of a report', () => {
  test('is bold where Chinese quotation marks stand inside the asterisks', () => {
    expect(htmlOf('要抓**“重点”**工作。')).toContain('要抓<strong>“重点”</strong>工作。')
  })
  test('has no space where a line is broken between Chinese characters, and one between words', () => {
    expect(articleOf('', '云山\n春耕，hello\nworld').text).toBe('云山春耕，hello world')
    expect(articleOf('', '云山𠮷\n田，田\n𠮷好，𠮷\n𡈽，𠮷\nhello，**𠮷**\n田，田\n**𠮷**，葛\u{e0100}\n田').text).toBe('云山𠮷田，田𠮷好，𠮷𡈽，𠮷 hello，𠮷田，田𠮷，葛\u{e0100}田')
  })
  test('keeps ranges with tildes', () => {
    expect(htmlOf('3~5天，10~20人。')).toBe('<p id="p1">3~5天，10~20人。</p>')
  })
  test.each([
    ['官网（www.yunshan.example）今天上线。', '官网（<a href="http://www.yunshan.example">www.yunshan.example</a>）今天上线。'],
    ['可登录http://www.yunshan.example查询，也可来电。', '可登录<a href="http://www.yunshan.example">http://www.yunshan.example</a>查询，也可来电。'],
    ['官网(www.yunshan.example)。', '官网(<a href="http://www.yunshan.example">www.yunshan.example</a>)。'],
    ['见http://yunshan.example/a_(b)?c=d,e!http://x。', '见<a href="http://yunshan.example/a_(b)?c=d,e!http://x">http://yunshan.example/a_(b)?c=d,e!http://x</a>。'],
    ['http://a.example/，**重点**，www.b.example.', '<a href="http://a.example/">http://a.example/</a>，<strong>重点</strong>，<a href="http://www.b.example">www.b.example</a>.'],
    ['投稿：tougao@yunshan.example，欢迎。', '投稿：<a href="mailto:tougao@yunshan.example">tougao@yunshan.example</a>，欢迎。'],
    ['[云山www.a.example](https://b.example/路)', '<a href="https://b.example/%E8%B7%AF">云山www.a.example</a>'],
    ['比分3@5，http://内网/，http://a@b.example', '比分3@5，http://内网/，http://a@b.example'],
  ])('links an address and no word beside it: %s', (text, html) => {
    expect(htmlOf(text)).toBe(`<p id="p1">${html}</p>`)
    expect(articleOf('', text).text.replace('](https://b.example/路)', '')).toBe(text.replace(/\*\*|^\[|\]\(.*\)$/gu, ''))
  })
  test('is not altered by what is an address in it, and what is wrong behind one has its place', () => {
    const pieces = fc.constantFrom('http://', 'https://', 'www.', 'a@b.cn', 'yunshan.example', '/', '云山', '，', '（', ')', '(', '?', 'a=1', '.', ' ', '\\_', '&amp;', '\n云')
    fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }).map((parts) => `云${parts.join('')}山`), (markdown) => {
      const { blocks } = readMarkdown(markdown, 1, () => undefined)
      const words = markdown.replaceAll('\\_', '_').replaceAll('&amp;', '&')
      expect(blocks.map(({ text }) => text).join('').replace(/\s/gu, '')).toBe(words.replace(/\s/gu, ''))
    }), { numRuns: 1000 })
    const [block] = readMarkdown('云山\n见http://a.example，一二a@b.cn三四。', 6, () => undefined).blocks
    expect(positionInBlock(block!, block!.text.indexOf('三'))).toEqual({ line: 7, column: 27 })
  })
  test('keeps a character outside the basic plane and what HTML would eat', () => {
    expect(htmlOf('𠮷田㑇 A & B < C')).toBe('<p id="p1">𠮷田㑇 A &#x26; B &#x3C; C</p>')
  })
  test('numbers its blocks for citing', () => {
    expect(articleOf('', '一。\n\n二。\n\n- 三\n- 四').blocks.map(({ anchor, kind }) => `${anchor} ${kind}`)).toEqual(['p1 paragraph', 'p2 paragraph', 'p3 list'])
  })
  test('links a person at first mention only', () => {
    const html = articleOf('people:\n  - 甄一二: 场长\n', '场长甄一二来了。甄一二说好。').blocks[0]?.html
    expect(html).toBe('<p id="p1">场长<a href="/people/zhen-yi-er/">甄一二</a>来了。甄一二说好。</p>')
  })
  test('links nobody to who wrote the report', () => {
    const education = 'people:\n  - 王伟（教育）: 县教育局长\n'
    const text = '本报讯（记者 王伟 贾三四）12月20日，县教育局长王伟到校检查。'
    const { blocks, appearances, byline } = articleOf(education, text)
    expect(blocks[0]?.html).toBe('<p id="p1"><b class="src">本报讯</b>（记者 王伟 贾三四）12月20日，县教育局长<a href="/people/wang-wei-jiao-yu/">王伟</a>到校检查。</p>')
    expect(appearances[0]).toMatchObject({ sentence: '12月20日，县教育局长王伟到校检查。', named: [12, 14] })
    expect(byline).toEqual([{ role: '记者', names: ['王伟', '贾三四'] }])
    const two = articleOf(`${education}  - 王伟（公安）\n`, '本报讯（记者 王伟）今天，王伟和王伟到校检查。')
    expect(two.blocks[0]?.html).toContain('今天，<a href="/people/wang-wei-jiao-yu/">王伟</a>和<a href="/people/wang-wei-gong-an/">')
  })
  test('links the longer name where one begins with the other', () => {
    const html = articleOf('people:\n  - 王伟\n  - 王伟华\n', '王伟华和王伟来了。').blocks[0]?.html
    expect(html).toBe('<p id="p1"><a href="/people/wang-wei-hua/">王伟华</a>和<a href="/people/wang-wei/">王伟</a>来了。</p>')
  })
  test('marks a correction and only the characters that differ', () => {
    const html = articleOf('corrections:\n  - {printed: 春拼, corrected: 春耕, reason: 标题作“春耕”}\n', '云山开始春耕。').blocks[0]?.html
    expect(html).toMatch(/开始春<span class="em">耕<\/span><sup><a href="#n1" id="r1"[^>]*>①<\/a><\/sup>。/)
  })
  test.each([
    // Of each pair the first code unit is the same, of 𠀋 and 𡀋 the second.
    ['𠮷', '𠮶', '<span class="em">𠮶</span>'], ['𠀋', '𡀋', '<span class="em">𡀋</span>'], ['云𠮷山', '云𠮶山', '云<span class="em">𠮶</span>'], ['𠮷田', '𠮷山', '𠮷<span class="em">山</span>'], ['𠮷', '吉', '<span class="em">吉</span>'],
  ])('marks whole characters beyond the BMP: %s to %s', (printed, corrected, marked) => {
    const article = articleOf(`corrections:\n  - {printed: ${printed}, corrected: ${corrected}, reason: 字形}\n`, `到${corrected}来。`)
    expect(article.blocks[0]?.html).toContain(marked)
    expect(article.blocks[0]?.html.isWellFormed()).toBe(true)
  })
})

describe('what is derived', () => {
  test('byline and dateline from the head of the text', () => {
    const { byline, dateline } = articleOf('', '本报讯（记者 贾文 梅写 通讯员 柳助）今天，云山开始春耕。')
    expect(byline).toEqual([{ role: '记者', names: ['贾文', '梅写'] }, { role: '通讯员', names: ['柳助'] }])
    expect(dateline).toEqual({ agency: '本报讯', printed: '本报讯（记者 贾文 梅写 通讯员 柳助）' })
  })
  test.each([
    ['本报衢江讯（记者 贾文）', '本报衢江讯'], ['本报北京12月17日电  （记者贾文、梅写）', '本报北京12月17日电'], ['新华社北京12月17日电（记者贾文、梅写）', '新华社北京12月17日电'],
    ['新华社北京12月17日电 ', '新华社北京12月17日电'], ['据新华社电　', '据新华社电'], ['本报讯', '本报讯'], ['中新网12月17日电 ', '中新网12月17日电'],
    ['新华社北京12月17日电', '新华社北京12月17日电'], ['本报北京12月17日讯', '本报北京12月17日讯'],
  ])('the 电头 %s', (printed, agency) => {
    const { dateline, excerpt } = articleOf('', `${printed}今天，云山开始春耕。`)
    expect(dateline).toEqual({ agency, printed })
    expect(excerpt).toBe('今天，云山开始春耕。')
  })
  test.each(['　　', '\u00a0\u00a0\u00a0\u00a0', '　'])('byline and 电头 behind the indent of a text pasted from Word', (indent) => {
    const { byline, dateline, excerpt, blocks } = articleOf('', `${indent}本报讯（记者 贾三四）12月20日，云山开始春耕。\n\n${indent}明天再来。`)
    expect(byline).toEqual([{ role: '记者', names: ['贾三四'] }])
    expect(dateline).toEqual({ agency: '本报讯', printed: `${indent}本报讯（记者 贾三四）` })
    expect(excerpt).toMatch(/^12月20日，云山开始春耕。/u)
    expect(blocks[0]?.html).toContain(`${indent}<b class="src">本报讯</b>（记者 贾三四）12月20日`)
  })
  test.each([
    '本报通讯员徐绍燕、记者刘威报道：云山开始春耕。', '本报记者刘威、通讯员徐绍燕今天获悉，云山开始春耕。', '新华社记者从国家电网获悉，云山开始春耕。', '央视电视剧频道来云山取景。', '本报记者柳讯（左）来到云山。', '央视12月17日电视节目在云山录制。',
  ])('no 电头 from an opening that has none: %s', (text) => {
    const { dateline, excerpt } = articleOf('', text)
    expect(dateline).toBeUndefined()
    expect(excerpt).toBe(text)
  })
  test.each([
    ['记者 丰莉莎 陈　馨 邵秀清', ['记者 丰莉莎 陈馨 邵秀清']], ['记者刘 威 李四、王五', ['记者 刘威 李四 王五']], ['记者 刘威 文/图', ['记者 刘威', '文/图']],
    ['刘 威 摄影报道', ['摄影报道 刘威']], ['记者 张文', ['记者 张文']], ['记者 刘 文', ['记者 刘文']], ['记者 贾文 摄影 梅写', ['记者 贾文', '摄影 梅写']], ['文/贾文 图/梅写', ['文 贾文', '图 梅写']],
    ['（记者 刘威）', ['记者 刘威']], ['(记者 刘威)（通讯员 徐绍燕）', ['记者 刘威', '通讯员 徐绍燕']], ['（刘 威/摄）', ['摄 刘威']],
    ['刘威/文 周万/图', ['文 刘威', '图 周万']], ['刘威/文　周万 贾文／摄', ['文 刘威', '摄 周万 贾文']], ['记者 刘威/文 通讯员 周万/图', ['记者 刘威', '文', '通讯员 周万', '图']], ['刘威 / 文 图/周万', ['文 刘威', '图 周万']], ['张文/图', ['图 张文']],
    ['本报评论员', [' 本报评论员']], ['本报编辑部', [' 本报编辑部']], ['本报记者', ['本报记者']], ['本报评论员 刘威', ['本报评论员 刘威']], ['本报记者站', ['本报记者站']],
    ['特约撰稿人 刘威', ['特约撰稿人 刘威']], ['撰稿人刘 威', ['撰稿人 刘威']], ['责任编辑 刘威 美术编辑：周万', ['责任编辑 刘威', '美术编辑 周万']],
    ['本报记者刘威通讯员徐绍燕', ['本报记者 刘威', '通讯员 徐绍燕']], ['记者刘威见习记者徐绍燕', ['记者 刘威', '见习记者 徐绍燕']], ['本报记者刘威通讯员 徐绍燕', ['本报记者 刘威', '通讯员 徐绍燕']], ['摄影美术编辑 刘威', ['摄影', '美术编辑 刘威']], ['杜泽镇通讯员徐绍燕', ['杜泽镇通讯员 徐绍燕']], ['记者 刘威 杜泽镇通讯员徐绍燕', ['记者 刘威', '杜泽镇通讯员 徐绍燕']],
    ['新华社记者刘威', ['新华社记者 刘威']], ['人民日报海外版记者 刘威', ['人民日报海外版记者 刘威']], ['摄影记者 刘威', ['摄影记者 刘威']], ['本报驻杭州记者刘威', ['本报驻杭州记者 刘威']], ['小记者 刘威', ['小记者 刘威']],
    ['融媒记者 刘威', ['融媒记者 刘威']], ['全媒记者 刘威', ['全媒记者 刘威']], ['融媒体中心记者 刘威', ['融媒体中心记者 刘威']], ['区融媒体中心记者刘威', ['区融媒体中心记者 刘威']],
    ['摄影师 刘威', ['摄影师 刘威']], ['区摄影家协会 供图', ['供图 区摄影家协会']], ['本报记者 刘威 报道', ['本报记者 刘威', '报道']],
    ['本报记者 刘威 文／摄', ['本报记者 刘威', '文／摄']], ['文/图 刘　威', ['文/图 刘威']], ['图 刘 威', ['图 刘威']],
  ])('who signed: %s', (byline, credits) => {
    expect(articleOf(`byline: ${byline}\n`, '云山开始春耕。').byline.map(({ role, names }) => [role, ...names].join(' '))).toEqual(credits)
  })
  test.each(['融媒记者', '全媒记者', '融媒体中心记者', '全媒体记者', '摄影记者', '新华社记者', '区融媒体中心记者'])('who signed in the 电头: %s', (role) => {
    expect(articleOf('', `本报讯（${role} 刘威）今天，云山开始春耕。`).byline).toEqual([{ role, names: ['刘威'] }])
  })
  test.each(['综合', '杜泽镇', '刘威', '记者站供稿', '据新华社记者报道', '本报记者站'])('nobody signed where the 电头 does not say so: （%s）', (inside) => {
    expect(articleOf('', `本报讯（${inside}）今天，云山开始春耕。`).byline.flatMap(({ names }) => names)).toEqual([])
  })
  test('nobody, of a long run of spaces, in no time', { timeout: 5000 }, () => {
    expect(articleOf('', `本报讯（记者 刘${' '.repeat(20_000)}x）今天，云山开始春耕。`).byline).toEqual([{ role: '记者', names: ['刘', 'x'] }])
    for (const word of ['驻'.repeat(5000), '小'.repeat(5000), '记者刘威'.repeat(2000), '/文'.repeat(5000)]) expect(articleOf(`byline: 记者 ${word}\n`, '云山开始春耕。').byline.flatMap(({ names }) => names)).toEqual([])
  })
  test('who took the pictures, where there is nothing else', () => {
    const { byline } = articleOf('photos:\n  - {caption: 春耕, credit: 吕 涵 巴图/摄}\n', '')
    expect(byline).toEqual([{ role: '摄', names: ['吕涵', '巴图'] }])
  })
  test('an opening without the dateline, of whole sentences', () => {
    expect(articleOf('', '本报讯（记者 贾文）今天，云山开始春耕。明天再来。').excerpt).toBe('今天，云山开始春耕。明天再来。')
  })
  test('an opening with a pause in it, and one without a comma to cut at', () => {
    expect(articleOf('', '甄一说…我们来了。春耕开始。').excerpt).toBe('甄一说…我们来了。春耕开始。')
    const { excerpt } = articleOf('', `一${'𠮷'.repeat(150)}`)
    expect(excerpt).toBe(`一${'𠮷'.repeat(49)}……`)
  })
  test('sentences that joined are the text', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...'云山，。！？!?…“”’」』》）\n 𠮷', '……', '。”'), fc.string()), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(fc.property(text, (whole) => { expect(sentencesOf(whole).join('')).toBe(whole) }), { numRuns: 5000 })
  })
  test('the sentence of each appearance, verbatim', () => {
    const [appearance] = articleOf('people:\n  - 甄一二: 场长\n', '本报讯 今天开犁。场长甄一二说：“好。很好。”大家鼓掌。').appearances
    expect(appearance).toMatchObject({ title: '场长', sentence: '场长甄一二说：“好。很好。”', anchor: 'p1' })
  })
  test('characters counted as newsrooms do', () => {
    expect(articleOf('photos:\n  - {caption: 春 耕}\n', '今天，春耕。').wordCount).toBe(8)
  })
})

describe('names', () => {
  test.each([['单一二', 'shan-yi-er'], ['仇一二', 'qiu-yi-er'], ['吕涵', 'lv-han'], ['王伟（公安）', 'wang-wei-gong-an'], ['欧阳一', 'ou-yang-yi'], ['𠮷田㑇', 'u20bb7-tian-zhou']])('%s is at /people/%s/', (name, slug) => {
    const printed = name.replace(/（.*/u, '')
    expect(articleOf(`people:\n  - ${name}\n`, `${printed}来了。`).appearances[0]?.person.slug).toBe(slug)
  })

  test('may hold any sign of the keyboard, and so may aliases', () => {
    for (let code = 0x20; code < 0x7f; code++) {
      const name = `A${String.fromCharCode(code)}1`
      expect(mentionFinder([{ slug: 'x', names: ['B', name] }])(`专家${name}来了。`), name).toEqual([{ slug: 'x', start: 2, end: 5 }])
    }
    const { html } = articleOf('people:\n  - 甄一二\n', '场长A-1来了。', { 'people/zhen-yi-er.md': '---\nname: 甄一二\naliases: [A-1]\n---\n' }).blocks[0]!
    expect(html).toContain('场长<a href="/people/zhen-yi-er/">A-1</a>来了。')
    const [first] = articleOf('people:\n  - 让-吕克: 专家\n', '专家让-吕克来了。').blocks
    expect(first?.html).toContain('专家<a href="/people/rang-lv-ke/">让-吕克</a>来了。')
  })
})

describe('frontmatter', () => {
  test.each([['007'], ['12:30:45'], ['1e3'], ['yes'], ['null'], ['2021-02-30']])('title: %s stays the text it is', (title) => {
    const { archive } = understand(folderOf({ [AT]: `---\ntitle: ${title}\ndate: 2020-05-04\n---\n\n春耕。\n` }))
    expect(archive?.articles[0]?.title).toBe(title)
  })
  test('does not run code, whatever language the opening line names', () => {
    const marker = Symbol.for('frontmatter ran')
    for (const language of ['js', 'javascript', 'coffee', 'constructor', 'toString']) {
      const file = `---${language}\nglobalThis[Symbol.for('frontmatter ran')] = true\nmodule.exports = { title: 'x' }\n---\n\n春耕。\n`
      expect(understand(folderOf({ [AT]: file })).archive).toBeUndefined()
    }
    expect(marker in globalThis).toBe(false)
  })
  test('of one file never leaks into another, be it the same or without its keys', () => {
    const full = new TextEncoder().encode('---\ntitle: 春耕\ndate: 2020-05-04\nkicker: 引\npeople:\n  - 甄一二: 场长\ntopics: [春耕]\nphotos:\n  - {caption: 犁}\ncorrections:\n  - {printed: 春拼, corrected: 春耕, reason: 字形}\nsic: [春耕]\nformerly: [/articles/2020-05-04/old/]\n---\n\n甄一二说[春耕](/about/)。\n')
    const bare = new TextEncoder().encode('---\ntitle: 夏耘\ndate: 2020-05-04\n---\n\n**夏**耘。\n')
    const read = (file: string, bytes: Uint8Array): object => {
      const { value } = parseReport(file, bytes)
      return { ...value, body: value?.body(), places: value?.places() }
    }
    const before = [bare, full, bare].map((bytes, index) => JSON.stringify(read(`issues/2020-05-04/before-${index}.md`, bytes)).replaceAll(`before-${index}`, ''))
    expect(before[0]).toBe(before[2])
    expect(before[0]).not.toMatch(/引|甄一二|犁|春/u)
    for (const bytes of [full, bare]) spoil(read('issues/2020-05-04/spoilt.md', bytes))
    const after = [bare, full].map((bytes) => JSON.stringify(read('issues/2020-05-04/after.md', bytes)).replaceAll('after', ''))
    expect(after).toEqual(before.slice(0, 2))
  })
})

describe('the archive', () => {
  test('cannot be changed, be it read or remembered', () => {
    const folder = folderOf({ [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\npeople:\n  - 甄一二: 场长\nphotos:\n  - {caption: 犁}\n---\n\n甄一二说春耕。\n' })
    const memory = new ContentMemory('')
    for (const { archive } of [understand(folder), understand(folder, { memory }), understand(folder, { memory })]) {
      expect(() => { (archive?.articles as unknown as unknown[]).push(1) }).toThrow(TypeError)
      const article = archive?.articles[0] as Mutable<Article>
      const [appearance] = article.appearances as Mutable<Appearance>[]
      expect(article.kicker ?? appearance?.sentence).toBe('甄一二说春耕。')
      for (const field of ['title', 'kicker', 'text', 'appearances', 'topics'] as const) expect(() => { article[field] = 'x' as never }, field).toThrow(TypeError)
      for (const field of ['title', 'sentence', 'person'] as const) expect(() => { appearance![field] = 'x' as never }, field).toThrow(TypeError)
      for (const list of [article.blocks, article.photos, article.byline, article.appearances, appearance!.person.appearances]) expect(() => { (list as unknown[]).push(1) }).toThrow(TypeError)
      expect(() => { (article.blocks[0] as Mutable<Block>).text = 'x' }).toThrow(TypeError)
      expect(() => { (article.photos[0] as Mutable<Photo>).caption = 'x' }).toThrow(TypeError)
    }
  })
  test('has the withdrawal of a report whose text would stall the reader', () => {
    const { records, diagnostics } = understand(folderOf({ [AT]: `---\ntitle: 春耕\ndate: 2020-05-04\nwithdrawn: {date: 2020-05-06, reason: 有误}\n---\n\n${'['.repeat(3000)}\n` }), { today: '2020-06-01' })
    expect(diagnostics).toEqual([])
    expect(records?.withdrawals).toMatchObject([{ id: '2020-05-04/spring', reason: '有误' }])
  })
  test('is read from a whole drive as from a folder', () => {
    expect(pathBelow('E:\\', 'E:\\issues\\2020-05-04\\spring.md', win32)).toBe(AT)
    expect(pathBelow('E:\\报\\content', 'E:\\报\\content\\issues\\2020-05-04\\spring.md', win32)).toBe(AT)
    expect(pathBelow('/', `/${AT}`, posix)).toBe(AT)
  })
  test('has indexes that nobody can add to, take from or empty', () => {
    const { archive } = understand(folderOf({ [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\npeople:\n  - 甄一二\ntopics: [春耕]\n---\n\n甄一二说春耕。\n' }))
    if (!archive) throw new Error('no archive')
    for (const index of [archive.issueByDate, archive.articleById, archive.personBySlug, archive.topicBySlug] as Map<string, unknown>[]) {
      expect(index.size).toBe(1)
      const [key = ''] = index.keys()
      expect(() => { index.set('x', {}) }).toThrow(TypeError)
      expect(() => { index.set(key, {}) }).toThrow(TypeError)
      expect(() => { index.delete(key) }).toThrow(TypeError)
      expect(() => { index.clear() }).toThrow(TypeError)
      expect([...index]).toEqual([[key, index.get(key)]])
      expect(Object.isFrozen(index.get(key))).toBe(true)
    }
  })
  test('holds nothing of a withdrawn report but its address, title and reason, and no draft', () => {
    const { records } = understand(folderOf({
      [AT]: '---\ntitle: 春耕\ndate: 2020-05-04\nwithdrawn: {date: 2020-05-06, reason: 有误}\n---\n\n秘密一。\n',
      'issues/2020-05-04/two.md': '---\ntitle: 夏耘\ndate: 2020-05-04\ndraft: true\n---\n\n秘密二。\n',
    }), { today: '2020-06-01' })
    expect(JSON.stringify(records)).not.toContain('秘密')
    expect(records?.withdrawals).toMatchObject([{ id: '2020-05-04/spring', reason: '有误' }])
  })
})
