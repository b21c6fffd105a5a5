import type { Archive, Article, Issue } from '../archive'
import { articleFiles, newsIssues, personFeed, remakeData, siteFiles, sitemapFiles, topicFeed, type Remake, type SiteFile } from '../feeds'
import { iconIco, iconPng, iconSvg, shareCardPng, type ShareCard } from '../lettering'
import { indexParts, SCRIPT_FILE, searchScript } from '../search'
import { articleCard, Inputs, issueCard, sharePictureOf } from '../views'
import { headersFile } from './headers'
import { hashOf } from './state'

/** A file of the site that is no page. */
export type Artefact = SiteFile

/** Files of one subject, made again only when what they say has changed. */
export interface ArtefactGroup {
  /** Folder of the files, or a name where they lie in several. Never begins with a slash, as the ids of pages do. */
  readonly id: string
  /** Hash of everything the files are made of. */
  readonly fingerprint: string
  readonly make: () => Promise<readonly Artefact[]>
  /**
   * Keeps what is still true of the files that were there, for `make` and for the page that tells of them: called once
   * before either, and to have ended before the page is made. `remake` writes a file of that site anew, line by line;
   * `changed` are the ids of all reports that said something else in it.
   */
  readonly recall?: (remake: Remake, changed: ReadonlySet<string>) => Promise<void>
  /**
   * What of the files is to be written anew, told from the site that was there (`before` reads it) and the ids of all
   * reports that said something else in it. Absent, or giving `undefined`, where all are to be made.
   */
  readonly change?: (before: (path: string) => Promise<Uint8Array>, changed: ReadonlySet<string>) => Promise<GroupChange | undefined>
}

/** Of the files of a group, what an edit changes. */
export interface GroupChange {
  readonly files: readonly Artefact[]
  /** Whether a file of before is written anew, or is no more. */
  readonly isReplaced: (path: string) => boolean
}

/**
 * Every file of the site that no page route renders. The build writes what has changed; preview makes them on demand.
 * `today` is the newspaper's day, `YYYY-MM-DD`: while an issue is new, there is a news sitemap.
 */
export function artefactGroups(archive: Archive, { today = newspapersDay(), inputs = new Inputs(archive) }: { readonly today?: string; readonly inputs?: Inputs } = {}): ArtefactGroup[] {
  return [
    icons(archive),
    hostFiles(),
    ...archive.articles.map((article) => ofReport(archive, article, inputs)),
    ...archive.issues.map((issue) => ofIssue(archive, issue)),
    ...archive.people.map((person) => new Group(
      `people/${person.slug}`, () => inputs.person(person),
      async () => personFeed(archive, person),
    )),
    ...archive.topics.map((topic) => new Group(
      `topics/${topic.slug}`, () => inputs.topic(topic),
      async () => topicFeed(archive, topic),
    )),
    sitemaps(archive, today),
    data(archive, inputs),
    ...searchParts(archive),
  ]
}

/** Groups by id, for `artefactAt`. */
export type GroupsById = ReadonlyMap<string, ArtefactGroup>

/** The file at a path, with those of its group; a file is in the group of its folder or in one of the few without. */
export async function artefactAt(groups: GroupsById, path: string): Promise<Artefact | undefined> {
  const own = groups.get(path.slice(0, path.lastIndexOf('/')))
  const ids = own ? [own.id] : ['icons', 'sitemaps', 'data']
  for (const id of ids) {
    const found = (await filesOf(groups.get(id)))?.find((file) => file.path === path)
    if (found) return found
  }
  return undefined
}

const made = new WeakMap<ArtefactGroup, Promise<readonly Artefact[]>>()

/** A group's files, made once: preview is asked for them one by one. */
function filesOf(group: ArtefactGroup | undefined): Promise<readonly Artefact[]> | undefined {
  if (!group) return undefined
  const known = made.get(group) ?? group.make()
  made.set(group, known)
  return known
}

/** The fingerprint is taken when it is asked for: preview never does. */
class Group implements ArtefactGroup {
  #fingerprint: string | undefined
  readonly #hash: () => string

  constructor(readonly id: string, hash: () => string, readonly make: ArtefactGroup['make']) {
    this.#hash = hash
  }

  get fingerprint(): string {
    return this.#fingerprint ??= this.#hash()
  }
}

const hashOfAll = (parts: readonly string[]): string => hashOf(JSON.stringify(parts))

const OF_REPORT = 'articles/'

/** Id of the report whose files a group has. */
export const reportOf = (group: string): string | undefined => (group.startsWith(OF_REPORT) ? group.slice(OF_REPORT.length) : undefined)

function ofReport(archive: Archive, article: Article, inputs: Inputs): ArtefactGroup {
  return new Group(
    `${OF_REPORT}${article.id}`, () => inputs.article(article),
    async () => [...articleFiles(archive, article), await sharePicture(`articles/${article.id}/`, articleCard(archive, article))],
  )
}

function ofIssue(archive: Archive, issue: Issue): ArtefactGroup {
  const card = issueCard(archive, issue)
  return new Group(
    `issues/${issue.date}`, () => hashOf(JSON.stringify(card)), async () => [await sharePicture(`issues/${issue.date}/`, card)],
  )
}

/** The share picture of the page at an address without its leading slash. */
async function sharePicture(page: string, card: ShareCard): Promise<Artefact> {
  return { path: sharePictureOf(page), bytes: await shareCardPng(card) }
}

/** Lists and tables of all reports, most of whose lines an edit leaves as they were. */
function data(archive: Archive, inputs: Inputs): ArtefactGroup {
  let recalled: Promise<void> | undefined
  const recall: ArtefactGroup['recall'] = (remake, changed) => (recalled = remakeData(archive, remake, changed))
  const make = async (): Promise<readonly Artefact[]> => {
    await recalled
    return [...siteFiles(archive)]
  }
  return Object.assign(new Group('data', inputs.whole, make), { recall })
}

function sitemaps(archive: Archive, today: string): ArtefactGroup {
  const hash = (): string => hashOfAll([
    JSON.stringify(archive.site),
    ...archive.issues.map(({ date }) => date),
    ...archive.articles.map(({ id, draft }) => `${id} ${draft}`),
    ...archive.people.map(({ slug, noindex }) => `${slug} ${noindex}`),
    ...archive.topics.map(({ slug, articles }) => `${slug} ${articles.length > 0}`),
    ...newsIssues(archive, today).flatMap((issue) => [issue.date, ...issue.articles.map(({ title }) => title)]),
  ])
  return new Group('sitemaps', hash, async () => sitemapFiles(archive, { today }))
}

/** The index, and the script of the search page, which changes with the code only. */
function searchParts(archive: Archive): ArtefactGroup[] {
  return [
    ...indexParts(archive).map(({ id, fingerprint, make, change }): ArtefactGroup => ({ id, fingerprint, make: async () => make(), ...(change && { change }) })),
    new Group('search', () => hashOfAll([]), async () => [{ path: SCRIPT_FILE, bytes: await searchScript() }]),
  ]
}

function icons({ site: { name } }: Archive): ArtefactGroup {
  return new Group('icons', () => hashOf(name), async () => [
    { path: 'icon.svg', bytes: iconSvg(name) },
    { path: 'favicon.ico', bytes: await iconIco(name) },
    { path: 'apple-touch-icon.png', bytes: await iconPng(name, 180) },
    { path: 'icon-192.png', bytes: await iconPng(name, 192) },
    { path: 'icon-512.png', bytes: await iconPng(name, 512) },
  ])
}

function hostFiles(): ArtefactGroup {
  // GitHub Pages runs Jekyll otherwise, which drops folders that begin with an underscore.
  return new Group('host', () => hashOfAll([]), async () => [{ path: '.nojekyll', bytes: '' }, { path: '_headers', bytes: headersFile() }])
}

/** All of China keeps UTC+8, wherever the archive is built. `SOURCE_DATE_EPOCH` (reproducible-builds.org; seconds) pins the day. */
function newspapersDay(): string {
  const pinned = Number(process.env.SOURCE_DATE_EPOCH) * 1000
  return new Date((pinned || Date.now()) + 8 * 3_600_000).toISOString().slice(0, 10)
}
