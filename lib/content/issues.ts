import type { IssueRecord } from '../archive'
import { reporter, type Diagnostic } from './diagnostic'
import type { IssueEntry } from './entries'
import { placeOf } from './places'
import { renderPlain } from './render'

/** What an `issue.md` says of its issue; an issue without one has a printed date and nothing more to say. */
export function issueRecord(date: string, entry: IssueEntry | undefined): IssueRecord {
  if (!entry) return { date, dateCertainty: 'printed', pageNames: {} }
  const { number, dateCertainty, dateReason, pageNames } = entry.fields
  const noteHtml = renderPlain(entry.blocks, () => '')
  return {
    date, dateCertainty, pageNames,
    ...(number !== undefined && { number }),
    ...(dateReason !== undefined && { dateReason }),
    ...(noteHtml !== '' && { noteHtml }),
  }
}

/** Holds an `issue.md` against its folder, and an inferred date to its reason. */
export function checkIssue(entry: IssueEntry, diagnostics: Diagnostic[]): void {
  const say = reporter(entry.file, diagnostics)
  const { date, dateCertainty, dateReason } = entry.fields
  const folder = entry.file.split('/').at(-2) ?? ''
  if (date !== undefined && date !== folder) say('date-folder', placeOf(entry.places, 'date'), `日期 ${date} 与文件夹 ${folder} 不一致`)
  if (dateCertainty === 'inferred' && dateReason === undefined) {
    say('value-missing', placeOf(entry.places, 'dateCertainty'), '日期是推定的，却没有写理由', '加一行 dateReason: 推定的理由')
  }
  for (const at of entry.images) say('body-image', at, '一期的说明里不能放图片', '把图片放到一篇报道里')
}
