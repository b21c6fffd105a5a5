import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Assembly } from './assemble'
import type { Places } from './places'
import { NOT_FOUND, viewFingerprint, type PlannedPage, type SitePlan } from './plan'
import { readState, type Unit } from './state'

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

  folder(places: Pick<Places, 'shards'>): string {
    return join(places.shards, `${this.index}-of-${this.count}`)
  }
}

/** The parts there are do not make this site. */
export class ShardsIncomplete extends Error {}

/** Takes every page of the site over from the parts in `places.shards`. Throws `ShardsIncomplete` when one is missing or of another state of content or code. */
export async function addShards(assembly: Assembly, places: Pick<Places, 'shards'>, plan: SitePlan): Promise<void> {
  const wanted = new Map<string, (unit: Unit) => boolean>(plan.pages.map(({ page, inputs, view }) => [
    page.address, (unit) => (inputs === undefined ? unit.fingerprint === viewFingerprint(view()) : unit.inputs === inputs),
  ]))
  wanted.set(NOT_FOUND, ({ fingerprint }) => fingerprint === plan.notFound)
  for (const name of (await readdir(places.shards).catch(() => [])).sort()) {
    const folder = join(places.shards, name)
    const state = await readState(folder)
    if (state?.code !== plan.code) throw new ShardsIncomplete(`${folder} 不是同一份程序生成的`)
    for (const [id, unit] of state.units) {
      if (!wanted.get(id)?.(unit)) continue
      wanted.delete(id)
      assembly.keep(id, unit, folder)
    }
  }
  if (wanted.size > 0) throw new ShardsIncomplete(`${places.shards} 里缺少 ${wanted.size} 页，例如 ${[...wanted.keys()][0] ?? ''}；请用同一份稿件生成全部分片`)
}
