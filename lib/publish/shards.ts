import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DamagedOutput, type Assembly } from './assemble'
import { MANIFEST_FILE } from './manifest'
import { NOT_FOUND } from './notFound'
import type { Places } from './places'
import { viewFingerprint, type SitePlan } from './plan'
import { Shard, ShardsIncomplete } from './shard'
import { manifestNamedBy, readState, type Unit } from './state'

/** Takes every page of the site over from the parts in `places.shards`. Throws `ShardsIncomplete` when one is missing or of another state of content or code. */
export async function addShards(assembly: Assembly, places: Pick<Places, 'shards'>, plan: SitePlan): Promise<void> {
  const wanted = new Map<string, (unit: Unit) => boolean>(plan.pages.map(({ page, inputs, view }) => [
    page.address, (unit) => (inputs === undefined ? unit.fingerprint === viewFingerprint(view()) : unit.inputs === inputs),
  ]))
  wanted.set(NOT_FOUND, ({ fingerprint }) => fingerprint === plan.notFound)
  // Beside the parts there may be what file managers leave.
  for (const name of (await readdir(places.shards).catch(() => [])).filter((found) => Shard.isFolder(found)).sort()) {
    const folder = join(places.shards, name)
    const state = await readState(folder)
    if (state?.code !== plan.code) throw new ShardsIncomplete(`${folder} 不是同一份程序生成的`)
    if (!manifestNamedBy(state, folder)) throw incomplete(folder, MANIFEST_FILE)
    for (const [id, unit] of state.units) {
      if (!wanted.get(id)?.(unit)) continue
      wanted.delete(id)
      takeOver(assembly, id, unit, folder)
    }
  }
  if (wanted.size > 0) throw new ShardsIncomplete(`${places.shards} 里缺少 ${wanted.size} 页，例如 ${[...wanted.keys()][0] ?? ''}；请用同一份稿件生成全部分片`)
}

function takeOver(assembly: Assembly, id: string, unit: Unit, folder: string): void {
  try {
    assembly.keep(id, unit, folder)
  } catch (error) {
    if (!(error instanceof DamagedOutput)) throw error
    throw incomplete(folder, error.message)
  }
}

const incomplete = (folder: string, file: string): ShardsIncomplete => new ShardsIncomplete(`${folder} 里的文件不完整（${file}）；请把这一份重新生成`)
