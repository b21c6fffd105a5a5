import type { Correction, CorrectionField } from '../archive'
import { positionInBlock } from './body'
import { FORBIDDEN, INVISIBLE, positionIn } from './decode'
import { reporter, type Diagnostic, type Position } from './diagnostic'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/** One stretch of a report as the source should have it. */
interface Part {
  readonly report: ParsedReport
  /** Where the nth character that is compared stands in the file. */
  readonly at: (nth: number) => Position
  readonly name: string
  /** Corrections undone, white space taken out. */
  readonly text: string
  /** A list with bullets: Markdown has taken what stands before its items, which may have been printed. */
  readonly hasBullets?: boolean
}

const NAMES = { title: '标题', kicker: '引题', subtitle: '副题', column: '栏题', caption: '图片说明', credit: '摄影署名', text: '正文' } as const

const PLACES: Partial<Record<CorrectionField, string>> = { caption: 'photos', credit: 'photos' }

/** White space and what no report may hold but �: where that stands a character was printed, for which an import writes □. */
const UNCOMPARED = new RegExp(`(?!\ufffd)(?:\\s|${FORBIDDEN.source}|${INVISIBLE.source})`, 'gu')

const squeeze = (text: string): string => text.replace(UNCOMPARED, '').replaceAll('\ufffd', '□')

/** Characters compared to tell which part a source place was meant to be. */
const SHORTEST = 2
const SHOWN = 16

/**
 * Fidelity: the reports' text with its declared corrections undone must equal the source, character for character,
 * white space and joined column breaks aside. The parts of all reports tile the source in whatever order they stand;
 * what is in a report and not in the source is an error, what is in the source and in no report a warning.
 */
export function compareWithSource(source: { file: string; text: string }, reports: readonly ParsedReport[], complete: boolean, diagnostics: Diagnostic[]): void {
  const characters = squeeze(source.text)
  const parts = reports.flatMap(partsOf).filter((part) => part.text !== '').sort((a, b) => b.text.length - a.text.length)
  const covered = new Uint8Array(characters.length)
  for (const part of parts) {
    const at = freePlace(characters, part.text, covered)
    if (at === -1) reportDifference(part, source, characters, covered, diagnostics)
    else covered.fill(1, at, at + part.text.length)
  }
  for (const { byline } of reports) coverByline(squeeze(byline ?? ''), characters, covered)
  if (complete) reportLeft(source, characters, covered, diagnostics)
}

/** A byline on a line of its own is written out name by name: where the source has it so, it is no text left over. */
function coverByline(byline: string, characters: string, covered: Uint8Array): void {
  const at = byline === '' ? -1 : freePlace(characters, byline, covered)
  if (at !== -1) covered.fill(1, at, at + byline.length)
}

function freePlace(characters: string, text: string, covered: Uint8Array): number {
  for (let at = characters.indexOf(text); at !== -1; at = characters.indexOf(text, at + 1)) {
    if (!covered.subarray(at, at + text.length).includes(1)) return at
  }
  return -1
}

function partsOf(report: ParsedReport): Part[] {
  const undone = (text: string, field: CorrectionField): string => undo(text, report.corrections.filter((correction) => correction.in === field))
  const part = (text: string | undefined, field: CorrectionField, at: Part['at'] = () => placeOf(report.places(), PLACES[field] ?? field)): Part => (
    { report, at, name: NAMES[field], text: squeeze(undone(text ?? '', field)) }
  )
  return [
    part(report.title.startsWith('〔') ? '' : report.title, 'title'),
    part(report.kicker, 'kicker'), part(report.subtitle, 'subtitle'), part(report.column, 'column'),
    ...report.body().blocks.filter(({ kind }) => kind !== 'notes').map((block): Part => (
      { ...part(block.text, 'text', (nth) => positionInBlock(block, offsetOf(block.text, nth))), hasBullets: block.node.type === 'list' && !block.node.ordered }
    )),
    ...report.photos.flatMap((photo) => [part(photo.caption, 'caption'), part(photo.credit, 'credit')]),
  ]
}

function undo(text: string, corrections: readonly Omit<Correction, 'number'>[]): string {
  return corrections.reduce((current, { printed, corrected }) => current.replace(corrected, () => printed), text)
}

/** The longest run of the part the source has from some free place, then what each says next. */
function reportDifference(part: Part, source: { file: string; text: string }, characters: string, covered: Uint8Array, diagnostics: Diagnostic[]): void {
  const { at, length } = alignment(part.text, characters, covered)
  const report = reporter(part.report.file, diagnostics)
  if (at === undefined) return report('source-differs', part.at(0), `${part.name}“${part.text.slice(0, SHOWN)}”在底本里找不到`)
  const expected = characters.slice(at + length, at + length + SHOWN)
  const found = part.text.slice(length, length + SHOWN)
  const before = length === 0 ? '开头' : `“${part.text.slice(Math.max(0, length - SHOWN), length)}”之后`
  covered.fill(1, at, endOf(part.text, characters, at, length))
  const line = positionIn(source.text, offsetOf(source.text, at + length)).line
  report('source-differs', part.at(length), `${part.name}与底本不同：${before}，稿件作“${found}”，底本（${source.file} 第${line}行）作“${expected}”`, part.hasBullets ? asPrinted(expected) : undefined)
}

/** How the number or sign before an item of a list is written to be text; `undefined` where there is none. */
function asPrinted(text: string): string | undefined {
  const [, number = '', sign = ''] = /^(\d{1,3}(?=[.)．）、])|)([-*+.)．）、])/u.exec(text) ?? []
  if (sign === '') return undefined
  const item = /^[^。；]{0,12}[。；]?/u.exec(text.slice(number.length + 1))?.[0] ?? ''
  const how = /[-*+.)]/u.test(sign) ? `在${sign === '.' ? '点' : '符号'}前加反斜杠：${number}\\${sign} ` : `照样写，符号用全角：${number}${sign}`
  return `列表前的圆点不是报上的编号；报上印着的，一条一段，${how}${item}`
}

/** The place in the source a part was taken from, by its beginning or else by its end, and how far it agrees from there. */
function alignment(text: string, characters: string, covered: Uint8Array): { at?: number; length: number } {
  const start = longestStart(text, characters, covered)
  if (start.length >= SHORTEST) return start
  const tail = text.slice(-Math.min(SHOWN, Math.ceil(text.length / 2)))
  const end = tail.length < SHORTEST ? -1 : freePlace(characters, tail, covered)
  return end === -1 ? { length: 0 } : { at: Math.max(0, end + tail.length - text.length), length: 0 }
}

/** Where in the source a part ends that differs from it at `length`: at its own last characters, if they are near. */
function endOf(text: string, characters: string, at: number, length: number): number {
  const tail = text.slice(Math.max(length, text.length - SHOWN))
  const found = characters.indexOf(tail, at + length)
  return found !== -1 && found + tail.length <= at + text.length + SHOWN ? found + tail.length : at + text.length
}

function longestStart(text: string, characters: string, covered: Uint8Array): { at: number; length: number } {
  let best = { at: 0, length: 0 }
  for (let at = characters.indexOf(text.slice(0, SHORTEST)); at !== -1; at = characters.indexOf(text.slice(0, SHORTEST), at + 1)) {
    let length = 0
    while (length < text.length && text[length] === characters[at + length] && !covered[at + length]) length++
    if (length > best.length) best = { at, length }
  }
  return best
}

/** Offset in a text of the nth character that is compared. */
function offsetOf(text: string, nth: number): number {
  let dropped = 0
  for (const { 0: { length }, index } of text.matchAll(UNCOMPARED)) {
    if (index - dropped > nth) break
    dropped += length
  }
  return Math.min(text.length, nth + dropped)
}

function reportLeft(source: { file: string; text: string }, characters: string, covered: Uint8Array, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  for (let at = covered.indexOf(0); at !== -1; at = covered.indexOf(0, at)) {
    const end = covered.indexOf(1, at)
    const left = characters.slice(at, end === -1 ? undefined : end)
    // The ornament before a byline and the brackets around it.
    if (!/[\p{Letter}\p{Number}]/u.test(left) && left.length < SHOWN) {
      if (end === -1) return
      at = end
      continue
    }
    const shown = left.length > 40 ? `${left.slice(0, 40)}……` : left
    report('source-left', positionIn(source.text, offsetOf(source.text, at)), `底本的这段文字不在任何一篇报道里：“${shown}”`, /^\d{1,3}[.)．）、]$/u.test(left) ? asPrinted(left + characters.slice(end)) : undefined)
    if (end === -1) return
    at = end
  }
}
