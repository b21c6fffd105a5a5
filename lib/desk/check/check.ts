import { inReadingOrder, placeOf, reporter, understand, type ContentFolder, type Diagnostic, type Understanding } from '../../content'
import { suspectIssues } from './issues'
import { suspectNames } from './names'
import { suspectReport } from './suspicions'

export interface Checked {
  /** All there is, errors and warnings, in reading order. */
  readonly diagnostics: readonly Diagnostic[]
  readonly understanding: Understanding
}

/** Everything wrong or doubtful in a content folder, drafts included. A pure function of names and bytes; never throws for them. */
export function check(folder: ContentFolder, options: { readonly today?: string } = {}): Checked {
  const understanding = understand(folder, { ...options, drafts: true })
  const diagnostics = [...understanding.diagnostics]
  for (const report of understanding.reports) {
    const file = `${folder.name}/${report.file}`
    if (report.draft) reporter(file, diagnostics)('draft', placeOf(report.places(), 'draft'), '这一篇还没有核对')
    if (!report.withdrawn) suspectReport(report, file, diagnostics)
  }
  suspectNames(understanding, diagnostics)
  suspectIssues(understanding, diagnostics)
  return { diagnostics: diagnostics.sort(inReadingOrder), understanding }
}
