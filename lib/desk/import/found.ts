import type { Doubt } from './model'
import { goesOn, isFinished, TURNS_FROM, TURNS_TO } from './shapes'

/** A photograph of the page: what is printed under it. */
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

/** Marks what the first and last words of a report tell to be lost. */
export function markLost(report: FoundReport): void {
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
