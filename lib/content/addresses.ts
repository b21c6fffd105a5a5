import { articleAddress } from '../archive'
import { positionIn } from './decode'
import { reporter, START, type Diagnostic } from './diagnostic'
import type { ContentFolder } from './folder'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/** 网址台账: every address the archive was ever published at, one a line, below the content folder. The build writes it. */
export const LEDGER_FILE = 'addresses.txt'

/** Root-relative, with trailing slash, of the characters addresses are made of; never the home page. */
const ADDRESS = /^\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)+$/u
/** Longer than any name of ours, shorter than what any file system refuses. */
const LONGEST = 200

export const isAddress = (text: string): boolean => text.length <= LONGEST && ADDRESS.test(text)

/** The addresses in the text of a ledger, in whatever order merges left them, with the lines that are none. */
export function parseLedger(text: string): { addresses: string[]; strange: { line: string; offset: number }[] } {
  const lines = [...text.matchAll(/[^\r\n]+/gu)].map(({ 0: line, index: offset }) => ({ line: line.replace(/^\ufeff/u, '').trim(), offset }))
  const isKnown = ({ line }: { line: string }): boolean => line === '' || line === '/' || isAddress(line)
  return {
    addresses: [...new Set(lines.filter(isKnown).map(({ line }) => line).filter(Boolean))],
    strange: lines.filter((line) => !isKnown(line)),
  }
}

/** In code-unit order with LF, so that the same addresses are the same bytes everywhere and version control merges by line. */
export function ledgerText(addresses: Iterable<string>): string {
  return [...new Set(addresses)].sort().map((address) => `${address}\n`).join('')
}

/** Reads the ledger of a content folder; an archive that was never published has none. */
export function readLedger(folder: ContentFolder, diagnostics: Diagnostic[]): string[] {
  const text = new TextDecoder().decode(folder.bytes.get(LEDGER_FILE))
  const { addresses, strange } = parseLedger(text)
  for (const { line, offset } of strange) reporter(LEDGER_FILE, diagnostics)('ledger-line', positionIn(text, offset), `“${line.slice(0, 40)}”不是网址`)
  return addresses
}

/** Where a preview is looked at. */
const PREVIEW: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An address as editors copy it from the browser: with the site's name or the preview's, a place on the page or what WeChat adds, without the slash at the end. */
export function asAddress(written: string, siteUrl: string | undefined): string {
  const path = ownPath(written, siteUrl) ?? written
  return path.endsWith('/') ? path : `${path}/`
}

/** The path of a whole address of this site's, as it is written: nothing in it may have been resolved. */
function ownPath(written: string, siteUrl = 'http://localhost'): string | undefined {
  const path = /^https?:\/\/[^/?#]*(\/[^?#]*)/iu.exec(written)?.[1]
  if (path === undefined || !URL.canParse(written)) return undefined
  const { host, hostname } = new URL(written)
  const isOwn = PREVIEW.has(hostname) || (URL.canParse(siteUrl) && host === new URL(siteUrl).host)
  return isOwn ? path.replace(/\/index\.html$/u, '/') : undefined
}

interface Published {
  readonly ledger: readonly string[]
  /** Paths of all report files, readable or not. */
  readonly files: readonly string[]
  /** All that could be read, drafts and withdrawn ones too. */
  readonly reports: readonly ParsedReport[]
  /** What people's and topics' files claim. */
  readonly claimed: readonly string[]
}

const addressOf = (file: string): string => articleAddress(file.replace(/^issues\//u, '').replace(/\.md$/u, ''))
const fileOf = (address: string): string => `issues/${address.slice('/articles/'.length, -1)}.md`

/** Addresses never die: a report that was published stays where it was, leads on to where it is now, or says that it was withdrawn. */
export function checkPermanence({ ledger, files, reports, claimed }: Published, diagnostics: Diagnostic[]): void {
  const confirmed = reports.filter(({ draft }) => !draft)
  const kept = new Set([...confirmed.flatMap(({ file, formerly }) => [addressOf(file), ...formerly]), ...claimed])
  const known = new Set(ledger)
  const there = new Set(files)
  const drafts = new Map(reports.filter(({ draft }) => draft).map((report) => [report.file, report]))
  const fresh = confirmed.filter(({ file }) => !known.has(addressOf(file)))
  for (const address of ledger) {
    if (!address.startsWith('/articles/') || kept.has(address)) continue
    const file = fileOf(address)
    const draft = drafts.get(file)
    const say = reporter(file, diagnostics)
    if (draft) say('address-lost', placeOf(draft.places(), 'draft'), `${address} 已经发表过，改成草稿网址就没有了`, '删去 draft: true；要撤回，写 withdrawn: {date: 年-月-日, reason: 原因}')
    else if (!there.has(file)) say('address-lost', START, `${address} 发表过，现在没有了：${file.slice(file.lastIndexOf('/') + 1)} 被删除、改名或移走`, cureOf(address, file, fresh))
  }
}

/** A new report of the same name or of the same day is likely the old one. */
function cureOf(address: string, file: string, fresh: readonly ParsedReport[]): string {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const alike = [...fresh.filter((report) => report.file.endsWith(`/${name}`)), ...fresh.filter((report) => report.file.startsWith(folder))]
  const [likely, ...others] = new Set(alike.map((report) => report.file))
  const where = likely === undefined ? '在新文件里' : `在新文件（可能是 ${[likely, ...others].slice(0, 3).join('、')}）里`
  return `改名或移走的，${where}写 formerly: ${address}；要撤回的，把文件放回来，写 withdrawn: {date: 年-月-日, reason: 原因}`
}
