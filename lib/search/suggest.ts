import { fold } from './fold'
import { LONGEST_START, namesFile, type NameEntry, type NamesFile } from './layout'
import { IndexSource, type ReadFile } from './source'

/** Suggestions shown at a time: what fits above a phone's keyboard. */
const MOST = 8

/** What a name is found by: its folded characters, its pinyin (`wanghuijie`) and its initials (`whj`). */
export function spellings({ name, folded, pinyin }: NameEntry): string[] {
  const syllables = pinyin.split(' ')
  return [folded ?? name, syllables.join(''), syllables.map(([initial = '']) => initial).join('')]
}

/** Finds persons and topics by the beginning of one of their spellings. */
export class Suggester {
  readonly #source: IndexSource

  constructor(read: ReadFile) {
    this.#source = new IndexSource(read)
  }

  /** Most often named first. Rejects with `SearchFailure` when a file is damaged; a file that is not there holds no name. */
  async suggest(typed: string): Promise<NameEntry[]> {
    const start = typed.slice(0, LONGEST_START)
    const wanted = fold(start, await this.#source.variants(start))
    const characters = [...wanted]
    for (let length = 1; length <= characters.length; length++) {
      const file = await this.#source.optionalJson<NamesFile>(namesFile(characters.slice(0, length).join('')))
      if (!file) return []
      if (!file.more || length === characters.length) return file.entries.filter((entry) => spellings(entry).some((spelling) => spelling.startsWith(wanted))).slice(0, MOST)
    }
    return []
  }
}
