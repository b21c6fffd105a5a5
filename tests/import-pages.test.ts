import { describe, expect, test } from 'vitest'
import iconv from 'iconv-lite'
import { decodePage, importPage, type ImportedArticle } from '../lib/desk/import'

const DATE = '2022-03-10'
const only = (text: string, date = DATE): ImportedArticle => {
  const { articles } = importPage(text, { date })
  expect(articles).toHaveLength(1)
  return articles[0] as ImportedArticle
}
const names = ({ byline }: ImportedArticle): string[] => byline.map(({ role, name }) => `${role} ${name}`)
const people = ({ people: listed }: ImportedArticle): Record<string, string | null> => Object.fromEntries(listed.map(({ name, title }) => [name, title]))

const REPORT = '云山县春耕备耕工作推进会召开\n\n本报讯（记者 甄一帆 贾思远）3月8日，云山县春耕备耕工作推进会召开。县委副书记、县长梅长青出席并讲话。\n\n梅长青指出，要早谋划、早安排。\n'

describe('whatever the encoding', () => {
  test.each([
    ['UTF-8 with BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(REPORT)])],
    ['GBK', iconv.encode(REPORT, 'gbk')],
    ['GB18030 with rare characters', iconv.encode(`${REPORT}\n𠮷林村`, 'gb18030')],
    ['UTF-16 LE with BOM', iconv.encode(REPORT, 'utf16-le', { addBOM: true })],
    ['UTF-16 BE with BOM', iconv.encode(REPORT, 'utf16-be', { addBOM: true })],
    ['UTF-16 LE without BOM', iconv.encode(REPORT, 'utf16-le')],
    ['UTF-16 BE without BOM, with many characters that look like its other half', iconv.encode(`${REPORT}　　一一开一最一一。`, 'utf16-be')],
    ['UTF-16 LE without BOM, cut in a character', iconv.encode(`${REPORT}　　一一开一最一一。`, 'utf16-le').subarray(0, -1)],
  ])('%s is read', (_, bytes) => {
    const decoded = decodePage(bytes)
    expect('text' in decoded && decoded.text).toContain('梅长青指出，要早谋划')
  })

  test.each([0, 1])('a zero byte somewhere does not make UTF-16 of a page (%i more)', (more) => {
    const text = `${REPORT}${'。'.repeat(more)}`.replace('县长', '县\u0000长')
    expect(decodePage(Buffer.from(text))).toEqual({ text, encoding: 'utf-8', hasBom: false })
    const gbk = iconv.encode(text, 'gbk')
    expect(decodePage(gbk)).toEqual({ text, encoding: 'gb18030', hasBom: false })
  })

  test.each([['Word', [0x50, 0x4b, 3, 4]], ['PDF', [0x25, 0x50, 0x44, 0x46]], ['图片', [0xff, 0xd8, 0xff]]])('a file that is no text is named: %s', (what, magic) => {
    const decoded = decodePage(Uint8Array.from([...magic, 0, 0]))
    expect('problem' in decoded && decoded.problem).toContain(what)
  })
})

describe('headlines', () => {
  const LEAD = '本报讯（记者 甄一帆）3月8日，县长梅长青到白石镇调研。'
  test('kicker, title and subtitle in three lines', () => {
    expect(only(`梅长青在白石镇调研时强调\n抓早抓细 不误农时\n为夺取全年丰收打下坚实基础\n${LEAD}`)).toMatchObject({ kicker: '梅长青在白石镇调研时强调', title: '抓早抓细 不误农时', subtitle: '为夺取全年丰收打下坚实基础' })
  })
  test('the same in one line', () => {
    expect(only(`梅长青在白石镇调研时强调　抓早抓细　不误农时　为夺取全年丰收打下坚实基础\n${LEAD}`)).toMatchObject({ kicker: '梅长青在白石镇调研时强调', title: '抓早抓细 不误农时', subtitle: '为夺取全年丰收打下坚实基础' })
  })
  test('a headline with its text in one line', () => {
    expect(only(`梅长青到白石镇调研春耕 ${LEAD}`)).toMatchObject({ title: '梅长青到白石镇调研春耕', paragraphs: [LEAD] })
  })
  test('a series stands over its report', () => {
    expect(only(`【项目建设进行时】\n云山大桥合龙\n${LEAD}`)).toMatchObject({ column: '【项目建设进行时】', title: '云山大桥合龙' })
  })
  test('a dash begins a subtitle', () => {
    expect(only(`让老街活起来\n——云山县老城改造见闻\n${LEAD}`)).toMatchObject({ title: '让老街活起来', subtitle: '——云山县老城改造见闻' })
  })
  test('a heading inside a report does not end it', () => {
    const { articles } = importPage(`云山县补齐农田水利短板\n${LEAD}\n\n一、修渠\n\n全县修渠三十里。\n\n二、固堤\n\n固堤五里。`, { date: DATE })
    expect(articles).toHaveLength(1)
    expect(articles[0]?.paragraphs).toEqual([LEAD, '一、修渠', '全县修渠三十里。', '二、固堤', '固堤五里。'])
  })
  test('pointers to other pages are left over, not made into reports', () => {
    const { articles, leftovers } = importPage(`${REPORT}\n导读\n\n老街改造提速\n`, { date: DATE })
    expect(articles).toHaveLength(1)
    expect(leftovers.map(({ text }) => text).join()).toContain('老街改造提速')
  })
})

describe('bylines', () => {
  const text = (head: string): string => `云山县春耕备耕有序推进\n${head}3月8日，全县春耕备耕现场会举行。\n\n会议要求抓早抓细。`
  test.each([
    ['本报讯（记者 甄一帆 通讯员 贾思远）', ['记者 甄一帆', '通讯员 贾思远']],
    ['本报讯(记者甄一帆 贾思远)', ['记者 甄一帆', '记者 贾思远']],
    ['本报讯（记者 甄　帆　通讯员 贾　远）', ['记者 甄帆', '通讯员 贾远']],
    ['本报讯（通讯员甄一帆贾思远）', ['通讯员 甄一帆', '通讯员 贾思远']],
    ['本报讯 记者 甄一帆 通讯员 贾思远 报道：', ['记者 甄一帆', '通讯员 贾思远']],
    ['本报讯（甄一帆）', [' 甄一帆']],
    ['本报汛（记者 甄一帆）', ['记者 甄一帆']],
    ['新华社云山3月8日电（记者 甄一帆、贾思远）', ['记者 甄一帆', '记者 贾思远']],
    ['本报云山3月8日讯 记者甄一帆报道：', ['记者 甄一帆']],
    ['【新华社云山八日电】', []],
    ['云山日报讯（见习记者 甄一帆）', ['见习记者 甄一帆']],
  ])('%s', (head, expected) => {
    expect(names(only(text(head)))).toEqual(expected)
  })
  test('on a line of its own, with an ornament', () => {
    const { articles, leftovers } = importPage('让老街活起来\n□ 本报记者 甄一帆 通讯员 贾思远\n3月8日，老街的灯笼又亮了起来。', { date: DATE })
    expect(names(articles[0] as ImportedArticle)).toEqual(['本报记者 甄一帆', '通讯员 贾思远'])
    expect(leftovers.map((left) => left.text)).toEqual(['□'])
  })
  test('at the end of the text', () => {
    expect(names(only('老街换新颜\n近日，云山老街改造完成。\n\n居民都说好。（记者 甄一帆 通讯员 贾思远）'))).toEqual(['记者 甄一帆', '通讯员 贾思远'])
  })
  test('“记者从……获悉” is no byline', () => {
    expect(names(only('全县造林三千亩\n本报讯 3月8日，记者从县林业局获悉，全县已造林三千亩。'))).toEqual([])
  })
})

describe('event dates', () => {
  const dated = (opening: string, date = DATE): string | null => only(`云山县召开会议部署工作\n本报讯（记者 甄一帆）${opening}全县会议召开。`, date).eventDate
  test.each([
    ['3月8日，', '2022-03-08'], ['3月8日上午，', '2022-03-08'], ['3月8日至9日，', '2022-03-08/2022-03-09'], ['3月8日-9日，', '2022-03-08/2022-03-09'], ['2月27日至3月1日，', '2022-02-27/2022-03-01'],
    ['昨日，', '2022-03-09'], ['昨天下午，', '2022-03-09'], ['今天，', '2022-03-10'], ['8日，', '2022-03-08'], ['28日，', '2022-02-28'], ['三月八日，', '2022-03-08'], ['2022年3月8日，', '2022-03-08'],
    ['近日，', null], ['日前，', null], ['截至3月8日，', null], ['2月30日，', null],
  ])('%s', (opening, expected) => {
    expect(dated(opening)).toBe(expected)
  })
  test('“today” is the day the 电头 was sent', () => {
    expect(only('云山县召开会议部署工作\n新华社云山3月7日电（记者 甄一帆）全县会议今天召开。').eventDate).toBe('2022-03-07')
  })
  test('December told in January was last year', () => {
    expect(dated('12月30日至1月2日，', '2022-01-04')).toBe('2021-12-30/2022-01-02')
  })
})

describe('people', () => {
  const told = (text: string): Record<string, string | null> => people(only(`云山县春耕备耕有序推进\n本报讯（记者 甄一帆）3月8日，全县春耕现场会举行。${text}`))
  test.each([
    ['县委书记梅长青出席并讲话。', { 梅长青: '县委书记' }],
    ['县委副书记、县长梅长青指出，要抓早抓细。', { 梅长青: '县委副书记、县长' }],
    ['县领导梅长青、柳如松、秦月参加。', { 梅长青: '县领导', 柳如松: '县领导', 秦月: '县领导' }],
    ['梅长青、柳如松等县领导参加。', { 梅长青: '县领导', 柳如松: '县领导' }],
    ['县委书记梅长青，县长柳如松参加。', { 梅长青: '县委书记', 柳如松: '县长' }],
    ['在白石镇，种粮大户石长根告诉记者，今年种了三百亩。', { 石长根: '种粮大户' }],
    ['县退役军人事务局局长欧阳雪参加。', { 欧阳雪: '县退役军人事务局局长' }],
    ['“路好走了。”村民石根笑着说。', { 石根: '村民' }],
    ['县党委（党组）书记梅长青表示，要早谋划。', { 梅长青: '县党委（党组）书记' }],
    ['云山大学教授阿卜杜拉·买买提作报告。', { '阿卜杜拉·买买提': '云山大学教授' }],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected)
  })
  test('everyday words that look like names are none', () => {
    expect(told('要高度重视安全生产，严格落实责任，全面排查，确保万无一失。各部门要加强领导、周密部署，成立专班。')).toEqual({})
  })
  test('a name the archive knows is found where nothing else tells', () => {
    const page = '云山县春耕备耕有序推进\n本报讯（记者 甄一帆）3月8日，现场会举行，邀梅长青同往。'
    expect(importPage(page, { date: DATE, knownNames: ['梅长青'] }).articles[0]?.people).toEqual([{ name: '梅长青', title: null }])
  })
})

describe('photographs', () => {
  test('a story told by its caption', () => {
    const article = only('白鹭 又来安家了\n近日，云山湖飞来一群白鹭。 甄一帆 贾思远/摄')
    expect(article).toMatchObject({ title: '白鹭 又来安家了', paragraphs: [], photos: [{ caption: '近日，云山湖飞来一群白鹭。', credit: '甄一帆 贾思远/摄' }] })
    expect(names(article)).toEqual(['摄 甄一帆', '摄 贾思远'])
  })
  test('a caption between two halves of a sentence goes to the photographs', () => {
    const article = only('云山县春耕备耕有序推进\n本报讯（记者 甄一帆）3月8日，全县春耕备耕现场会举行，与会人员参观了育秧\n\n图为现场会一角。 记者 甄一帆 摄\n\n工厂和农机合作社，对接下来的工作进行了部署。')
    expect(article.paragraphs).toEqual(['本报讯（记者 甄一帆）3月8日，全县春耕备耕现场会举行，与会人员参观了育秧工厂和农机合作社，对接下来的工作进行了部署。'])
    expect(article.photos).toEqual([{ caption: '图为现场会一角。', credit: '记者 甄一帆 摄' }])
  })
})

describe('pages from elsewhere', () => {
  test('half-width punctuation is understood and kept', () => {
    const article = only('云山县召开推进会\n本报讯(记者 甄一帆)3月8日,全县推进会召开,县委书记梅长青,县长柳如松参加。\n\n会上,梅长青指出,要抓早抓细。')
    expect(article.paragraphs[1]).toBe('会上,梅长青指出,要抓早抓细。')
    expect(article.eventDate).toBe('2022-03-08')
    expect(people(article)).toEqual({ 梅长青: '县委书记', 柳如松: '县长' })
  })
  test('letter-spaced lines, radicals and invisible characters', () => {
    const { articles } = importPage('云山县召开推进会\n本 报 讯 （记者  甄一帆） 3 月 8 日 ， 全 县 推 进 会 召 开 。\u200b', { date: DATE })
    expect(articles[0]?.paragraphs.join('').replace(/\s/gu, '')).toBe('本报讯（记者甄一帆）3月8日，全县推进会召开。')
    expect(importPage('云⼭县召开推进会\n本报讯（记者 甄一帆）3⽉8⽇，会议召开。', { date: DATE }).articles[0]).toMatchObject({ title: '云山县召开推进会', eventDate: '2022-03-08' })
  })
  test('a text that turns to another page says so', () => {
    expect(only('云山县召开推进会\n本报讯（记者 甄一帆）3月8日，全县推进会召开。\n\n会议要求，要\n（下转第2版）')).toMatchObject({ incomplete: 'end' })
    expect(only('（上接第1版）抓早抓细，不误农时。\n\n会议还部署了其他工作。')).toMatchObject({ incomplete: 'start' })
  })
  test('the number of the page is read from its head', () => {
    expect(importPage(`云山日报\n2022年3月10日 星期四 第3版\n\n${REPORT}\n责任编辑：贾思远`, { date: DATE })).toMatchObject({ page: 3, articles: [{ title: '云山县春耕备耕工作推进会召开' }] })
  })
  test('briefs closed by their source in brackets', () => {
    const { articles } = importPage('云山县最低限价公布\n县政府批准从三月一日起实行最低限价。\n　　　　（新华社）\n\n白石镇营造林场\n白石镇已建林场二十四个。\n　　　　（新华社）', { date: DATE })
    expect(articles.map(({ title }) => title)).toEqual(['云山县最低限价公布', '白石镇营造林场'])
    expect(articles[0]?.paragraphs).toEqual(['县政府批准从三月一日起实行最低限价。', '（新华社）'])
  })
  test('a column of briefs is one report, each brief a paragraph, and no caption', () => {
    const { articles } = importPage('云山县召开推进会\n本报讯（记者 甄一帆）3月8日，推进会召开。\n\n简讯\n▲3月5日，青溪区植树三百亩。（邢燕）\n▲望江县总工会近日慰问环卫工人。（尤云）\n', { date: DATE })
    expect(articles.map(({ title }) => title)).toEqual(['云山县召开推进会', '简讯'])
    expect(articles[1]).toMatchObject({ photos: [], paragraphs: ['▲3月5日，青溪区植树三百亩。（邢燕）', '▲望江县总工会近日慰问环卫工人。（尤云）'] })
  })
  test('a notice is none of the report above it', () => {
    const { articles } = importPage('云山县召开推进会\n本报讯（记者 甄一帆）3月8日，推进会召开。\n\n遗失声明\n白石县望江村村民某某遗失证件一张，声明作废。\n', { date: DATE })
    expect(articles.map(({ title }) => title)).toEqual(['云山县召开推进会', '遗失声明'])
  })
  test('“continued from page 2” without brackets is no headline', () => {
    expect(only('上接第二版\n“我们还要建一座冷库。”梅长青说，“等它建成就好了。”\n\n目前，合作社有社员126户。')).toMatchObject({
      title: '〔失题残篇〕“我们还要建一座冷库……', incomplete: 'start', paragraphs: ['上接第二版', '“我们还要建一座冷库。”梅长青说，“等它建成就好了。”', '目前，合作社有社员126户。'],
    })
  })
  test('文/图 after the names of a byline is no name', () => {
    const article = only('让老街活起来\n本报记者 甄一帆 通讯员 石小满 文/图\n3月8日，老街的灯笼又亮了起来。')
    expect(names(article)).toEqual(['本报记者 甄一帆', '通讯员 石小满'])
  })
  test('one headline in two lines is no kicker and title', () => {
    expect(only('县委理论学习中心组举行\n专题学习会\n本报讯（记者 甄一帆）3月8日，学习会举行。')).toMatchObject({ title: '县委理论学习中心组举行 专题学习会', kicker: null })
  })
  test('where other reports set paragraphs in, one that does not keeps its own', () => {
    const set = ['一', '二', '三', '四'].map((nth) => `　　第${nth}段说的是春耕的事情，从备耕到播种，从修渠到固堤，说得清清楚楚、明明白白，读来一点也不费力。`)
    const plain = ['本报讯（记者 贾思远）3月8日，青溪区三人上榜，区里为他们举行了简朴而隆重的颁奖仪式，乡亲们都来道贺。', '石满仓二十年如一日守护村头的古树，给它培土、浇水、除虫，从来没有向村里要过一分钱的报酬。']
    const { articles } = importPage(['云山县春耕备耕有序推进', '　　本报讯（记者 甄一帆）3月8日，全县春耕备耕现场会举行。', ...set, '青溪区三人上榜', ...plain].join('\n'), { date: DATE })
    expect(articles[1]?.paragraphs).toEqual(plain)
  })
  test('questions in the text are no headlines; authors stand under theirs', () => {
    const { articles } = importPage('一点一滴地做工作\n——云山皮革厂的经验\n甄一帆 贾思远\n竞赛在厂里展开了。\n\n原因在哪里？\n\n为什么经验没有推广开呢？是不是大家不服气？', { date: DATE })
    expect(articles).toHaveLength(1)
    expect(articles[0]).toMatchObject({ title: '一点一滴地做工作', subtitle: '——云山皮革厂的经验', byline: [{ role: '', name: '甄一帆' }, { role: '', name: '贾思远' }] })
  })
  test('nothing comes of nothing', () => {
    expect(importPage(' \n\f\n　', { date: DATE }).articles).toEqual([])
  })
})
