import { reporter, START, type Diagnostic } from './diagnostic'
import type { ContentFolder } from './folder'
import { isImageFile } from './images'
import { nearest } from './near'
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
    else if (room !== 'sources' && !AT_THE_ROOT.test(file)) reportStray(file, diagnostics)
  }
  reportTwins(folder.files, diagnostics)
  return { site: folder.bytes.has('archive.yaml') ? 'archive.yaml' : undefined, issues, reports, people, topics }
}

/** What stands beside the rooms. */
const AT_THE_ROOT = /^(?:readme\.(?:md|txt)|addresses\.txt)$/iu
const ROOMS = ['issues', 'people', 'topics', 'sources']
/** What editors call the rooms. */
const CALLED: Readonly<Record<string, string>> = { 报道: 'issues', 期: 'issues', 人物: 'people', person: 'people', 专题: 'topics', 底本: 'sources' }
/** What somebody may have meant to publish, or to keep as a source. */
const WRITTEN = /\.(?:txt|markdown|docx?|wps|html?|rtf)$/iu

const isMarkdown = (file: string): boolean => /\.md$/iu.test(file)

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1)

function reportFolder(file: string, rest: readonly string[], diagnostics: Diagnostic[]): void {
  const report = reporter(file, diagnostics)
  if (rest.length === 1) report('folder-name', START, '报道要放在以出版日期命名的文件夹里')
  else if (rest.length > 2) report('folder-name', START, '报道放得太深了', '直接放在以出版日期命名的文件夹里')
  else report('folder-name', START, `文件夹名“${rest[0] ?? ''}”不是出版日期`)
}

/** A text or picture in no room at all: a report among them is published by nobody, unless somebody is told. */
function reportStray(file: string, diagnostics: Diagnostic[]): void {
  const [folder = '', ...rest] = file.split('/')
  const report = reporter(file, diagnostics)
  const room = rest.length === 0 ? undefined : Object.hasOwn(CALLED, folder) ? CALLED[folder] : nearest(folder.toLowerCase(), ROOMS)
  const meant = DATE_FOLDER.test(folder) ? `移到 issues/${file}` : room && `文件夹名改成 ${room}`
  if (isMarkdown(file)) report('folder-name', START, `“${file}”不在 ${ROOMS.slice(0, 3).join('、')} 里，不会发布`, meant)
  else if (WRITTEN.test(file) || isImageFile(file)) report('file-unknown', START, `“${file}”不会被使用`, meant)
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
  else if (WRITTEN.test(name)) report('file-extension', START, `“${name}”不是 .md 文件，不会被当作报道`)
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
