import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Archive } from '../archive'
import type { Assembly } from './assemble'
import type { Artefact } from './artefacts'
import { MANIFEST_FILE } from './manifest'
import { NOT_FOUND } from './notFound'
import { checkPages, type SitePage } from './pages/check'
import type { PageFacts } from './pages/facts'
import { BrokenPages, diagnosticsOf } from './pages/faults'
import { feedFaults } from './pages/feeds'
import { inspectPage } from './pages/inspect'
import type { Places } from './places'
import { pageFile, type SitePlan } from './plan'
import type { PublishState } from './state'

export interface StagedSite {
  readonly assembly: Assembly
  readonly places: Pick<Places, 'staged' | 'out' | 'content'>
  readonly plan: SitePlan
  readonly last: PublishState | undefined
  readonly site: Archive['site']
  /** Files made anew that are no pages. */
  readonly made: readonly Artefact[]
  /** The pages come from other machines, which could not know each other's. */
  readonly merged: boolean
}

/** Throws `BrokenPages` when what was put together is not fit to be published. */
export async function checkSite({ assembly, places, plan, last, site, made, merged }: StagedSite): Promise<void> {
  const { units } = assembly
  const pages: SitePage[] = [
    ...plan.pages.map(({ page: { address, route, sources } }) => ({ address, route, sources, title: units.get(address)?.title ?? '', file: pageFile({ address }) })),
    { address: NOT_FOUND, route: 'notFound', sources: [], title: NOT_FOUND, file: NOT_FOUND.slice(1) },
  ]
  // The manifest is written last, as it has the digests of all others.
  const has = (file: string): boolean => assembly.has(file) || file === MANIFEST_FILE
  const rendered = merged ? await inspectAll(pages, places.staged) : assembly.facts
  const faults = [
    ...await checkPages({ folder: places.staged, before: places.out, last: last?.units, now: units, url: site.url, pages, rendered, has }),
    ...feedFaults(made, site.url, has),
  ]
  if (faults.length === 0) return
  const holds = (file: string, text: string): boolean => readFileSync(join(places.content, file), 'utf8').includes(text)
  throw new BrokenPages(diagnosticsOf(faults, basename(places.content), holds))
}

async function inspectAll(pages: readonly SitePage[], folder: string): Promise<Map<string, PageFacts>> {
  const facts = new Map<string, PageFacts>()
  for (const { address, file } of pages) facts.set(address, inspectPage(await readFile(join(folder, file), 'utf8')).facts)
  return facts
}
