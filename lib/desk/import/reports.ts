import { decorationOf, isBylineLine, isNamesLine } from './byline'
import { markLost, type FoundReport } from './found'
import { isColumn, isNumbered, isSurelyHeadline, looksLikeHeadline, readsLikeText } from './headline'
import { breaksOff, opensParagraph } from './joins'
import { spansJoint } from './lexicon'
import type { Leftover } from './model'
import { captionAndCredit, isCaption } from './photos'
import { joined, type Piece } from './pieces'
import { datelineOf, goesOn, isFinished, isRemark, LEAD, TURNS_FROM, TURNS_TO } from './shapes'

/** Finds where reports begin and end, and joins what columns have cut. Every piece goes to one report or is left over. */
export function reportsOf(pieces: readonly Piece[]): { reports: FoundReport[]; leftovers: Leftover[] } {
  const sorter = new Sorter(pieces)
  for (let at = 0; at < pieces.length;) at = sorter.take(at)
  return sorter.finish()
}

/** Headline-like lines, a byline right under them, and the index of what follows. */
interface Group {
  readonly lines: readonly Piece[]
  readonly byline?: Piece
  readonly next: number
}

class Sorter {
  private readonly reports: FoundReport[] = []
  private readonly leftovers: Leftover[] = []
  private current: FoundReport | undefined
  /** The last paragraph is a heading inside a report: nothing is joined to it. */
  private afterHeading = false
  /** A byline or credit at the end has closed the report: the next headline is another's. */
  private closed = false
  private readonly usesIndents: boolean
  /** Some paragraph of the report at hand is set in. */
  private indents = false

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
      if (this.beginsWithText(group)) {
        this.addText(piece, false)
        return at + 1
      }
      if (this.isReportHead(group, this.pieces[group.next])) {
        this.open(group.lines.map(({ text }) => text), piece.line)
      } else for (const [index, line] of group.lines.entries()) this.addText(line, this.isInnerHeading(line, group.lines[index + 1] ?? this.pieces[group.next]))
      if (group.byline) this.addByline(group.byline)
      return group.next
    }
    if (isBylineLine(piece.text) && this.current) this.addByline(piece)
    else if (!this.addPhoto(piece)) this.addBody(piece)
    return at + 1
  }

  /** Headline-like lines from an index on, with a byline under them. */
  private headlineAt(at: number): Group {
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

  /** Whether headline-like lines begin another report, rather than stand in the one at hand. */
  private isReportHead({ lines, byline }: Group, body: Piece | undefined): boolean {
    const [first] = lines
    if (!first) return false
    const isOpening = body !== undefined && (datelineOf(body.text) !== '' || byline !== undefined || Boolean(captionAndCredit(body.text)?.credit))
    if (isOpening || !this.current || (body && this.closed)) return true
    if (!body) return !this.isUnfinished()
    const text = lines.map((line) => line.text).join('')
    if (lines.length === 1 && isNumbered(first.text)) return false
    if (lines.some((line) => isSurelyHeadline(line.text))) return true
    if (goesOn(body.text) || spansJoint(text, body.text) || readsLikeText(text)) return false
    if (this.isUnfinished() && spansJoint(this.current.paragraphs.at(-1) ?? '', first.text)) return false
    if (LEAD.test(body.text) && text.length >= 4) return true
    if (lines.length > 1) return !lines.every((line) => isNumbered(line.text))
    return !this.isUnfinished() && text.length > 14 && !(this.usesIndents && first.indented)
  }

  /** A heading inside a report, rather than the beginning of a sentence that goes on in the next column. */
  private isInnerHeading({ text, indented }: Piece, next: Piece | undefined): boolean {
    if (isNumbered(text)) return true
    if (this.isUnfinished() || readsLikeText(text) || (this.usesIndents && indented)) return false
    return !next || !(goesOn(next.text) || spansJoint(text, next.text))
  }

  /** The first of several headline-like lines goes on a sentence, and only the others are a headline. */
  private beginsWithText({ lines }: Group): boolean {
    const [first, second] = lines
    if (!first || !second || !this.isUnfinished() || isSurelyHeadline(first.text)) return false
    return spansJoint(this.current?.paragraphs.at(-1) ?? '', first.text) || readsLikeText(first.text)
  }

  private isUnfinished(): boolean {
    const tail = this.textOwner()?.paragraphs.at(-1)
    return tail !== undefined && !this.afterHeading && !isFinished(tail)
  }

  private open(headline: string[], line: number): FoundReport {
    this.current = { headline, bylinePrinted: '', paragraphs: [], photos: [], doubts: [], lostStart: false, lostEnd: false, line }
    this.reports.push(this.current)
    this.afterHeading = false
    this.closed = false
    this.indents = false
    return this.current
  }

  private addByline(piece: Piece): void {
    const decoration = decorationOf(piece.text)
    if (decoration.trim()) this.leftovers.push({ text: decoration.trim(), line: piece.line, reason: '署名前的装饰符号' })
    const printed = piece.text.slice(decoration.length)
    if (this.current && this.current.paragraphs.length > 0) this.closed = true
    if (this.current) this.current.bylinePrinted = this.current.bylinePrinted ? `${this.current.bylinePrinted} ${printed}` : printed
  }

  /** The report a text without a headline goes on in: where a photograph with its own headline cuts a sentence, the one before. */
  private textOwner(): FoundReport | undefined {
    if (!this.current || this.current.paragraphs.length > 0 || this.current.photos.length === 0) return this.current
    const before = this.reports.findLast(({ paragraphs }) => paragraphs.length > 0)
    return before && !isFinished(before.paragraphs.at(-1) ?? '') ? before : this.current
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
    const tail = report.paragraphs.at(-1) ?? ''
    this.closed = true
    if (last && last.credit === '') last.credit = credit
    else if (/图为/u.test(tail) && tail.length < 240 && report.paragraphs.length > 1) report.photos.push({ caption: report.paragraphs.pop() ?? '', credit })
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
    this.addText(piece, false, isHead ? this.current : undefined)
  }

  private addText(piece: Piece, isHeading: boolean, owner = this.textOwner()): void {
    const report = owner ?? this.open([], piece.line)
    this.closed = isRemark(piece.text)
    if (piece.indented && !isHeading) this.indents = true
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
    if (TURNS_TO.test(piece.text) && piece.text.length < 16) return true
    if (this.afterHeading || TURNS_TO.test(tail) || (TURNS_FROM.test(tail) && tail.length < 16) || isRemark(piece.text)) return false
    if (goesOn(piece.text)) return true
    if (/[；;：:]$/u.test(tail) && isNumbered(piece.text)) return false
    if (!isFinished(tail)) return true
    return this.usesIndents && this.indents && !piece.indented && (piece.text.length > 12 || readsLikeText(piece.text)) && !opensParagraph(piece.text) && !/[：:]$/u.test(tail)
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
