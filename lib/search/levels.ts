import { Numbers, scratch16, scratch32 } from './scratch'

/**
 * Takes a gram: it stands at `places` `from` to `to`, exclusive, which ascend; `unit` is its last one, and `parent` says
 * which gram of the level before it begins with.
 */
export type TakePlaces = (places: Uint32Array, from: number, to: number, unit: number, parent: number) => void

/** UTF-16 units there are. */
const UNITS = 65_536

/**
 * The levels of a text: all its grams of one length in order by UTF-16 unit, shorter ones first. Each level is made of
 * the one before: the places of a gram are parted by the unit that follows. This is a radix sort whose steps are counting
 * sorts: all grams are in order without two of them ever being compared, and a step stays in a processor's cache.
 * 0 parts texts and is in no gram.
 */
export class Levels {
  readonly #units: Uint16Array
  /** Places of the level, gram after gram. The next level takes their room: it has never more of them. */
  readonly #places: Uint32Array
  /** By gram of the level: where its places end; and of the level that is being made. */
  #ends = new Numbers()
  #longerEnds = new Numbers()
  /** By place of a single character: the unit that follows. It is at hand when characters are sorted, later far away. */
  readonly #second: Uint16Array
  /** Places of one gram on their way to the next level, and the unit that follows each. */
  #chosen = scratch32(0)
  #following = scratch16(0)
  /** By unit: how often it follows, then where the next of its places belongs. Zero between grams. */
  readonly #counts = new Uint32Array(UNITS)
  readonly #distinct = new Uint16Array(UNITS)

  constructor(units: Uint16Array) {
    this.#units = units
    this.#places = scratch32(units.length)
    this.#second = scratch16(units.length)
  }

  /** Single characters. */
  first(take: TakePlaces): void {
    const [units, places, second] = [this.#units, this.#places, this.#second]
    const next = startsOfUnits(units)
    for (let at = 0; at < units.length; at++) {
      if (units[at] === 0) continue
      const nth = next[units[at]!]!++
      places[nth] = at
      second[nth] = units[at + 1]!
    }
    let most = 0
    for (let unit = 1, from = 0; unit < UNITS; unit++) {
      const end = next[unit]!
      if (end === from) continue
      most = Math.max(most, end - from)
      this.#ends.push(end)
      take(places, from, end, unit, 0)
      from = end
    }
    this.#chosen = scratch32(most + 1)
    this.#following = scratch16(most)
  }

  /** Pairs of characters. */
  second(take: TakePlaces): void {
    const [places, second, chosen, following] = [this.#places, this.#second, this.#chosen, this.#following]
    this.#each((from, to) => {
      let count = 0
      for (let nth = from; nth < to; nth++) {
        if (second[nth] === 0) continue
        chosen[count] = places[nth]!
        following[count++] = second[nth]!
      }
      return count
    }, take)
  }

  /** Grams of one character more than `length`, that of the level before, at places that are wanted (1, not 0). */
  longer(length: number, isWanted: (place: number) => number, take: TakePlaces): void {
    const [units, places, chosen, following] = [this.#units, this.#places, this.#chosen, this.#following]
    this.#each((from, to) => {
      let [wanted, count] = [0, 0]
      // Without a branch, which would be guessed wrong again and again and keep memory waiting.
      for (let nth = from; nth < to; nth++) {
        chosen[wanted] = places[nth]!
        wanted += isWanted(places[nth]!)
      }
      for (let nth = 0; nth < wanted; nth++) {
        const unit = units[chosen[nth]! + length]!
        if (unit === 0) continue
        chosen[count] = chosen[nth]!
        following[count++] = unit
      }
      return count
    }, take)
  }

  /** Makes a level of the one before: `choose` says how many places of a gram it has chosen. */
  #each(choose: (from: number, to: number) => number, take: TakePlaces): void {
    const [ends, grams] = [this.#ends.all, this.#ends.length]
    this.#longerEnds.clear()
    for (let gram = 0, from = 0, end = 0; gram < grams; gram++) {
      const to = ends[gram]!
      const count = choose(from, to)
      if (count > 0) this.#part(count, end, gram, take)
      end += count
      from = to
    }
    [this.#ends, this.#longerEnds] = [this.#longerEnds, this.#ends]
  }

  /** Parts the chosen places of a gram, from `start` on. */
  #part(count: number, start: number, parent: number, take: TakePlaces): void {
    const [places, counts, distinct, following, chosen] = [this.#places, this.#counts, this.#distinct, this.#following, this.#chosen]
    let grams = 0
    for (let nth = 0; nth < count; nth++) if (counts[following[nth]!]!++ === 0) distinct[grams++] = following[nth]!
    if (grams > 1) distinct.subarray(0, grams).sort()
    for (let nth = 0, end = start; nth < grams; nth++) {
      const size = counts[distinct[nth]!]!
      counts[distinct[nth]!] = end
      end += size
    }
    for (let nth = 0; nth < count; nth++) places[counts[following[nth]!]!++] = chosen[nth]!
    for (let nth = 0, from = start; nth < grams; nth++) {
      const [unit, to] = [distinct[nth]!, counts[distinct[nth]!]!]
      counts[unit] = 0
      this.#longerEnds.push(to)
      take(places, from, to, unit, parent)
      from = to
    }
  }
}

/** By unit: where its places begin when all are laid end to end. */
function startsOfUnits(units: Uint16Array): Uint32Array {
  const starts = new Uint32Array(UNITS)
  for (let at = 0; at < units.length; at++) starts[units[at]!]!++
  starts[0] = 0
  for (let unit = 1, sum = 0; unit < UNITS; unit++) {
    const size = starts[unit]!
    starts[unit] = sum
    sum += size
  }
  return starts
}
