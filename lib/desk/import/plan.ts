import { understand, type ContentFolder, type Diagnostic, type ParsedReport, type Understanding } from '../../content'
import { decodeSource } from '../../content'
import { issueState } from '../issue'
import { slugFor } from '../slug'
import { clean } from './clean'
import { decodePage } from './decode'
import { draftOf } from './draft'
import { importPage } from './importPage'
import type { Doubt, ImportedArticle, ImportedPage } from './model'
import { squeeze } from './shapes'

export interface ImportRequest {
  /** The page as it lies on disk, in whatever encoding. */
  readonly bytes: Uint8Array
  /** `YYYY-MM-DD` of the issue. */
  readonly date: string
  /** Of the page; read from the page itself unless given. */
  readonly page?: number
  /** Import a page that was imported before once more. */
  readonly again?: boolean
}

/** A file to write below the content folder; none of them is there yet. */
export interface NewFile {
  readonly path: string
  readonly bytes: Uint8Array
}

export type ImportPlan =
  /** In Chinese, why nothing can be imported. */
  | { readonly problem: string }
  | {
    readonly page: ImportedPage
    readonly files: readonly NewFile[]
    /** Drafts among the files, with their reports. */
    readonly drafts: readonly { readonly path: string; readonly article: ImportedArticle }[]
    /** What an editor should know, in Chinese. */
    readonly notices: readonly string[]
    /** Faults the drafts would have, were they confirmed unchanged. */
    readonly diagnostics: readonly Diagnostic[]
  }

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What importing a page would write into a content folder. Pure: reads nothing from disk and writes nothing. */
export function planImport(folder: ContentFolder, request: ImportRequest): ImportPlan {
  const decoded = decodePage(request.bytes)
  if ('problem' in decoded) return decoded
  const before = understand(folder, { drafts: true })
  const page = importPage(decoded.text, { date: request.date, knownNames: knownNames(before) })
  if (page.articles.length === 0) return { problem: '没有找到报道；请看看文件是不是一版报纸的文字' }
  const source = sourceOf(folder, before, request, page, decoded.text)
  if ('problem' in source) return source

  const { taken, nextOrder } = issueState(folder, request.date)
  const number = request.page ?? page.page ?? undefined
  const slugs = new Set(taken)
  const drafts = page.articles.map((found, index) => {
    const article = { ...found, doubts: [...found.doubts, ...namesakeDoubts(found, before)] }
    const slug = slugFor(article.title, slugs)
    slugs.add(slug)
    const text = draftOf(article, { date: request.date, page: number, order: nextOrder(number) + index, source: source.name })
    return { path: `issues/${request.date}/${slug}.md`, article, text }
  })
  const drafted = drafts.map(({ path, text }) => ({ path, bytes: bytesOf(text) }))
  const confirmed = drafts.map(({ path, text }) => ({ path, bytes: bytesOf(text.replace(/^draft: true\n/mu, '')) }))
  const { people, diagnostics } = settled(folder, [...source.files, ...confirmed])
  return {
    page, files: [...source.files, ...drafted, ...people], diagnostics,
    drafts: drafts.map(({ path, article }) => ({ path, article })),
    notices: [...source.notices, ...people.map(({ path }) => `有两个人姓名的拼音相同，新建了人物文件 ${path} 来区分网址`)],
  }
}

/**
 * The content as it will be once the drafts are confirmed: the files that tell people of one pinyin apart, without
 * which it could not be published, and what is still wrong with our files then.
 */
function settled(folder: ContentFolder, ours: readonly NewFile[]): { people: NewFile[]; diagnostics: Diagnostic[] } {
  const people: NewFile[] = []
  for (;;) {
    const files = [...ours, ...people]
    const { collisions, diagnostics } = understand(withFiles(folder, files), { drafts: true })
    const open = collisions.filter(({ suggestedFile }) => suggestedFile.startsWith('people/') && !folder.files.includes(suggestedFile) && !people.some(({ path }) => path === suggestedFile))
    const paths = new Set(files.map(({ path }) => `${folder.name}/${path}`))
    if (open.length === 0) return { people, diagnostics: diagnostics.filter(({ file, severity }) => severity === 'error' && paths.has(file)) }
    people.push(...open.map(({ name, suggestedFile }) => ({ path: suggestedFile, bytes: bytesOf(`---\nname: ${name}\n---\n`) })))
  }
}

function knownNames({ reports, people }: Understanding): Set<string> {
  const written = [...reports.flatMap((report) => report.people.map(({ name }) => name)), ...people.flatMap(({ fields }) => [fields.name, ...fields.aliases])]
  return new Set(written.map((name) => name.replace(/[（(].*$/u, '')))
}

/** Of a name the archive has with an addition, 王伟（公安）, an editor must say who is meant. */
function namesakeDoubts(article: ImportedArticle, { reports, people }: Understanding): Doubt[] {
  const names = new Set([...reports.flatMap((report) => report.people.map(({ name }) => name)), ...people.map(({ fields }) => fields.name)])
  return article.people.flatMap(({ name }) => {
    const others = [...names].filter((known) => known.startsWith(`${name}（`) || known.startsWith(`${name}(`))
    return others.length > 0 ? [{ about: 'people' as const, reason: `报库里有 ${others.join('、')}；“${name}”如果是其中一位，照样写明` }] : []
  })
}

type Source = { readonly name: string; readonly files: readonly NewFile[]; readonly notices: readonly string[] } | { readonly problem: string }

/**
 * The source the drafts are compared with. The bytes themselves, wherever every paragraph can be found in them; where
 * a page number, caption or bad character stood inside a paragraph, the text in reading order, and the bytes beside it.
 */
function sourceOf(folder: ContentFolder, { reports }: Understanding, request: ImportRequest, page: ImportedPage, decoded: string): Source {
  const same = folder.files.filter((file) => file.startsWith('sources/') && isSame(folder.bytes.get(file), request.bytes))
    .map((file) => ({ file, name: file.slice('sources/'.length).replace(/\.original\.txt$/u, '.txt') }))
  const usersOf = (name: string): ParsedReport[] => reports.filter((report) => report.source === name)
  const used = same.find(({ name }) => usersOf(name).length > 0)
  if (used && !request.again) {
    const users = usersOf(used.name)
    return { problem: `这份文字已经导入过了（底本 sources/${used.name}，${users.length} 篇报道，第一篇是 ${users[0]?.file ?? ''}）。要再导入一次，加上 --again` }
  }
  const isReady = isWhole(request.bytes, decoded, page)
  const ready = same.find(({ file, name }) => usersOf(name).length === 0 && (file === `sources/${name}` ? isReady : !isReady && isSame(folder.bytes.get(`sources/${name}`), bytesOf(page.readingText))))
  if (ready) return { name: ready.name, files: [], notices: [`底本 sources/${ready.name} 已经在了，没有改动`] }
  const stem = freeStem(folder, request)
  const { doings } = clean(decoded)
  if (isReady) return { name: `${stem}.txt`, files: [{ path: `sources/${stem}.txt`, bytes: request.bytes }], notices: [] }
  return {
    name: `${stem}.txt`,
    files: [{ path: `sources/${stem}.txt`, bytes: bytesOf(page.readingText) }, { path: `sources/${stem}.original.txt`, bytes: request.bytes }],
    notices: [`底本按阅读顺序整理成 sources/${stem}.txt（${[...doings, ...(doings.length === 0 ? ['有的段落中间夹着页码、报眉或图片说明'] : [])].join('；')}），原文件原样存为 sources/${stem}.original.txt`],
  }
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index])

/** Every part of every report stands in one stretch of the bytes as the loader reads them. */
function isWhole(bytes: Uint8Array, decoded: string, { articles }: ImportedPage): boolean {
  if (clean(decoded).doings.length > 0) return false
  const text = squeeze(decodeSource(bytes))
  return articles.every((article) => [
    article.column, article.kicker, article.title.startsWith('〔') ? '' : article.title, article.subtitle,
    ...article.paragraphs, ...article.photos.flatMap(({ caption, credit }) => [caption, credit]),
  ].every((part) => !part || text.includes(squeeze(part))))
}

function freeStem(folder: ContentFolder, { date, page }: ImportRequest): string {
  const isFree = (stem: string): boolean => !folder.files.some((file) => file.toLowerCase().startsWith(`sources/${stem}.`))
  if (isFree(date)) return date
  for (let number = page ?? 2; ; number++) if (isFree(`${date}-${number}`)) return `${date}-${number}`
}

function withFiles(folder: ContentFolder, files: readonly NewFile[]): ContentFolder {
  const bytes = new Map(folder.bytes)
  for (const file of files) bytes.set(file.path, file.bytes)
  return { ...folder, bytes, files: [...new Set([...folder.files, ...files.map(({ path }) => path)])].sort() }
}
