import { reporter, START, type Diagnostic, type Position } from './diagnostic'
import { foldName, parseName, SLUG, slugOf } from './names'
import { once } from './once'

/** A person or topic the newsroom has written a file for. */
export interface Registered {
  readonly name: string
  readonly slug: string
  readonly aliases: readonly string[]
  readonly file: string
}

/** A name that needs a file of its own, because its pinyin is another's address already. */
export interface Collision {
  readonly name: string
  readonly holder: string
  /** `people/zhang-li-2.md`, below the content folder. */
  readonly suggestedFile: string
}

export interface Place extends Position {
  readonly file: string
}

/** Who is who: names and aliases to slugs, each slug one name's. */
export interface Register {
  /** The slug of a name or alias; a name met for the first time gets its pinyin. `undefined` after reporting a collision. */
  readonly slugFor: (name: string, at: () => Place) => string | undefined
  readonly nameOf: (slug: string) => string | undefined
  readonly aliasesOf: (slug: string) => readonly string[]
  readonly collisions: readonly Collision[]
}

const KINDS = {
  people: { reading: 'person', collision: 'person-collision', label: '人物' },
  topics: { reading: 'topic', collision: 'topic-collision', label: '专题' },
} as const

/** What has been published: it keeps its addresses. */
export interface Published {
  /** The names published reports use, withdrawn ones too. */
  readonly uses: readonly Use[]
  /** Every address ever published. */
  readonly addresses: ReadonlySet<string>
}

/** A name, and where it is written. */
export interface Use {
  readonly name: string
  readonly at: () => Place
}

/** A register of all people or topics: those that have files first, then those published, so that a newcomer takes nobody's address. */
export function createRegister(kind: keyof typeof KINDS, registered: readonly Registered[], published: Published, diagnostics: Diagnostic[]): Register {
  const { reading, collision, label } = KINDS[kind]
  const { slugByName, nameBySlug, aliases } = filed(registered, label, diagnostics)
  const firstUse = new Map<string, () => Place>(registered.map(({ slug, file }) => [slug, () => ({ file, ...START })]))
  const spellings = new Map([...slugByName.keys()].map((name) => [foldName(name), name]))
  const refused = new Set<string>()
  const collisions: Collision[] = []

  const claim = ({ name, at }: Use): string | undefined => {
    const slug = slugOf(name, reading)
    if (!SLUG.test(slug) || nameBySlug.has(slug)) return undefined
    slugByName.set(name, slug)
    nameBySlug.set(slug, name)
    firstUse.set(slug, at)
    spellings.set(foldName(name), name)
    return slug
  }
  for (const use of published.uses) if (!slugByName.has(use.name)) claim(use)
  const isPublished = once(() => new Set(published.uses.map(({ name }) => name)))

  const slugFor = (name: string, placeOfName: () => Place): string | undefined => {
    const known = slugByName.get(name)
    if (known !== undefined || refused.has(name)) return known
    const spelt = spellings.get(foldName(name))
    if (spelt !== undefined) {
      const first = firstUse.get(slugByName.get(spelt) ?? '')?.()
      const at = placeOfName()
      return void reporter(at.file, diagnostics)('name-spelling', at, `“${name}”与${first ? ` ${first.file} 第${first.line}行的` : ''}“${spelt}”是同一个名字的两种写法`, spellingHint(kind, name, spelt))
    }
    const claimed = claim({ name, at: placeOfName })
    if (claimed !== undefined) return claimed
    const slug = slugOf(name, reading)
    const holder = nameBySlug.get(slug)
    const at = placeOfName()
    const report = reporter(at.file, diagnostics)
    refused.add(name)
    if (holder === undefined) return void report('name-letters', at, `“${name}”里没有可以作网址的字`)
    const address = `/${kind}/${slug}/`
    const suggestedFile = `${kind}/${freeSlug(slug, nameBySlug, collisions)}.md`
    const message = `${label}“${name}”与“${holder}”拼音相同，网址会都是 ${address}`
    // Of two published names only the newsroom can know whose the address was.
    if (published.addresses.has(address) && isPublished().has(name)) {
      return void report(collision, at, message, keptHint({ name, holder, suggestedFile }, address, registered.find((entry) => entry.slug === slug)?.file))
    }
    collisions.push({ name, holder, suggestedFile })
    report(collision, at, message, `新建文件 ${suggestedFile}，三行：---、name: ${name}、---；或运行 npm run check -- --fix 自动新建`)
    return undefined
  }
  return {
    slugFor,
    nameOf: (slug) => nameBySlug.get(slug),
    aliasesOf: (slug) => aliases.get(slug) ?? [],
    collisions,
  }
}

interface Filed {
  readonly slugByName: Map<string, string>
  readonly nameBySlug: Map<string, string>
  readonly aliases: ReadonlyMap<string, readonly string[]>
}

/** Who has a file; names and addresses that are another's already are reported. */
function filed(registered: readonly Registered[], label: string, diagnostics: Diagnostic[]): Filed {
  const slugByName = new Map<string, string>()
  const nameBySlug = new Map<string, string>()
  const aliases = new Map<string, readonly string[]>()
  for (const entry of registered) {
    const report = reporter(entry.file, diagnostics)
    const holder = nameBySlug.get(entry.slug)
    if (slugByName.has(entry.name)) report('name-registered', START, `${label}“${entry.name}”已经有一个文件了`)
    else if (holder !== undefined) report('name-registered', START, `网址 ${entry.slug} 已经是“${holder}”的`)
    else {
      slugByName.set(entry.name, entry.slug)
      nameBySlug.set(entry.slug, entry.name)
      aliases.set(entry.slug, entry.aliases)
    }
  }
  for (const { slug, aliases: others, file } of registered) {
    for (const alias of others) {
      const holder = slugByName.get(alias)
      if (holder === undefined) slugByName.set(alias, slug)
      else if (holder !== slug) reporter(file, diagnostics)('name-registered', START, `“${alias}”已经是“${nameBySlug.get(holder) ?? ''}”的名字`)
    }
  }
  return { slugByName, nameBySlug, aliases }
}

/** An address that was one's stays that one's, whichever of the two it was. `file` is the holder's. */
function keptHint({ name, holder, suggestedFile }: Collision, address: string, file: string | undefined): string {
  const give = (whose: string): string => `新建文件 ${suggestedFile}，三行：---、name: ${whose}、---`
  return `${address} 发表过，不能换人：原来是“${holder}”的，就${give(name)}；原来是“${name}”的，就${file === undefined ? give(holder) : `把 ${file} 改名为 ${suggestedFile}`}`
}

/** The printed text stays as it is: how it writes the name belongs among the aliases. */
function spellingHint(kind: keyof typeof KINDS, name: string, holder: string): string {
  if (kind === 'topics') return `topics 里都写成“${holder}”`
  const others = parseName(name).printedName === parseName(holder).printedName ? '' : '；正文照原样不动，与它不同的写法写进人物文件的 aliases'
  return `people 里都写成“${holder}”${others}`
}

function freeSlug(slug: string, taken: ReadonlyMap<string, string>, collisions: readonly Collision[]): string {
  for (let number = 2; ; number++) {
    const candidate = `${slug}-${number}`
    if (!taken.has(candidate) && !collisions.some(({ suggestedFile }) => suggestedFile.endsWith(`/${candidate}.md`))) return candidate
  }
}
