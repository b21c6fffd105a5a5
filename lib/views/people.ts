import { personAddress, type Archive, type Article, type Person } from '../archive'
import { frame, head } from './frame'
import type { CountedLink, IndexGroup, PeopleView } from './model'
import { groupBy } from './periods'

/** Up to this many names stand on one page; above it each letter has a page of its own. */
const LONGEST_INDEX = 600

/**
 * What the route of a person is given for the page of one letter in a long index. Somebody may be called Initial, but
 * below a person there are only years and months.
 */
export const letterParams = (letter: string): { slug: string; period: [string] } => ({ slug: 'initial', period: [letter.toLowerCase()] })

/** `/people/initial/w/` */
export function letterAddress(letter: string): string {
  const { slug, period: [own] } = letterParams(letter)
  return personAddress(slug, own)
}

/** No syllable of pinyin begins with u: what does, and is not Latin, is a character without a reading, `u20bb7`. */
function letterOf({ pinyin: [first = ''], printedName }: Person): string {
  const isCode = first.startsWith('u') && !/^u/iu.test(printedName)
  return /^[a-z]/u.test(first) && !isCode ? first.charAt(0).toUpperCase() : OTHERS
}

const OTHERS = '其他'

/** Of the index, the people under each letter, the others behind them. */
function byLetter(people: readonly Person[]): [letter: string, people: readonly Person[]][] {
  const groups = [...groupBy(people, letterOf)]
  return [...groups.filter(([letter]) => letter !== OTHERS), ...groups.filter(([letter]) => letter === OTHERS)]
}

/** Letters that have pages of their own: none while the index is short. */
export function peopleLetters(archive: Archive): string[] {
  if (archive.people.length <= LONGEST_INDEX) return []
  return byLetter(archive.people).map(([letter]) => letter).filter((letter) => letter !== OTHERS)
}

/** `/people/`: all names by pinyin, or in a long index the letters. */
export function peopleView(archive: Archive): PeopleView {
  const withPages = new Set(peopleLetters(archive))
  const groups = byLetter(archive.people).map(([letter, people]): IndexGroup => ({
    letter,
    ...(withPages.has(letter) ? { address: letterAddress(letter), entries: [] } : { entries: people.map(entry) }),
  }))
  return {
    head: head(archive, { address: '/people/', title: '人物索引', description: `本库报纸所见${archive.people.length}人，按姓名拼音排列。` }),
    frame: frame(archive, 'people'),
    count: archive.people.length,
    groups,
  }
}

/** The page of one letter of a long index. */
export function peopleLetterView(archive: Archive, letter: string): PeopleView {
  const people = archive.people.filter((person) => letterOf(person) === letter)
  return {
    head: head(archive, { address: letterAddress(letter), title: `人物索引 ${letter}`, description: `姓名拼音以${letter}起首的${people.length}人。` }),
    frame: frame(archive, 'people'),
    letter,
    count: people.length,
    groups: [...groupBy(people, (person) => person.pinyin[0] ?? '')].map(([syllable, namesakes]) => ({
      letter: syllable, entries: namesakes.map(entry),
    })),
  }
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
