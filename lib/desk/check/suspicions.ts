import { positionInBlock, reporter, type BodyBlock, type Diagnostic, type ParsedReport, type Position, type RuleName } from '../../content'

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
    const at = report.places[field]
    if (text !== undefined && at) raise(text, () => at, [...signsIn(text), ...unbalanced(text)])
  }
  const paragraphs = report.body.blocks.filter(({ kind }) => kind !== 'code' && kind !== 'notes')
  for (const [index, block] of paragraphs.entries()) {
    const lostBefore = index === 0 && (report.incomplete === 'start' || report.incomplete === 'both')
    const lostAfter = index === paragraphs.length - 1 && (report.incomplete === 'end' || report.incomplete === 'both')
    raise(block.text, (offset) => positionInBlock(block, offset), [
      ...signsIn(block.text),
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

/** Latin letters that look like digits, between digits or before what counts: 2O21, l2月. 5G, B2B and O2O are words. */
const LOOKALIKE = new RegExp(`(?<![A-Za-z0-9])(?=[0-9OoIl|]*[OoIl|])(?=[OoIl|]*[0-9])(?!O2O)(?:[0-9OoIl|]{3,}|[0-9OoIl|]{2}(?=[年月日时点分号%％万亿元个名]))(?![A-Za-z0-9])`, 'gu')
/** Half-width signs between Chinese characters; a full stop also at the end of a Chinese sentence. */
const HALF_WIDTH = new RegExp(`(?<=${HAN})(?:[,;:?!]|\\.(?!\\.))(?=${HAN}|[“”]|$)|(?<=${HAN})\\((?=${HAN})|(?<=${HAN})\\)(?=${HAN}|[，。；]|$)`, 'gu')
/** Particles no sentence doubles; 目的的 and 有的的 are grammar. */
const PARTICLE = /(?<![目标似])(的)\1(?![确士话])|([在是与将把被从之其于以])\2(?![\p{Script=Han}]?非)/gu
/** A clause of five characters or more printed twice running, or three characters and more without a sign between. */
const CLAUSE = new RegExp(`(${HAN}{5,})[，。；、：]\\1|(${HAN}{3,})\\2`, 'gu')

function signsIn(text: string): Suspicion[] {
  const all = (rule: RuleName, pattern: RegExp, what: (found: string) => string): Suspicion[] => (
    [...text.matchAll(pattern)].map((match) => ({ rule, start: match.index, end: match.index + match[0].length, message: what(match[0]) }))
  )
  return [
    ...all('ocr-lookalike', LOOKALIKE, (found) => `“${found}”里有像数字的字母`),
    ...all('ocr-punctuation', HALF_WIDTH, (found) => `汉字之间用了半角的“${found}”`),
    ...all('ocr-doubled', PARTICLE, (found) => `“${found}”重复了`),
    ...all('ocr-doubled', CLAUSE, (found) => `“${found.slice(0, 24)}”像是重复了`),
  ]
}

const PAIRS: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '《': '》', '（': '）', '〔': '〕', '【': '】' }
const CLOSING = new Map(Object.entries(PAIRS).map(([open, close]) => [close, open]))

/**
 * Signs without their other half. A quotation over several paragraphs opens in each and closes in the last only
 * (GB/T 15834—2011, 4.8.3.5), so one left open is right when the next paragraph opens one.
 */
function unbalanced(text: string, next?: string): Suspicion[] {
  const open: { sign: string; at: number }[] = []
  const found: Suspicion[] = []
  const missing = (at: number, message: string): void => { found.push({ rule: 'ocr-unbalanced', start: at, end: at + 1, message }) }
  for (const [at, sign] of [...text].entries()) {
    if (PAIRS[sign] !== undefined) open.push({ sign, at })
    const opening = CLOSING.get(sign)
    if (opening === undefined) continue
    if (open.at(-1)?.sign === opening) open.pop()
    else missing(at, `“${sign}”前面没有与它配对的“${opening}”`)
  }
  for (const { sign, at } of open) {
    if (!(sign === '“' && next?.startsWith('“'))) missing(at, `“${sign}”后面没有与它配对的“${PAIRS[sign] ?? ''}”`)
  }
  return found
}

/** Signs a paragraph may end with. */
const ENDING = /[。！？!?…：:；;”’」』》）)〕】—.]$/u
/** Shorter lines are signatures, subheads and verses, which end without a sign. */
const SHORTEST_SENTENCE = 20

function brokenOff({ kind, text }: BodyBlock): Suspicion[] {
  const said = text.trimEnd()
  if (kind !== 'paragraph' || ENDING.test(said)) return []
  if ([...said].length < SHORTEST_SENTENCE && !/[，、]$/u.test(said)) return []
  return [{ rule: 'ocr-cut', start: said.length - 1, end: said.length, message: `这一段停在“${said.slice(-8)}”，像是没有写完` }]
}
