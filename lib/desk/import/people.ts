import type { Headline } from './headline'
import type { Doubt, ImportedPerson } from './model'
import type { Mention, PageNames } from './names'
import { isSole, titleAfter, titleBefore } from './titles'

export { namesOnPage, type PageNames } from './names'

/** Those whose title is only that they wrote it. */
const REPORTER = /(?:记者|通讯员|编辑|主编|评论员)$/u

/** People of a report in order of mention, each with the first title printed with the name. */
export function peopleOf(texts: readonly string[], names: PageNames): ImportedPerson[] {
  const people = new Map<string, string | null>()
  for (const text of texts) {
    const mentions = names.find(text)
    const titles = titlesOf(text, mentions, names.has)
    for (const [index, { name }] of mentions.entries()) {
      const title = titles[index] || null
      if (!people.has(name) || people.get(name) === null) people.set(name, title)
    }
  }
  return [...people].filter(([, title]) => title === null || !REPORTER.test(title)).map(([name, title]) => ({ name, title }))
}

/** A title before a list is every name's in it (区领导某某、某某), as is one after it (某某、某某等县领导). */
function titlesOf(text: string, mentions: readonly Mention[], isName: (word: string) => boolean): string[] {
  const titles: string[] = []
  let listStart = 0
  for (const [index, mention] of mentions.entries()) {
    const before = mentions[index - 1]
    const isListed = before !== undefined && /^[、和与]$/u.test(text.slice(before.end, mention.start))
    if (!isListed) listStart = index
    const own = titleBefore(text, mention.start, isName)
    const shared = isListed ? titles[index - 1] ?? '' : ''
    titles.push(own || (isSole(shared) ? '' : shared))
    const after = titleAfter(text.slice(mention.end))
    if (after) for (let at = listStart; at <= index; at++) titles[at] ||= after
  }
  return titles
}

/** Words of a headline that are one character off a name of the text: 潘估 and 潘佑, misread by machine or by hand. */
export function misprintsOf(headline: Headline, people: readonly ImportedPerson[]): Doubt[] {
  const fields = [['title', '标题', headline.title], ['kicker', '引题', headline.kicker], ['subtitle', '副题', headline.subtitle]] as const
  return fields.flatMap(([about, label, text]) => people.filter(({ name }) => name.length === 3 && text && !text.includes(name)).flatMap(({ name }) => {
    const near = windows(text ?? '', 3).find((window) => [...window].filter((character, at) => character !== name[at]).length === 1 && !people.some((person) => person.name === window))
    return near ? [{ about, reason: `${label}里的“${near}”与正文的“${name}”只差一个字` }] : []
  }))
}

const windows = (text: string, length: number): string[] => Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length))
