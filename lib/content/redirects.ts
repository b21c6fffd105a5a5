import { articleAddress, personAddress, topicAddress, type ArchiveRecords, type PersonRecord, type Redirect } from '../archive'
import { isAddress } from './addresses'
import { reporter, type Diagnostic, type Position } from './diagnostic'
import type { PersonEntry, TopicEntry } from './entries'
import { identityOf } from './identity'
import { slugOf } from './names'
import { placeOf, type Places } from './places'
import type { ParsedReport } from './report'

/** What one file says it was published at before. */
export interface Claim {
  readonly file: string
  readonly places: () => Places
  readonly formerly: readonly string[]
  /** Where it is now. */
  readonly to: string
}

interface Claimants {
  readonly reports: readonly ParsedReport[]
  readonly people: readonly PersonEntry[]
  readonly topics: readonly TopicEntry[]
}

/** The claims of reports, of withdrawn ones too, and of the people and topics that have pages. */
export function claimsOf({ reports, people, topics }: Claimants, records: Pick<ArchiveRecords, 'people' | 'topics'>): Claim[] {
  const personSlugs = new Map(records.people.map(({ name, slug }) => [name, slug]))
  const topicSlugs = new Map(records.topics.map(({ name, slug }) => [name, slug]))
  const ofEntry = ({ file, places, fields }: PersonEntry | TopicEntry, slug: string | undefined, address: (slug: string) => string): Claim[] => (
    slug === undefined ? [] : [{ file, places: () => places, formerly: fields.formerly, to: address(slug) }]
  )
  return [
    ...reports.filter(({ formerly }) => formerly.length > 0).map(({ file, places, formerly }) => ({ file, places, formerly, to: articleAddress(identityOf(file).id) })),
    ...people.flatMap((entry) => ofEntry(entry, personSlugs.get(entry.fields.name), personAddress)),
    ...topics.flatMap((entry) => ofEntry(entry, topicSlugs.get(entry.fields.name), topicAddress)),
  ].filter(({ formerly }) => formerly.length > 0)
}

/** A former address leads to one page, and is none itself; whatever else a file claims is reported. */
export function redirectsOf(claims: readonly Claim[], live: ReadonlySet<string>, diagnostics: Diagnostic[]): Redirect[] {
  const claimants = new Map<string, Claim>()
  for (const claim of claims) {
    const say = reporter(claim.file, diagnostics)
    for (const [index, from] of claim.formerly.entries()) {
      const at = (): Position => placeOf(claim.places(), 'formerly', index)
      const other = claimants.get(from)
      if (!isAddress(from)) say('formerly-address', at(), `“${from.slice(0, 60)}”不是本站的网址`)
      else if (live.has(from)) say('formerly-address', at(), `“${from}”现在是${from === claim.to ? '这一页自己' : '另一页'}的网址`, from === claim.to ? '删去这一项' : undefined)
      else if (other && other.to !== claim.to) say('formerly-address', at(), `“${from}”已经写在 ${other.file} 里`, '一个旧网址只能转到一处；删去其中一个')
      else claimants.set(from, claim)
    }
  }
  return [...claimants].map(([from, { to }]) => ({ from, to }))
}

/** A name that became another's alias was published under its own pinyin: where the ledger has that address, it leads to the person. */
export function aliasRedirects(people: readonly PersonRecord[], claimed: readonly Redirect[], live: ReadonlySet<string>, ledger: readonly string[]): Redirect[] {
  const lost = new Set(ledger.filter((address) => address.startsWith('/people/') && !live.has(address)))
  for (const { from } of claimed) lost.delete(from)
  return people.flatMap(({ slug, aliases }) => aliases.flatMap((alias) => {
    const from = personAddress(slugOf(alias, 'person'))
    return lost.delete(from) ? [{ from, to: personAddress(slug) }] : []
  }))
}
