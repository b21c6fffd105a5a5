import type { Doubt } from './model'
import { datelineOf, HAN, squeeze, TURNS_FROM, TURNS_TO } from './shapes'

/** The lines above a text, each by its rank. */
export interface Headline {
  readonly title: string
  readonly kicker: string | null
  readonly subtitle: string | null
  readonly column: string | null
  readonly doubts: readonly Doubt[]
}

/** Longer than any line of a headline. */
const LONGEST_LINE = 110
const LONGEST_SEGMENT = 40

const segmentsOf = (line: string): string[] => line.split(/[\s\u3000]+/u).filter(Boolean)

/** Short, and without the punctuation that ends sentences or clauses. */
export function looksLikeHeadline(text: string): boolean {
  if (text.length > LONGEST_LINE || squeeze(text).length < 2 || !new RegExp(`[${HAN}]`, 'u').test(text)) return false
  if (/[。；;，、：:,]$|[。；]|^[，。、；：！？”’）》%]/u.test(text) || datelineOf(text) !== '' || TURNS_FROM.test(text) || TURNS_TO.test(text)) return false
  // A question asked in the text, not in a headline.
  if (/[？！?!]\ufe00?$/u.test(text) && (text.length > 22 || /[？！?!]./u.test(text.replace(/\ufe00/gu, '')))) return false
  const segments = segmentsOf(text)
  if (segments.some((segment) => segment.length > LONGEST_SEGMENT) || segments.length > 6) return false
  return (text.match(/，/gu)?.length ?? 0) <= 1 && !/^[（(].*[）)]$/u.test(text)
}

/** Heads a notice or an advertisement: 遗失声明, 拍卖公告, 征稿启事. */
const isNotice = (text: string): boolean => text.length <= 24 && /^[^，。：；“”]*(?:公告|公示|启事|通告|声明|讣告|广告)$/u.test(text) && !/(?:发布|发出|发表|刊登|张贴)/u.test(text)

/** Heads a column of briefs. */
const isBriefs = (text: string): boolean => /^(?:[◆●■▲]\s*)?(?:本报|一周|今日)?(?:简讯|短讯|短波|简明新闻|一句话新闻|新闻速递|要闻速览|新闻简报|快讯)(?:[一二三四五六七八九十两\d]{1,3}则)?$/u.test(text)

/** Says by its wording that it is of a headline, whatever stands around it. */
export const isSurelyHeadline = (text: string): boolean => isNotice(text) || isBriefs(text) || /(?:时|会上)(?:强调|指出|要求)(?:$|\s)/u.test(text) || isColumn(text) || /^——/u.test(text)

/** More like a stretch of text that a column has cut than like a headline. */
export function readsLikeText(text: string): boolean {
  const ends = /[的了着和与及或在于对将把被为是以从向由让使而但、（“《\d]$/u.test(text.replace(/\ufe00/gu, ''))
  const begins = /^(?:的|了|着|和|与|及|等|就|也|都|还|并|而|但|把|被|其|该|这|那|又|才|再)/u.test(text)
  return ends || begins || (/，/u.test(text) && !/\s/u.test(text)) || (text.match(/“/gu)?.length ?? 0) !== (text.match(/”/gu)?.length ?? 0)
}

/** A heading inside a report: 一、…, （二）…, 3.… */
export const isNumbered = (text: string): boolean => /^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.]|第[一二三四五六七八九十]{1,3}[章节条部])/u.test(text)

const KICKER = /(?:强调|指出|要求|提出|表示)$|(?:会|会议|仪式|活动|赛|节|展|班|坛|典礼|座谈|培训|演练)(?:召开|举行|举办)$|(?:开幕|闭幕|启动|揭晓|出台|发布|印发|开工|落幕|揭牌)$|^[^，\s]{2,14}(?:作出(?:重要)?(?:批示|指示)|主持(?:会议)?并讲话)/u
const SUBTITLE = new RegExp(`^[—–-]{1,3}|^[${HAN}、· ]{2,30}(?:参加|出席|讲话|主持|致辞|陪同|宣讲|作报告|列席|见证|带队)[${HAN}]{0,6}$`, 'u')

/** Slogans and names of series, which stand over several reports. */
const COLUMN = new RegExp([
  '^[【〖「].{2,24}[】〗」]$', '^[“"]?(?:学习(?:宣传)?贯彻|深入(?:学习|宣传|贯彻)|认真学习|贯彻落实).*(?:精神|讲话|思想|决议)[”"]?$', '^打[赢好].{2,24}(?:战|仗)$',
  '^(?:喜迎|迎接|庆祝|献礼|纪念).{2,20}(?:大|会|年|庆|诞|节)$', '^.{0,12}(?:新春)?走基层.{0,8}$', '^我为群众办实事.{0,10}$', '^奋进新征程.*$', '^不忘初心.*$', '^建功新时代.*$',
  '^.{2,16}(?:进行时|在行动|专栏|专题|系列报道|风采录|故事汇|大家谈|访谈录|面对面|一线行|看变化|开新局|看发展|新气象|新作为|曝光台|光荣榜)$',
].join('|'), 'u')

export const isColumn = (text: string): boolean => COLUMN.test(text)

/** Gives the lines above a text their ranks: 栏题, 引题, 主题, 副题. */
export function rankLines(lines: readonly string[]): Headline {
  const texts = lines.map((line) => segmentsOf(line).join(' '))
  const columnAt = texts.length > 1 ? texts.findIndex((text, index) => isColumn(text) && (index === 0 || index === texts.length - 1)) : -1
  const column = columnAt === -1 ? null : texts[columnAt] ?? null
  const rest = texts.filter((_, index) => index !== columnAt)
  const ranked = rest.length === 1 ? rankSegments(segmentsOf(rest[0] ?? '')) : rankWholeLines(rest)
  const columnDoubt: Doubt[] = columnAt > 0 ? [{ about: 'column', reason: '这一行在标题下面，像专栏名，也可能是副题' }] : []
  return { ...ranked, column, doubts: [...ranked.doubts, ...columnDoubt] }
}

type Ranked = Omit<Headline, 'column'>

const ranked = (title: readonly string[], kicker: string | undefined, subtitle: readonly string[], unsure?: string): Ranked => ({
  title: title.join(' '), kicker: kicker ?? null, subtitle: subtitle.length > 0 ? subtitle.join(' ') : null,
  doubts: unsure ? [{ about: 'title', reason: unsure }] : [],
})

const UNSURE = '标题有几行，引题、主题、副题是按长短和用语猜的'

/** Halves of a couplet, as main titles often are. */
const isPair = (first = '', second = ''): boolean => first.length === second.length && first.length <= 14

/** A headline in one line, its ranks set apart by spaces. */
function rankSegments(segments: readonly string[]): Ranked {
  const [first = '', second = ''] = segments
  if (segments.length <= 1) return ranked([first], undefined, [])
  const subtitleAt = segments.length - 1
  const last = segments[subtitleAt] ?? ''
  const hasSubtitle = SUBTITLE.test(last)
  if (segments.length === 2) {
    if (hasSubtitle) return ranked([first], undefined, [second])
    if (KICKER.test(first)) return ranked([second], first, [])
    if (first.length <= 12 && second.length <= 12) return ranked(segments, undefined, [])
    return first.length > second.length ? ranked([second], first, [], UNSURE) : ranked([first], undefined, [second], UNSURE)
  }
  const hasKicker = KICKER.test(first) || (!isPair(first, second) && !hasSubtitle) || (segments.length > 3 && isPair(second, segments[2]))
  const body = hasKicker ? segments.slice(1) : segments
  const size = isPair(body[0], body[1]) || (hasSubtitle && body.length > 2 && (body[0]?.length ?? 0) <= 12 && (body[1]?.length ?? 0) <= 12) ? 2 : 1
  return ranked(body.slice(0, size), hasKicker ? first : undefined, body.slice(size), KICKER.test(first) || hasSubtitle ? undefined : UNSURE)
}

/** A headline in several lines, one rank each. */
function rankWholeLines(lines: readonly string[]): Ranked {
  const rest = lines.filter((line, index) => index === 0 || !/^[—–]/u.test(line))
  const subtitle = lines.filter((line) => !rest.includes(line))
  while (rest.length > 1 && SUBTITLE.test(rest.at(-1) ?? '')) subtitle.unshift(rest.pop() ?? '')
  if (rest.length === 1) return ranked(rest, undefined, subtitle)
  const kicker = KICKER.test(rest[0] ?? '') ? rest.shift() : undefined
  const [first = '', second = '', ...more] = rest
  if (second === '') return ranked([first], kicker, subtitle)
  if (kicker !== undefined) return ranked([first], kicker, [second, ...more, ...subtitle], more.length > 0 ? UNSURE : undefined)
  if (more.length > 0 || subtitle.length > 0) return ranked([second], first, [...more, ...subtitle], UNSURE)
  const coupletAt = [first, second].findIndex((line) => { const [a, b] = segmentsOf(line); return isPair(a, b) })
  if (coupletAt === 1) return ranked([second], first, [])
  if (coupletAt === 0) return ranked([first], undefined, [second])
  if (first.length <= 12 && second.length <= 12) return ranked([first, second], undefined, [], '标题有两行，当作一个主题；也可能一行是引题或副题')
  return first.length > second.length ? ranked([second], first, [], UNSURE) : ranked([first], undefined, [second], UNSURE)
}
