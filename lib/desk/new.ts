import { stringify } from 'yaml'
import type { ContentFolder } from '../content'
import { issueState } from './issue'
import { slugFor } from './slug'

export interface NewReport {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly page?: number
  readonly title: string
}

/** Keys most reports need, for an editor to fill in: a comment until then. */
const hintsFor = (date: string): string[] => [
  '# 用得着的键：去掉行首的“# ”，填上内容；用不着的整行删去。全部的键见 content/README.md。',
  '# kicker: 引题',
  '# subtitle: 副题',
  `# eventDate: ${date}`,
  '# people:',
  '#   - 姓名: 职务',
  '# topics: [专题]',
]

/** The file of a new report: where it goes and what is in it until its text is written. Never a path that is taken. */
export function newReport(folder: ContentFolder, { date, page, title }: NewReport): { path: string; text: string } {
  const { taken, nextOrder } = issueState(folder, date)
  const fields = stringify({ title, date, ...(page !== undefined && { page }), order: nextOrder(page) }, { lineWidth: 0 }).trimEnd()
  return {
    path: `issues/${date}/${slugFor(title, taken)}.md`,
    text: `---\n${fields}\n${hintsFor(date).join('\n')}\n---\n\n`,
  }
}
