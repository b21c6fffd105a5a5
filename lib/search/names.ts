import type { Archive } from '../archive'
import { fold } from './fold'
import { LONGEST_START, namesFile, type IndexFile, type NameEntry, type NamesFile } from './layout'
import { spellings } from './suggest'
import { allVariants } from './variants'

/** Names a file holds before longer beginnings have files of their own. */
const MOST = 60
/** Names a file shows when there are more: the most often named. */
const SUGGESTED = 8

export function namesOf({ people, topics }: Archive): NameEntry[] {
  const entries = [
    ...people.map((person) => entryOf('person', person, person.appearances.length)),
    ...topics.map((topic) => entryOf('topic', topic, topic.articles.length)),
  ]
  return entries.filter(({ reports }) => reports > 0).sort((a, b) => b.reports - a.reports || (a.slug < b.slug ? -1 : 1))
}

function entryOf(kind: NameEntry['kind'], { name, slug, pinyin }: { name: string; slug: string; pinyin: readonly string[] }, reports: number): NameEntry {
  const folded = fold(name, allVariants())
  return { kind, name, ...(folded !== name && { folded }), slug, pinyin: pinyin.join(' '), reports }
}

/** A file for each beginning of a spelling, as long as the shorter one has too many: whoever types fetches small files. */
export function nameFiles(names: readonly NameEntry[]): IndexFile[] {
  return filesBelow(names.map((entry) => ({ entry, spelled: spellings(entry) })), 1)
}

interface Spelled {
  readonly entry: NameEntry
  readonly spelled: readonly string[]
}

function filesBelow(names: readonly Spelled[], length: number): IndexFile[] {
  const byStart = new Map<string, Spelled[]>()
  for (const { entry, spelled } of names) {
    for (const [start, those] of startsOf(spelled, length)) byStart.set(start, [...byStart.get(start) ?? [], { entry, spelled: those }])
  }
  return [...byStart].flatMap(([start, those]) => {
    const more = those.length > MOST && length < LONGEST_START
    const file: NamesFile = { entries: those.slice(0, more ? SUGGESTED : MOST).map(({ entry }) => entry), more }
    return [{ path: namesFile(start), bytes: JSON.stringify(file) }, ...(more ? filesBelow(those, length + 1) : [])]
  })
}

/** Spellings by their first characters; those that are shorter are found in the file before. */
function startsOf(spelled: readonly string[], length: number): Map<string, string[]> {
  const starts = new Map<string, string[]>()
  for (const spelling of spelled) {
    const characters = [...spelling]
    if (characters.length < length) continue
    const start = characters.slice(0, length).join('')
    starts.set(start, [...starts.get(start) ?? [], spelling])
  }
  return starts
}
