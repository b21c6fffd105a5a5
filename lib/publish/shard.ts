import { join } from 'node:path'
import { CannotPublish } from './cannotPublish'
import type { Places } from './places'
import type { PlannedPage } from './plan'

/** One of several equal parts of a full export, `2/8`, as test runners shard over CI machines. */
export class Shard {
  private constructor(
    /** 1-based. */
    readonly index: number,
    readonly count: number,
  ) {}

  /** `undefined` when the text is no `2/8`. */
  static parse(text: string): Shard | undefined {
    const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/u.exec(text) ?? []
    return index !== undefined && count !== undefined && Number(index) <= Number(count) ? new Shard(Number(index), Number(count)) : undefined
  }

  /** Every nth page: long pages lie side by side, so no part gets them all. */
  pagesOf(pages: readonly PlannedPage[]): PlannedPage[] {
    return pages.filter((_, nth) => nth % this.count === this.index - 1)
  }

  /** Whether a part would have a folder of this name. */
  static isFolder(name: string): boolean {
    return /^\d+-of-\d+$/u.test(name)
  }

  folder(places: Pick<Places, 'shards'>): string {
    return join(places.shards, `${this.index}-of-${this.count}`)
  }
}

/** The parts there are do not make this site. */
export class ShardsIncomplete extends CannotPublish {}
