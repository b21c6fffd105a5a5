import { understand, type ContentFolder } from '../content'

/** What an issue's folder already holds, so that something can be added to it. */
export interface IssueState {
  /** File names in use, without `.md`, in lower case as Windows sees them. */
  readonly taken: ReadonlySet<string>
  /** The place after the last one of a page. */
  readonly nextOrder: (page: number | undefined) => number
}

/** Reads an issue's state from the content folder; an issue that is not there yet is empty. */
export function issueState(folder: ContentFolder, date: string): IssueState {
  const prefix = `issues/${date}/`
  const taken = new Set(folder.files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length).replace(/\.[^.]*$/u, '').toLowerCase()))
  const reports = understand(onlyIssue(folder, prefix), { drafts: true }).reports
  return {
    taken,
    nextOrder: (page) => {
      const onPage = reports.filter((report) => report.page === page && !report.withdrawn)
      return Math.max(onPage.filter(({ order }) => order === undefined).length, ...onPage.map(({ order }) => order ?? 0), 0) + 1
    },
  }
}

function onlyIssue(folder: ContentFolder, prefix: string): ContentFolder {
  const files = folder.files.filter((file) => file.startsWith(prefix) || file === 'archive.yaml')
  return { ...folder, files }
}
