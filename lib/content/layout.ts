import { reporter, START, type Diagnostic } from './diagnostic'
import type { ContentFolder } from './folder'
import { isImageFile } from './images'
import { RULES, type RuleName } from './rules'

/** Which file is what, by its place in the content folder. */
export interface Layout {
  readonly site: string | undefined
  /** `issue.md` by date. */
  readonly issues: ReadonlyMap<string, string>
  readonly reports: readonly string[]
  readonly people: readonly string[]
  readonly topics: readonly string[]
}

const DATE_FOLDER = /^\d{4}-\d{2}-\d{2}$/u
const FILE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\.md$/u

/** Device names Windows keeps for itself, whatever the extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)\./iu

/** Sorts the files of a content folder by what they are; misplaced and misnamed ones are reported, and read all the same. */
export function layoutOf(folder: ContentFolder, diagnostics: Diagnostic[]): Layout {
  const issues = new Map<string, string>()
  const reports: string[] = []
  const people: string[] = []
  const topics: string[] = []
  for (const file of folder.files) {
    const [room, ...rest] = file.split('/')
    if (room === 'issues' && isMarkdown(file)) {
      checkName(file, diagnostics)
      if (rest.length !== 2 || !DATE_FOLDER.test(rest[0] ?? '')) reportFolder(file, rest, diagnostics)
      if (rest.at(-1) === 'issue.md') issues.set(rest[0] ?? '', file)
      else reports.push(file)
    } else if ((room === 'people' || room === 'topics') && isMarkdown(file)) {
      checkName(file, diagnostics)
      const entries = room === 'people' ? people : topics
      entries.push(file)
    } else if (room === 'issues' || room === 'people' || room === 'topics') checkOther(file, diagnostics)
  }
  reportTwins(folder.files, diagnostics)
  return { site: folder.bytes.has('archive.yaml') ? 'archive.yaml' : undefined, issues, reports, people, topics }
}

const isMarkdown = (file: string): boolean => /\.md$/iu.test(file)

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1)

function reportFolder(file: string, rest: readonly string[], diagnostics: Diagnostic[]): void {
  const report = reporter(file, diagnostics)
  if (rest.length === 1) report('folder-name', START, '报道要放在以出版日期命名的文件夹里')
  else if (rest.length > 2) report('folder-name', START, '报道放得太深了', '直接放在以出版日期命名的文件夹里')
  else report('folder-name', START, `文件夹名“${rest[0] ?? ''}”不是出版日期`)
}

function checkName(file: string, diagnostics: Diagnostic[]): void {
  const name = nameOf(file)
  if (FILE_NAME.test(name) && !RESERVED.test(name)) return
  const rule = faultOf(name)
  const hint = rule === 'file-name-capital' ? `改成 ${name.toLowerCase()}` : undefined
  reporter(file, diagnostics)(rule, START, `${RULES[rule].title}：“${name}”`, hint)
}

function faultOf(name: string): RuleName {
  if (RESERVED.test(name)) return 'file-name-reserved'
  if (/\p{Script=Han}/u.test(name)) return 'file-name-chinese'
  if (/\s/u.test(name)) return 'file-name-space'
  if (/[A-Z]/u.test(name)) return 'file-name-capital'
  return 'file-name'
}

function checkOther(file: string, diagnostics: Diagnostic[]): void {
  const name = nameOf(file)
  const report = reporter(file, diagnostics)
  if (/\.md\.(?:txt|md)$/iu.test(name)) report('file-extension', START, `“${name}”多了一个扩展名，不会被当作报道`, `改名为 ${name.replace(/\.md\..*$/iu, '.md')}；在资源管理器的“查看”里勾选“文件扩展名”就看得见`)
  else if (/\.(?:txt|markdown|docx?|wps|html?|rtf)$/iu.test(name)) report('file-extension', START, `“${name}”不是 .md 文件，不会被当作报道`)
  else if (!isImageFile(name)) report('file-unknown', START, `“${name}”不会被使用`)
}

function reportTwins(files: readonly string[], diagnostics: Diagnostic[]): void {
  const seen = new Map<string, string>()
  for (const file of files) {
    const twin = seen.get(file.toLowerCase())
    if (twin) reporter(file, diagnostics)('file-name-twin', START, `与“${nameOf(twin)}”只差大小写`)
    else seen.set(file.toLowerCase(), file)
  }
}
