import type { Occurrences } from './groups'
import { Numbers } from './scratch'

/** Grams that are to be extended, with their occurrences end to end. */
export class OpenGrams {
  readonly #ranges = new Map<string, readonly [from: number, to: number]>()
  readonly #places: Numbers
  readonly #reports: Numbers

  /** `most` occurrences at a time: a segment has no more pairs than units. */
  constructor(most: number) {
    this.#places = new Numbers(most)
    this.#reports = new Numbers(most)
  }

  has(gram: string): boolean {
    return this.#ranges.has(gram)
  }

  add(gram: string, { places, reports }: Occurrences, from: number, to: number): void {
    this.#ranges.set(gram, [this.#places.length, this.#places.length + to - from])
    this.#places.append(places, from, to)
    this.#reports.append(reports, from, to)
  }

  clear(): void {
    this.#ranges.clear()
    this.#places.clear()
    this.#reports.clear()
  }

  *each(): Generator<readonly [gram: string, occurrences: Occurrences]> {
    for (const [gram, [from, to]] of this.#ranges) yield [gram, { places: this.#places.all.subarray(from, to), reports: this.#reports.all.subarray(from, to) }]
  }
}

/**
 * Places of open grams one character longer, at either side, each once: what begins with an open gram is an extension
 * of that one. So any phrase around an open gram has a gram of its own. What is handed out is good until the next.
 */
export function* extensions(open: OpenGrams, length: number, units: Uint16Array): Generator<{ occurrences: Occurrences; keys: Uint32Array }> {
  const longer = new Longer()
  for (const [gram, occurrences] of open.each()) {
    yield longer.of(occurrences, (place) => units[place + length] ?? 0, 0)
    const isNew = (before: number): boolean => before !== 0 && !open.has(String.fromCharCode(before) + gram.slice(0, -1))
    const known = new Map<number, boolean>()
    yield longer.of(occurrences, (place) => {
      const before = place > 0 ? units[place - 1]! : 0
      let wanted = known.get(before)
      if (wanted === undefined) known.set(before, wanted = isNew(before))
      return wanted ? before : 0
    }, 1)
  }
}

/** Occurrences one character longer. */
class Longer {
  readonly #places = new Numbers()
  readonly #reports = new Numbers()
  readonly #keys = new Numbers()

  /** Those that have a character beside them, keyed by it, and moved `back`. */
  of({ places, reports }: Occurrences, beside: (place: number) => number, back: number): { occurrences: Occurrences; keys: Uint32Array } {
    for (const numbers of [this.#places, this.#reports, this.#keys]) {
      numbers.clear()
      numbers.reserve(places.length)
    }
    for (let nth = 0; nth < places.length; nth++) {
      const key = beside(places[nth]!)
      if (key === 0) continue
      this.#places.push(places[nth]! - back)
      this.#reports.push(reports[nth]!)
      this.#keys.push(key)
    }
    return { occurrences: { places: this.#places.all.subarray(0, this.#places.length), reports: this.#reports.all }, keys: this.#keys.all }
  }
}
