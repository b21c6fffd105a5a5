import { parseDateline, placeOf, positionInBlock, reporter, type BodyBlock, type Diagnostic, type ParsedReport, type Position, type RuleName } from '../../content'

/** A stretch of one text that looks like a misreading. Offsets are into the text. */
interface Suspicion {
  readonly rule: RuleName
  readonly start: number
  readonly end: number
  readonly message: string
}

/**
 * What optical character recognition and retyping commonly do to a text, block by block. All are warnings: the paper
 * itself may have printed it so, and then the words go into `sic` and are left alone.
 */
export function suspectReport(report: ParsedReport, file: string, diagnostics: Diagnostic[]): void {
  const say = reporter(file, diagnostics)
  const raise = (text: string, at: (offset: number) => Position, found: readonly Suspicion[]): void => {
    for (const { rule, start, end, message } of found) {
      if (!isSic(report.sic, text, start, end)) say(rule, at(start), message)
    }
  }
  for (const field of ['title', 'kicker', 'subtitle', 'column'] as const) {
    const text = report[field]
    const at = report.places()[field]
    if (text !== undefined && at) raise(text, () => at, [...signsIn(text), ...unbalanced(text)])
  }
  for (const [index, { caption }] of report.photos.entries()) {
    if (caption !== undefined) raise(caption, () => placeOf(report.places(), 'photos', index, 'caption'), [...signsIn(caption), ...unbalanced(caption)])
  }
  const paragraphs = report.body().blocks.filter(({ kind }) => kind !== 'code' && kind !== 'notes')
  for (const [index, block] of paragraphs.entries()) {
    const lostBefore = index === 0 && (report.incomplete === 'start' || report.incomplete === 'both')
    const lostAfter = index === paragraphs.length - 1 && (report.incomplete === 'end' || report.incomplete === 'both')
    raise(block.text, (offset) => positionInBlock(block, offset), [
      ...signsIn(block.text),
      ...(index === 0 && report.byline === undefined ? unsigned(block) : []),
      ...repeated(block, paragraphs[index - 1]),
      ...(lostBefore || lostAfter ? [] : unbalanced(block.text, paragraphs[index + 1]?.text)),
      ...(lostAfter ? [] : brokenOff(block)),
    ])
  }
}

/** The editor has said that the paper printed it so. */
function isSic(sic: readonly string[], text: string, start: number, end: number): boolean {
  return sic.some((words) => {
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
      if (at < end && start < at + words.length) return true
    }
    return false
  })
}

const HAN = '\\p{Script=Han}'

/** Latin, Cyrillic and full-width letters that look like digits, and the Chinese zero among digits. */
const LETTER = '[OoIl|\\u041e\\u043e\\uff2f\\uff4f\\uff29\\uff4c\\uff5c]'
const UNIT = '[年月日时点分号版期%％‰万亿元个名人户岁亩]'
/**
 * 2O21, l2月, 1O人, 1,OOO, O.5, 第l版. 5G, B2B, O2O and H2O are words; O3, I5 and the like only before what counts.
 */
const LOOKALIKE = new RegExp([
  `(?<![A-Za-z0-9])(?=[0-9]*${LETTER})(?=${LETTER}*[0-9])(?!O2O(?![0-9]))(?:(?:[0-9]|${LETTER}){3,}|[0-9]${LETTER}(?=${HAN}|${UNIT}|[，。、；]|$)|${LETTER}[0-9](?=${UNIT}))(?![A-Za-z0-9])`,
  `(?<![A-Za-z0-9])(?:[0-9]|${LETTER})+[.,](?:${LETTER}[0-9]*){2,}(?![A-Za-z0-9])|(?<![A-Za-z0-9])${LETTER}\\.[0-9]+`,
  `(?<=第)${LETTER}(?=[版期届次条号名])|(?<![A-Za-z0-9])[lI|](?=月(?:[0-9OIl]|份))|(?<=[0-9])[〇○](?=[0-9])|(?<![A-Za-z0-9])(?:[0-9]+[SBZ][0-9]*|[SBZ][0-9]+)(?=[年月日](?!程))`,
].join('|'), 'gu')
/** Without one of these there is none: most paragraphs are done with at once. */
const LOOKALIKE_SIGNS = /[OoIl|\u041e\u043e\uff2f\uff4f\uff29\uff4c\uff5c〇○SBZ]/u
/** Half-width signs between Chinese characters or what closes after them; a full stop also at the end of a Chinese sentence. */
const HALF_WIDTH = new RegExp(`(?<=${HAN}|[”’》）])(?:[,;:?!]|\\.(?!\\.))(?=${HAN}|[“”]|$)|(?<=${HAN})\\((?=${HAN})|(?<=${HAN})\\)(?=${HAN}|[，。；]|$)|(?<=${HAN})"(?=${HAN})`, 'gu')
const HALF_WIDTH_SIGNS = /[,;:?!.()"]/u
/**
 * Characters no sentence doubles, but where the second begins a word of its own: 目的的确, 在在建工程, 与与会者, 不了了之,
 * 为了了解, 重要要素, 和和气气.
 */
const PARTICLE = new RegExp([
  '(?<![目标似])的的(?![确士话])', '(?<![实自])在在(?![建职校场座线押册编岗途读])', '是是(?![否非])', '与与(?![会])', '将将(?![军来近士领要相令帅])', '把把(?![手握柄关脉])', '被被(?![告子单害动])', '从从(?![前业严众])',
  '其其(?![他实中余次])', '于于(?![某])', '以以(?![色及前后往上下为来内外])', '(?<![不为小])了了(?![不解之却结断无然心事当])', '(?<![不只需重主首必次])要要(?![求素闻点件塞害])', '(?<![饱暖温柔缓总共])和和(?![气睦美平谐解满乐缓善县])',
  '进行进行', '通过通过', '以及以及', '我们我们', '他们他们', '对于对于', '关于关于', '指出指出', '强调强调', '(?<!工)会议会议', '(?<!合)工作工作(?!者)', '(?<![副])县长县长', '书记书记', '主任主任', '记者记者', '同志同志', '问题问题', '情况情况', '干部干部', '企业企业', '项目项目', '部门部门', '群众群众',
].join('|'), 'gu')
/** Punctuation set twice; ！！ and ？？ are printed so. */
const SIGNS = /([，。、；：])\1+/gu
/** A clause of five characters or more printed twice running, or three characters and more without a sign between. */
const CLAUSE = new RegExp(`(${HAN}{5,})[，。；、：]\\1|(${HAN}{3,})\\2`, 'gu')

function signsIn(text: string): Suspicion[] {
  const all = (rule: RuleName, pattern: RegExp, what: (found: string) => string, needed?: RegExp): Suspicion[] => (
    needed?.test(text) === false ? [] : [...text.matchAll(pattern)].map((match) => ({ rule, start: match.index, end: match.index + match[0].length, message: what(match[0]) }))
  )
  return [
    ...all('ocr-lookalike', LOOKALIKE, (found) => `“${found}”里有像数字的字母`, LOOKALIKE_SIGNS),
    ...all('ocr-punctuation', HALF_WIDTH, (found) => `汉字之间用了半角的“${found}”`, HALF_WIDTH_SIGNS),
    ...all('ocr-doubled', PARTICLE, (found) => `“${found}”重复了`),
    ...all('ocr-doubled', SIGNS, (found) => `标点“${found}”重复了`),
    ...all('ocr-doubled', CLAUSE, (found) => `“${found.slice(0, 24)}”像是重复了`),
  ]
}

/** `本报讯（刘威）`, which may as well be a place: only an editor can tell that somebody signed. */
function unsigned({ kind, text }: BodyBlock): Suspicion[] {
  const head = kind === 'paragraph' ? parseDateline(text) : undefined
  if (!head || head.credits.length > 0) return []
  const start = head.dateline.printed.length
  const [printed = '', inside = ''] = /^[（(]([\p{Script=Han}·、\s]{2,24})[）)]/u.exec(text.slice(start)) ?? []
  if (printed === '' || /^(?:综合|图文|文图|据?[^、\s]*(?:消息|报道))$/u.test(inside)) return []
  return [{ rule: 'byline-unread', start, end: start + printed.length, message: `“${head.dateline.agency}”后面的“${printed}”没有读作署名` }]
}

/** Shorter paragraphs may be the same: 附件：, a name that signs. */
const SHORTEST_REPEATED = 10

/** A paragraph printed twice running. */
function repeated({ kind, text }: BodyBlock, before: BodyBlock | undefined): Suspicion[] {
  if (kind !== 'paragraph' || text !== before?.text || text.length < SHORTEST_REPEATED) return []
  return [{ rule: 'ocr-doubled', start: 0, end: text.length, message: `这一段与上一段一样：“${text.slice(0, 16)}……”` }]
}

const PAIRS: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '《': '》', '（': '）', '〔': '〕', '【': '】' }
const BRACKETS = new RegExp(`[${Object.entries(PAIRS).flat().join('')}]`, 'gu')
const CLOSING = new Map(Object.entries(PAIRS).map(([open, close]) => [close, open]))

/**
 * Signs without their other half. A quotation over several paragraphs opens in each and closes in the last only
 * (GB/T 15834—2011, 4.8.3.5), so one left open is right when the next paragraph opens one.
 */
function unbalanced(text: string, next?: string): Suspicion[] {
  const open: { sign: string; at: number }[] = []
  const found: Suspicion[] = []
  const missing = (at: number, message: string): void => { found.push({ rule: 'ocr-unbalanced', start: at, end: at + 1, message }) }
  for (const { 0: sign, index: at } of text.matchAll(BRACKETS)) {
    if (PAIRS[sign] !== undefined) open.push({ sign, at })
    const opening = CLOSING.get(sign)
    if (opening === undefined || isApostrophe(text, at)) continue
    if (open.at(-1)?.sign === opening) open.pop()
    else if (!isNoBracket(text, at)) missing(at, `这里的 ${sign} 前面没有与它配对的 ${opening}`)
  }
  for (const { sign, at } of open) {
    if (!(sign === '“' && next?.startsWith('“'))) missing(at, `这里的 ${sign} 后面没有与它配对的 ${PAIRS[sign] ?? ''}`)
  }
  return found
}

const isApostrophe = (text: string, at: number): boolean => text[at] === '’' && /^[A-Za-z]’[A-Za-z]$/u.test(text.slice(at - 1, at + 2))

/** Where nothing is open, 1）修渠 and the apostrophe of farmers’ close nothing. */
function isNoBracket(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at)
  return text[at] === '’' ? /[A-Za-z]$/u.test(before) : text[at] === '）' && /(?:^|[；，。：、\s])[\dA-Za-z一二三四五六七八九十①-⑳]{1,3}$/u.test(before)
}

/** Signs a paragraph may end with. */
const ENDING = /[。！？!?…：:；;”’」』》）)〕】—.]$/u
/** Shorter lines are signatures, subheads and verses, which end without a sign. */
const SHORTEST_SENTENCE = 20
/** A couplet of a poem, 床前明月光，疑是地上霜, is shorter than a sentence with a comma. */
const SHORTEST_CLAUSES = 16

function brokenOff({ kind, text }: BodyBlock): Suspicion[] {
  const said = text.trimEnd()
  if (kind !== 'paragraph' || ENDING.test(said)) return []
  const isShort = [...said].length < (/[，；]/u.test(said) ? SHORTEST_CLAUSES : SHORTEST_SENTENCE)
  if (isShort && !/[，、]$/u.test(said)) return []
  return [{ rule: 'ocr-cut', start: said.length - 1, end: said.length, message: `这一段停在“${said.slice(-8)}”，像是没有写完` }]
}
