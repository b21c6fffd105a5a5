import type { Line } from './lines'
import { endsSentence } from './shapes'

/** Lines that belong to the page, not to a report: by index, why. */
export interface Furniture {
  readonly reasons: ReadonlyMap<number, string>
  /** Number of the page, if exactly one is printed. */
  readonly page: number | null
}

const PAGE_NUMBER = /^(?:[-—–·~\s]*\d{1,3}[-—–·~\s]*|第?\s*[A-D]?\d{1,3}\s*[版页](?:\s*[/共，,]?\s*共?\s*\d{1,3}\s*[版页])?|\d{1,3}\s*\/\s*\d{1,3}|[A-D]\d{1,2}|Page\s*\d+(?:\s*of\s*\d+)?)$/iu
const DATE_PARTS = /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|星期[一二三四五六日天]|周[一二三四五六日]|(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?(?:\S{1,2}月\S{2,3})?|农历\S{2,8}|(?:总?第|今日|共)\s*\d+\s*[期号版]|\d{1,2}\s*版|第[一二三四五六七八九十]{1,3}版/gu
const IMPRINT = /^(?:本?版?(?:责任?编辑|责编|编辑|值班(?:编辑|主任|总编)|校对|审核|[初复终监]审|审读|版式|美编|组版|排版|制图|主编|总编|编审|统筹)|(?:投稿|新闻|报料|广告|发行|联系)?(?:热线|电话|邮箱|信箱)|国内统一(?:连续出版物号|刊号)|统一刊号|CN\s?\d|ISSN|邮发代号|主管|主办|承办单位|地址|网址|邮编|E-?mail|印刷|承印|订阅|零售|定价|微信(?:公众)?号|扫码|http)[:：\s\d]/iu
const MASTHEAD = /^[\u3400-\u9fff]{2,8}(?:日报|晚报|早报|晨报|时报|商报|周报|周刊|导报|快报|报|新闻|通讯)(?:社出版)?$/u
const PINYIN_MASTHEAD = /^[A-Z]{4,}(?:\s+[A-Z]{2,}){0,4}$/u
const SECTION = /^(?:[A-D]?\d{1,2}\s*)?(?:要闻|综合|综合新闻|时政|时政新闻|本地新闻|民生|经济|社会|文化|副刊|专版|专题|广告|公告|理论|教育|法治|健康|国内|国际|体育|视点|关注)(?:版|\s*[A-D]?\d{1,2})?$/u

/** Finds mastheads, running heads, page numbers and imprints. */
export function furnitureOf(lines: readonly Line[]): Furniture {
  const reasons = new Map<number, string>()
  for (const [index, { text }] of lines.entries()) {
    const reason = reasonBySelf(text)
    if (reason) reasons.set(index, reason)
  }
  for (const index of runningHeads(lines, reasons)) reasons.set(index, '每页重复的报眉')
  // Names of the paper and of the page are told from headlines by the company they keep.
  const isEdge = (index: number): boolean => index < 3 || index > lines.length - 4 || reasons.has(index - 1) || reasons.has(index + 1) || lines[index]?.newPage === true
  for (const [index, { text }] of lines.entries()) {
    if (!reasons.has(index) && isEdge(index) && (MASTHEAD.test(text) || PINYIN_MASTHEAD.test(text) || SECTION.test(text))) reasons.set(index, '报头或版名')
  }
  return { reasons, page: printedPage(lines, reasons) }
}

function reasonBySelf(text: string): string | undefined {
  if (PAGE_NUMBER.test(text)) return '页码'
  if (text.length > 80) return undefined
  if (IMPRINT.test(text) && !endsSentence(text)) return '编辑署名或出版信息'
  const dates = text.match(DATE_PARTS)
  if (dates && dates.join('').length >= 4 && text.replace(DATE_PARTS, '').replace(/[\s\p{P}\p{S}]+/gu, '').length <= (dates.length > 1 ? 14 : 8) && /日|星期|期|版|\d[-/.]\d/u.test(text) && !/[，。]/u.test(text) && !/(?:召开|举行|启动|开幕|施行|实施)/u.test(text)) return '报头或日期'
  return undefined
}

/** Short lines that come again, digits aside, and stand at least twice beside other furniture or at the head of a page. */
function runningHeads(lines: readonly Line[], reasons: ReadonlyMap<number, string>): number[] {
  const places = new Map<string, number[]>()
  for (const [index, { text }] of lines.entries()) {
    if (text.length > 30 || endsSentence(text) || /^本报|记者/u.test(text)) continue
    const key = text.replace(/[\d\s]+/gu, '')
    places.set(key, [...(places.get(key) ?? []), index])
  }
  const atEdge = (index: number): boolean => reasons.has(index - 1) || reasons.has(index + 1) || lines[index]?.newPage === true
  // Twice at an edge: the name of a column that comes again may stand below the masthead once.
  return [...places.values()].filter((indices) => indices.length > 1 && indices.filter(atEdge).length > 1).flat()
}

function printedPage(lines: readonly Line[], reasons: ReadonlyMap<number, string>): number | null {
  const pages = [...reasons.keys()].flatMap((index) => {
    const text = lines[index]?.text ?? ''
    const number = /第?\s*0?(\d{1,2})\s*版(?!\s*共)/u.exec(text.replace(/[共今]日?\s*\d+\s*版/gu, ''))?.[1]
    return number && Number(number) > 0 ? [Number(number)] : []
  })
  return new Set(pages).size === 1 ? pages[0] ?? null : null
}
