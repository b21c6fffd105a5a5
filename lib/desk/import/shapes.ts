/** Shapes of Chinese newspaper text that several steps of the import look for. */

export const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}〇'

const isHan = new RegExp(`^[${HAN}]+$`, 'u')

export const isAllHan = (text: string): boolean => isHan.test(text)

export const squeeze = (text: string): string => text.replace(/\s+/gu, '')

/**
 * Text from the web often has half-width punctuation between Chinese characters. While a page is taken apart it is
 * full-width, each followed by this mark (a variation selector, which no text keeps) to be found again.
 */
const NARROW = '\ufe00'
const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '.': '。' }
const NARROW_SIGNS = /(?<=[^\x00-\xff])[,;:?!.](?![,.\d/])|(?<![\d,.])[,;?!](?=[^\x00-\xff])/gu

/** Half-width punctuation between Chinese characters as full-width, marked. */
export const widened = (text: string): string => text.replace(NARROW_SIGNS, (sign) => `${WIDE[sign] ?? sign}${NARROW}`)

/** The text `widened` was made from. */
export function narrowed(text: string): string {
  return text.replace(new RegExp(`(.)${NARROW}`, 'gu'), (_, wide: string) => Object.entries(WIDE).find(([, sign]) => sign === wide)?.[0] ?? wide)
}

/** A sentence ends here: 。！？…… with what closes after it. */
const ENDED = /(?:[。！？!?]\ufe00?|…+|(?<=[\x20-\x7e])\.)[”’」』"'）)】》〉]*$/u

/** Nothing is missing after this text: a whole sentence, 附：, a note in brackets, a signature. */
export function isFinished(text: string): boolean {
  if (isRemark(text)) return true
  return endsSentence(text) || /[：:]\ufe00?$/u.test(text) || /(?<=[。！？”…]\ufe00?)\s*[（(][^（）()。]{1,40}[）)]$/u.test(text)
}

/** A line in brackets, as papers close a report with: （新华社）, （完）, （张三）. */
export const isRemark = (text: string): boolean => /^[（(][^（）()。]{1,40}[）)]$/u.test(text)

/** 8.|4万: a decimal point, not a full stop. */
export const endsSentence = (text: string): boolean => ENDED.test(text) && !/\d\.$/u.test(text)

/** The text went on, or comes from, elsewhere: （下转第2版）, （上接第1版）, （紧接第一版）. */
export const TURNS_TO = /[（(](?:下?转|下接)(?:第)?[\dA-Z一二三四五六七八九十]{1,4}版[^（）()]{0,12}[）)]$|(?:^|(?<=[。！？”，、；\s▶►]))[▶►]?(?:下转|转接)第?\s?[\dA-Z一二三四五六七八九十]{1,4}版\s?[▶►]*$/u
export const TURNS_FROM = /^[（(](?:上接|紧接|接)(?:第)?[\dA-Z一二三四五六七八九十]{1,4}版[^（）()]{0,12}[）)]|^[◀◄▲]?(?:上接|紧接)第?\s?[\dA-Z一二三四五六七八九十]{1,4}版[◀◄]?(?=$|\s)/u

/** Begins with what can only go on, never begin. */
export const goesOn = (text: string): boolean => /^[，。、；：！？”’）》〉」』】%％,;!?)]/u.test(text)

const AGENCIES = '新华社|中新社|中新网|新华网|人民网|央视网?|据新华社|据央视|中央社|法新社|路透社'

/** What opens a 电头; the misreadings 汛 and 迅 are the commonest of OCR. */
const DATELINE = new RegExp(
  `^(?:【[^】。]{2,24}[电讯]】|本(?:报|刊|台|网)[讯汛迅](?=[\\s（(]|[^，。]{0,60}[，。“])|本(?:报|刊|台|网)(?:综合|快)讯|本报[${HAN}]{2,10}(?:\\d{1,2}月)?(?:\\d{1,2}日)?[讯电](?=[\\s（(]|$)`
  + `|(?:${AGENCIES})[^，。（(\\s]{0,20}[电讯](?=[\\s（(]|[^，。]{0,40}[，。])|[${HAN}]{1,8}(?:报|网|社|台|客户端)[讯电](?=\\s*[（(])|讯(?=\\s*[（(](?:本报)?(?:记者|通讯员)))`, 'u')

/** The 电头's agency at the head of a text, else ''. */
export const datelineOf = (text: string): string => DATELINE.exec(text)?.[0] ?? ''

/** A report's first sentence often opens with when. */
export const LEAD = new RegExp('^(?:[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日|\\d{4}年|[\\d]{1,2}日|近日|日前|昨日|昨天|昨晚|今日|今天|连日来|近期|近年来|今年以来|记者(?:昨日|日前|近日)?从|近段时间|[春夏秋冬]日|本周|上周|时下|眼下|隆冬|初冬|深秋|盛夏|仲夏|初春|清晨|傍晚)', 'u')
