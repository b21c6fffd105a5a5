import { reporter, START, type Diagnostic, type Position } from './diagnostic'
import { SLUG, slugOf } from './names'

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

/** A register of all people or topics, beginning with those that have files. */
export function createRegister(kind: keyof typeof KINDS, registered: readonly Registered[], diagnostics: Diagnostic[]): Register {
  const { reading, collision, label } = KINDS[kind]
  const slugByName = new Map<string, string>()
  const nameBySlug = new Map<string, string>()
  const aliases = new Map<string, readonly string[]>()
  const refused = new Set<string>()
  const collisions: Collision[] = []

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

  const slugFor = (name: string, placeOfName: () => Place): string | undefined => {
    const known = slugByName.get(name)
    if (known !== undefined || refused.has(name)) return known
    const slug = slugOf(name, reading)
    const holder = nameBySlug.get(slug)
    if (SLUG.test(slug) && holder === undefined) {
      slugByName.set(name, slug)
      nameBySlug.set(slug, name)
      return slug
    }
    refused.add(name)
    const at = placeOfName()
    const report = reporter(at.file, diagnostics)
    if (holder === undefined) return void report('name-letters', at, `“${name}”里没有可以作网址的字`)
    const suggestedFile = `${kind}/${freeSlug(slug, nameBySlug, collisions)}.md`
    collisions.push({ name, holder, suggestedFile })
    report(collision, at, `${label}“${name}”与“${holder}”拼音相同，网址会都是 /${kind}/${slug}/`,
      `新建文件 ${suggestedFile}，三行：---、name: ${name}、---；或运行 npm run check -- --fix 自动新建`)
    return undefined
  }
  return {
    slugFor,
    nameOf: (slug) => nameBySlug.get(slug),
    aliasesOf: (slug) => aliases.get(slug) ?? [],
    collisions,
  }
}

function freeSlug(slug: string, taken: ReadonlyMap<string, string>, collisions: readonly Collision[]): string {
  for (let number = 2; ; number++) {
    const candidate = `${slug}-${number}`
    if (!taken.has(candidate) && !collisions.some(({ suggestedFile }) => suggestedFile.endsWith(`/${candidate}.md`))) return candidate
  }
}
