import type { Correction, CorrectionField } from '../archive'
import { positionIn } from './decode'
import { reporter, type Diagnostic, type Position } from './diagnostic'
import type { ParsedReport } from './report'

/** One stretch of a report as the source should have it. */
interface Part {
  readonly report: ParsedReport
  readonly at: Position
  readonly name: string
  /** Corrections undone, white space taken out. */
  readonly text: string
}

const NAMES = { title: '标题', kicker: '引题', subtitle: '副题', column: '栏题', caption: '图片说明', credit: '摄影署名', text: '正文' } as const

const squeeze = (text: string): string => text.replace(/\s+/gu, '')

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
  if (complete) reportLeft(source, characters, covered, diagnostics)
}

function freePlace(characters: string, text: string, covered: Uint8Array): number {
  for (let at = characters.indexOf(text); at !== -1; at = characters.indexOf(text, at + 1)) {
    if (!covered.subarray(at, at + text.length).includes(1)) return at
  }
  return -1
}

function partsOf(report: ParsedReport): Part[] {
  const start: Position = { line: 1, column: 1 }
  const undone = (text: string, field: CorrectionField): string => undo(text, report.corrections.filter((correction) => correction.in === field))
  const part = (text: string | undefined, field: CorrectionField, at = start): Part => (
    { report, at, name: NAMES[field], text: squeeze(undone(text ?? '', field)) }
  )
  return [
    part(report.title.startsWith('〔') ? '' : report.title, 'title'),
    part(report.kicker, 'kicker'), part(report.subtitle, 'subtitle'), part(report.column, 'column'),
    ...report.body.blocks.filter(({ kind }) => kind !== 'notes').map((block) => part(block.text, 'text', { line: block.line, column: 1 })),
    ...report.photos.flatMap((photo) => [part(photo.caption, 'caption'), part(photo.credit, 'credit')]),
  ]
}

function undo(text: string, corrections: readonly Omit<Correction, 'number'>[]): string {
  return corrections.reduce((current, { printed, corrected }) => current.replace(corrected, () => printed), text)
}

/** The longest run of the part the source has from some free place, then what each says next. */
function reportDifference(part: Part, source: { file: string; text: string }, characters: string, covered: Uint8Array, diagnostics: Diagnostic[]): void {
  const { at, length } = longestStart(part.text, characters, covered)
  const expected = characters.slice(at + length, at + length + SHOWN)
  const found = part.text.slice(length, length + SHOWN)
  const before = part.text.slice(Math.max(0, length - SHOWN), length)
  const report = reporter(part.report.file, diagnostics)
  if (length < SHORTEST) {
    return report('source-differs', part.at, `${part.name}“${part.text.slice(0, SHOWN)}”在底本里找不到`)
  }
  covered.fill(1, at, at + part.text.length)
  const line = positionIn(source.text, offsetOf(source.text, at + length)).line
  report('source-differs', part.at, `${part.name}与底本不同：“${before}”之后，稿件作“${found}”，底本（${source.file} 第${line}行）作“${expected}”`)
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

/** Offset in the source of the nth character that is not white space. */
function offsetOf(text: string, nth: number): number {
  let seen = 0
  for (const match of text.matchAll(/\S/gu)) {
    if (seen >= nth) return match.index
    seen += match[0].length
  }
  return text.length
}

function reportLeft(source: { file: string; text: string }, characters: string, covered: Uint8Array, diagnostics: Diagnostic[]): void {
  const report = reporter(source.file, diagnostics)
  for (let at = covered.indexOf(0); at !== -1; at = covered.indexOf(0, at)) {
    const end = covered.indexOf(1, at)
    const left = characters.slice(at, end === -1 ? undefined : end)
    const shown = left.length > 40 ? `${left.slice(0, 40)}……` : left
    report('source-left', positionIn(source.text, offsetOf(source.text, at)), `底本的这段文字不在任何一篇报道里：“${shown}”`)
    if (end === -1) return
    at = end
  }
}
