import { sentencesOf } from './sentences'

/** A person a report lists, as they may stand in its text. */
export interface ListedPerson {
  readonly slug: string
  /** Printed name and aliases. */
  readonly names: readonly string[]
  /** As printed in this report. */
  readonly title?: string
}

/** A name in the text. */
export interface Mention {
  readonly slug: string
  readonly start: number
  readonly end: number
}

/** Finds the names of the listed people in any text. */
export type MentionFinder = (text: string) => Mention[]

/**
 * A finder for one report's people. Where several names begin at one place the longest is meant (王伟华, not 王伟);
 * a name of two characters may be spread by a space, as newspapers set it (王　伟). Of two people of one name the one
 * whose title stands right before it is meant, else the one not met so far, else the first listed.
 */
export function mentionFinder(people: readonly ListedPerson[]): MentionFinder {
  const byName = new Map<string, ListedPerson[]>()
  for (const person of people) {
    for (const name of person.names) byName.set(name, [...(byName.get(name) ?? []), person])
  }
  if (byName.size === 0) return () => []
  const names = [...byName.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(names.map(patternOf).join('|'), 'gu')
  const met = new Set<string>()
  return (text) => [...text.matchAll(pattern)].flatMap((match) => {
    const namesakes = byName.get(match[0]) ?? byName.get(match[0].replace(/\s/gu, '')) ?? []
    const person = namesakes.length > 1 ? whoIsMeant(namesakes, text.slice(0, match.index), met) : namesakes[0]
    if (!person) return []
    met.add(person.slug)
    return [{ slug: person.slug, start: match.index, end: match.index + match[0].length }]
  })
}

function patternOf(name: string): string {
  const characters = [...name].map(literally)
  return characters.length === 2 ? characters.join('[ \\u3000]?') : characters.join('')
}

/** A pattern that matches a text and nothing else, with flag `u`, which refuses to have any other sign escaped (ECMA-262, SyntaxCharacter). */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
}

function whoIsMeant(namesakes: readonly ListedPerson[], before: string, met: ReadonlySet<string>): ListedPerson | undefined {
  return namesakes.find(({ title }) => title && before.endsWith(title))
    ?? namesakes.find(({ slug }) => !met.has(slug))
    ?? namesakes[0]
}

/** The sentence a name of a text stands in, verbatim but for white space around it, and where in it. */
export function sentenceNaming(text: string, { start, end }: Pick<Mention, 'start' | 'end'>): { sentence: string; named: [start: number, end: number] } {
  let at = 0
  for (const sentence of sentencesOf(text)) {
    if (start < at + sentence.length) {
      at += sentence.length - sentence.trimStart().length
      return { sentence: sentence.trim(), named: [start - at, end - at] }
    }
    at += sentence.length
  }
  throw new Error(`there is nothing at ${start} of a text of ${text.length} characters`)
}
