import { decorationOf, isBylineLine, isNamesLine } from './byline'
import { isColumn, isNumbered, looksLikeHeadline } from './headline'
import { breaksOff } from './joins'
import { spansJoint } from './lexicon'
import type { Doubt, Leftover } from './model'
import { captionAndCredit, isCaption } from './photos'
import { joined, type Piece } from './pieces'
import { datelineOf, goesOn, isFinished, LEAD, TURNS_FROM, TURNS_TO } from './shapes'

export interface FoundPhoto {
  caption: string
  credit: string
}

/** A report as its pieces were put together, before anything in it is read. */
export interface FoundReport {
  readonly headline: string[]
  bylinePrinted: string
  readonly paragraphs: string[]
  readonly photos: FoundPhoto[]
  readonly doubts: Doubt[]
  lostStart: boolean
  lostEnd: boolean
  /** 1-based line of the page. */
  readonly line: number
}

/** Finds where reports begin and end, and joins what columns have cut. Every piece goes to one report or is left over. */
export function reportsOf(pieces: readonly Piece[]): { reports: FoundReport[]; leftovers: Leftover[] } {
  const sorter = new Sorter(pieces)
  for (let at = 0; at < pieces.length;) at = sorter.take(at)
  return sorter.finish()
}

class Sorter {
  private readonly reports: FoundReport[] = []
  private readonly leftovers: Leftover[] = []
  private current: FoundReport | undefined
  /** The last paragraph is a heading inside a report: nothing is joined to it. */
  private afterHeading = false
  private readonly usesIndents: boolean

  constructor(private readonly pieces: readonly Piece[]) {
    const long = pieces.filter(({ text }) => text.length > 40)
    const indented = long.filter((piece) => piece.indented).length
    this.usesIndents = indented >= 3 && indented >= long.length * 0.3 && indented < long.length
  }

  /** Takes the piece at an index, or a headline with what belongs to it; returns the index of the next. */
  take(at: number): number {
    const piece = this.pieces[at]
    if (!piece) return at + 1
    const group = this.headlineAt(at)
    if (group.lines.length > 0) {
      const body = this.pieces[group.next]
      if (this.isReportHead(group, body, piece)) {
        this.open(group.lines.map(({ text }) => text), piece.line)
        if (group.byline) this.addByline(group.byline)
      } else for (const line of group.lines) this.addText(line, isNumbered(line.text) || !this.isUnfinished())
      return group.next
    }
    if (isBylineLine(piece.text) && this.current) this.addByline(piece)
    else if (!this.addPhoto(piece)) this.addBody(piece)
    return at + 1
  }

  /** Headline-like lines from an index on, with a byline under them. */
  private headlineAt(at: number): { lines: Piece[]; byline?: Piece; next: number } {
    const lines: Piece[] = []
    let next = at
    for (; next < this.pieces.length && lines.length < 6; next++) {
      const piece = this.pieces[next]
      if (!piece) break
      if (lines.length > 0 && (isBylineLine(piece.text) || (isNamesLine(piece.text) && this.isBody(next + 1)))) return { lines, byline: piece, next: next + 1 }
      if (piece.wrapped && !this.leadsToText(next)) break
      if (isBylineLine(piece.text) || captionAndCredit(piece.text) || !looksLikeHeadline(piece.text)) break
      lines.push(piece)
    }
    return { lines, next }
  }

  private isBody(at: number): boolean {
    const piece = this.pieces[at]
    return piece !== undefined && !looksLikeHeadline(piece.text)
  }

  /** Nothing but headline-like lines stand between here and a 电头. */
  private leadsToText(at: number): boolean {
    if (!looksLikeHeadline(this.pieces[at]?.text ?? '') || (this.isUnfinished() && !this.pieces[at]?.gap)) return false
    for (let next = at + 1; next < at + 5; next++) {
      const text = this.pieces[next]?.text ?? ''
      if (datelineOf(text) !== '' || isBylineLine(text)) return true
      if (!looksLikeHeadline(text)) return false
    }
    return false
  }

  private isReportHead(group: { lines: Piece[]; byline?: Piece }, body: Piece | undefined, first: Piece): boolean {
    const tail = this.current?.paragraphs.at(-1) ?? ''
    const length = group.lines.reduce((sum, { text }) => sum + text.length, 0)
    if (body && (datelineOf(body.text) !== '' || group.byline || captionAndCredit(body.text)?.credit)) return true
    if (!this.current) return true
    const only = group.lines.length === 1
    if (only && isNumbered(first.text)) return false
    const runsOn = this.isUnfinished() && spansJoint(tail, first.text)
    if (!body) return !runsOn && !this.isUnfinished() && length > 12
    if (runsOn && only) return false
    if (LEAD.test(body.text) && length >= 4) return true
    if (group.lines.some(({ text }) => /(?:时|会上)(?:强调|指出|要求)(?:$|\s)/u.test(text))) return true
    if (!only && !group.lines.every(({ text }) => isNumbered(text))) return true
    return this.isUnfinished() ? length >= 8 : length > 14
  }

  private isUnfinished(): boolean {
    const tail = this.textOwner()?.paragraphs.at(-1)
    return tail !== undefined && !this.afterHeading && !isFinished(tail)
  }

  private open(headline: string[], line: number): FoundReport {
    this.current = { headline, bylinePrinted: '', paragraphs: [], photos: [], doubts: [], lostStart: false, lostEnd: false, line }
    this.reports.push(this.current)
    this.afterHeading = false
    return this.current
  }

  private addByline(piece: Piece): void {
    const decoration = decorationOf(piece.text)
    if (decoration.trim()) this.leftovers.push({ text: decoration.trim(), line: piece.line, reason: '署名前的装饰符号' })
    const printed = piece.text.slice(decoration.length)
    if (this.current) this.current.bylinePrinted = this.current.bylinePrinted ? `${this.current.bylinePrinted} ${printed}` : printed
  }

  /** The report a text without a headline goes on in: past photographs that have their own headline and stand between. */
  private textOwner(): FoundReport | undefined {
    if (!this.current || this.current.paragraphs.length > 0 || this.current.photos.length === 0) return this.current
    return this.reports.findLast(({ paragraphs }) => paragraphs.length > 0) ?? this.current
  }

  private addPhoto(piece: Piece): boolean {
    const found = captionAndCredit(piece.text)
    if (!found && !isCaption(piece.text)) return false
    const report = this.current
    const isStory = report !== undefined && report.paragraphs.length === 0 && report.headline.length > 0 && datelineOf(piece.text) === ''
    if (found?.caption === '') return this.addCredit(found.credit)
    if (!isStory && !isCaption(piece.text) && (!found || piece.text.length > 220 || datelineOf(piece.text) !== '' || this.isUnfinished())) return false
    const owner = report ?? this.open([], piece.line)
    owner.photos.push({ caption: found?.caption ?? piece.text, credit: found?.credit ?? '' })
    if (!isStory) owner.doubts.push({ about: 'photos', reason: '这张照片的说明没有自己的标题，归到了这一篇' })
    return true
  }

  /** A credit alone goes under the last caption, or makes a caption of the text above it. */
  private addCredit(credit: string): boolean {
    const report = this.current
    if (!report) return false
    const last = report.photos.at(-1)
    if (last && last.credit === '') last.credit = credit
    else if (report.paragraphs.length === 1 && datelineOf(report.paragraphs[0] ?? '') === '' && report.photos.length === 0) {
      report.photos.push({ caption: report.paragraphs.pop() ?? '', credit })
    } else {
      report.photos.push({ caption: '', credit })
      report.doubts.push({ about: 'photos', reason: '只有摄影署名，没有找到图片说明' })
    }
    return true
  }

  private addBody(piece: Piece): void {
    const isHead = datelineOf(piece.text) !== ''
    const report = isHead ? this.current : this.textOwner()
    if (!report || (isHead && report.paragraphs.length > 0)) {
      const opened = this.open([], piece.line)
      opened.lostStart = !isHead
      opened.doubts.push({ about: 'title', reason: '没有找到这一篇的标题' })
    } else {
      const tail = report.paragraphs.at(-1)
      if (tail !== undefined && this.isUnfinished() && breaksOff(tail, piece.text)) {
        report.lostEnd = true
        report.doubts.push({ about: 'incomplete', reason: `“${tail.slice(-10)}”之后的文字缺失，底本接着的是另一篇` })
        const opened = this.open([], piece.line)
        opened.lostStart = true
        opened.doubts.push({ about: 'incomplete', reason: `这几段接在“${tail.slice(-10)}”之后，与上文不连，像是另一篇的残文` })
      } else if (this.current !== report) this.current = report
    }
    this.addText(piece, false)
  }

  private addText(piece: Piece, isHeading: boolean): void {
    const report = this.textOwner() ?? this.open([], piece.line)
    const tail = report.paragraphs.at(-1)
    if (tail !== undefined && !isHeading && this.continues(tail, piece)) {
      report.paragraphs[report.paragraphs.length - 1] = joined(tail, piece.text)
    } else {
      report.paragraphs.push(piece.text)
      if (isHeading && report.paragraphs.length > 1) report.doubts.push({ about: 'text', reason: `“${piece.text.slice(0, 20)}”当作文中的小标题；也可能是另一篇的标题` })
    }
    this.afterHeading = isHeading
  }

  private continues(tail: string, piece: Piece): boolean {
    if (this.afterHeading || TURNS_TO.test(tail)) return false
    if (TURNS_TO.test(piece.text) && piece.text.length < 16) return true
    if (goesOn(piece.text)) return true
    if (/[；;：:]$/u.test(tail) && isNumbered(piece.text)) return false
    if (!isFinished(tail)) return true
    return this.usesIndents && !piece.indented && piece.text.length > 12 && !/[：:]$/u.test(tail)
  }

  finish(): { reports: FoundReport[]; leftovers: Leftover[] } {
    const whole = this.reports.filter((report) => {
      if (report.paragraphs.length > 0 || report.photos.some(({ caption }) => caption !== '')) return true
      this.leave(report)
      return false
    })
    for (const report of whole) markLost(report)
    return { reports: whole, leftovers: this.leftovers }
  }

  /** A headline without a text: a pointer to another page, an advertisement. */
  private leave(report: FoundReport): void {
    const reason = report.headline.every(isColumn) ? '像是专栏名，下面没有正文' : '像是标题，下面没有正文'
    const texts = [...report.headline, report.bylinePrinted, ...report.photos.map(({ credit }) => credit)].filter(Boolean)
    this.leftovers.push(...texts.map((text) => ({ text, line: report.line, reason })))
  }
}

function markLost(report: FoundReport): void {
  const [first = ''] = report.paragraphs
  const last = report.paragraphs.at(-1)
  if (TURNS_FROM.test(first)) report.lostStart = true
  else if (first !== '' && goesOn(first)) report.lostStart = true
  if (last === undefined || report.lostEnd) return
  if (TURNS_TO.test(last)) {
    report.lostEnd = true
    report.doubts.push({ about: 'incomplete', reason: '下文转到别的版；找到之后接上，并删去 incomplete' })
  } else if (!isFinished(last) || /[：:]$/u.test(last)) {
    report.lostEnd = true
    report.doubts.push({ about: 'incomplete', reason: `最后一段停在“${last.slice(-10)}”，没有写完` })
  }
}
