import { personAddress, type Archive, type Article, type Person } from '../archive'
import { frame, head } from './frame'
import type { CountedLink, IndexGroup, PeopleView } from './model'
import { groupBy } from './periods'

/** Up to this many names stand on one page, with some 90 bytes each; a longer list is cut by what comes next in their pinyin. */
const LONGEST_INDEX = 600

/** The index of people, or a part of it. */
interface NameList {
  /** What its names begin with, as the address has it: none, `w`, `w` `wang`, `w` `wang` `j`. */
  readonly path: readonly string[]
  /** `W`, `wang`, `J`; '' of the whole. */
  readonly label: string
  readonly people: readonly Person[]
  /** By what comes next in the pinyin. */
  readonly parts: readonly NameList[]
}

const OTHERS = '其他'

/** No syllable of pinyin begins with u: what does, and is not Latin, is a character without a reading, `u20bb7`. */
function letterOf({ pinyin: [first = ''], printedName }: Person): string {
  const isCode = first.startsWith('u') && !/^u/iu.test(printedName)
  return /^[a-z]/u.test(first) && !isCode ? first.charAt(0).toUpperCase() : OTHERS
}

/** What lists are parted by, one after the other. */
const PARTS: readonly ((person: Person) => string)[] = [
  letterOf,
  ({ pinyin: [first = OTHERS] }) => first,
  ({ pinyin: [, second] }) => second?.charAt(0).toUpperCase() ?? OTHERS,
  ({ pinyin: [, second = OTHERS] }) => second,
]
/** How often a list may be cut, as the pages of 12,000 people need it; what is longer then stays whole. */
const MOST_CUTS = 3

function listOf(people: readonly Person[], label = '', path: readonly string[] = []): NameList {
  const partOf = PARTS[path.length]
  const groups = partOf ? [...groupBy(people, partOf)] : []
  const ordered = [...groups.filter(([part]) => part !== OTHERS), ...groups.filter(([part]) => part === OTHERS)]
  return { path, label, people, parts: ordered.map(([part, within]) => listOf(within, part, [...path, part.toLowerCase()])) }
}

/** Those of a list too long for a page, but for the one of people whose pinyin has nothing more. */
function partsWithPages({ path, people, parts }: NameList): readonly NameList[] {
  return path.length < MOST_CUTS && people.length > LONGEST_INDEX ? parts.filter(({ label }) => label !== OTHERS) : []
}

/** Parts of a long index that have pages of their own, each with the lists it is a part of, the whole first. */
function pagesBelow(list: NameList, above: readonly NameList[] = []): [list: NameList, above: readonly NameList[]][] {
  return partsWithPages(list).flatMap((part) => [[part, [...above, list]] as [NameList, NameList[]], ...pagesBelow(part, [...above, list])])
}

/** Somebody may be called Initial, but below a person there are only years and months: `/people/initial/w/wang/` */
const INITIAL = 'initial'

const listAddress = ({ path }: NameList): string => (path.length === 0 ? '/people/' : personAddress(INITIAL, path.join('/')))

/** A page of a part of the index, as its route is told of it. */
export interface PeopleListPage {
  readonly address: string
  readonly params: { readonly slug: string; readonly period: string[] }
  readonly view: () => PeopleView
}

/** The pages of a long index below `/people/`: none while it is short. */
export function peopleListPages(archive: Archive): PeopleListPage[] {
  return pagesBelow(listOf(archive.people)).map(([list, above]) => ({
    address: listAddress(list),
    params: { slug: INITIAL, period: [...list.path] },
    view: () => listView(archive, list, above),
  }))
}

/** `/people/`: all names by pinyin, or in a long index the letters. */
export function peopleView(archive: Archive): PeopleView {
  return {
    head: head(archive, { address: '/people/', title: '人物索引', description: `本库报纸所见${archive.people.length}人，按姓名拼音排列。` }),
    ...shownOf(archive, listOf(archive.people), []),
  }
}

function listView(archive: Archive, list: NameList, above: readonly NameList[]): PeopleView {
  const label = [...above.slice(2), list].map(longLabel).join(' ')
  return {
    head: head(archive, { address: listAddress(list), title: `人物索引 ${label}`, description: `姓名拼音以${list.path.slice(1).join(' ') || list.label}起首的${list.people.length}人。` }),
    letter: label,
    ...shownOf(archive, list, above),
  }
}

/** What every page of the index shows. */
function shownOf(archive: Archive, list: NameList, above: readonly NameList[]): Pick<PeopleView, 'frame' | 'count' | 'above' | 'groups'> {
  return {
    frame: frame(archive, 'people'),
    count: list.people.length,
    above: above.map((other) => ({ address: listAddress(other), text: other.label === '' ? '全部字母' : longLabel(other) })),
    groups: groupsOf(list),
  }
}

function groupsOf(list: NameList): IndexGroup[] {
  const withPages = new Set(partsWithPages(list))
  return list.parts.map((part) => ({
    letter: withPages.has(part) ? longLabel(part) : part.label,
    ...(withPages.has(part) ? { address: listAddress(part), entries: [] } : { entries: part.people.map(entry) }),
  }))
}

/** Characters shown beside a syllable: those most people write it with. */
const CHARACTERS = 4

/** `W`; `王汪 wang`, as not every reader knows pinyin. */
function longLabel({ path, label, people }: NameList): string {
  if (path.length !== 2) return label
  const characters = [...groupBy(people, ({ printedName }) => [...printedName][0] ?? '')].sort(([, a], [, b]) => b.length - a.length)
  return `${characters.slice(0, CHARACTERS).map(([character]) => character).join('')} ${label}`
}

/** Who appears in these reports: in most of them first, then in order of appearance. */
export function peopleIn(articles: readonly Article[]): CountedLink[] {
  const counts = new Map<Person, number>()
  for (const article of articles) {
    for (const { person } of article.appearances) counts.set(person, (counts.get(person) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([person, count]) => ({ address: personAddress(person.slug), text: person.name, count }))
}

function entry(person: Person): CountedLink {
  return { address: personAddress(person.slug), text: person.name, count: person.appearances.length }
}
