import { placeOf, reporter, type Diagnostic, type Understanding } from '../../content'

/** What an `issue.md` says of an issue or of a 版 no report of which is kept: it is shown nowhere. Drafts are kept, if not yet published. */
export function suspectIssues({ folder, issues, reports }: Understanding, diagnostics: Diagnostic[]): void {
  const pagesByFolder = new Map<string, Set<number | undefined>>()
  for (const { file, page, withdrawn } of reports) {
    if (withdrawn) continue
    const pages = pagesByFolder.get(folderOf(file)) ?? new Set()
    pagesByFolder.set(folderOf(file), pages.add(page))
  }
  for (const { file, fields, places } of issues) {
    const say = reporter(`${folder.name}/${file}`, diagnostics)
    const pages = pagesByFolder.get(folderOf(file))
    if (!pages) say('issue-unused', { line: 1, column: 1 }, '这一期没有报道，这里写的不会显示')
    else for (const [page, name] of Object.entries(fields.pageNames)) {
      if (!pages.has(Number(page))) say('issue-unused', placeOf(places, 'pageNames', page), `这一期第${page}版没有报道，版名“${name}”不会显示`)
    }
  }
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'))
