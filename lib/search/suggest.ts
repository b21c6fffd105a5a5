import { fold } from './fold'
import { namesFile, type NameEntry } from './layout'
import { IndexSource, type ReadFile } from './source'

/** Suggestions shown at a time: what fits above a phone's keyboard. */
const MOST = 8

/** Finds persons and topics by the beginning of their name, of their pinyin (`wanghuijie`) or of its initials (`whj`). */
export class Suggester {
  readonly #source: IndexSource

  constructor(read: ReadFile) {
    this.#source = new IndexSource(read)
  }

  /** Most often named first. Rejects with `SearchFailure` when a file is damaged; a file that is not there holds no name. */
  async suggest(typed: string): Promise<NameEntry[]> {
    const wanted = fold(typed, new Map())
    const [start] = wanted
    if (start === undefined) return []
    const entries = await this.#source.optionalJson<NameEntry[]>(namesFile(start)) ?? []
    return entries.filter((entry) => begins(entry, wanted)).slice(0, MOST)
  }
}

function begins({ name, pinyin }: NameEntry, wanted: string): boolean {
  const syllables = pinyin.split(' ')
  return fold(name, new Map()).startsWith(wanted)
    || syllables.join('').startsWith(wanted)
    || syllables.map(([initial = '']) => initial).join('').startsWith(wanted)
}
