import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Archive } from '../archive'
import type { Assembly } from './assemble'
import type { Artefact } from './artefacts'
import { MANIFEST_FILE } from './manifest'
import { checkPages, type SitePage } from './pages/check'
import type { PageFacts, Reference } from './pages/facts'
import { BrokenPages, diagnosticsOf, type Fault } from './pages/faults'
import { inspectPage } from './pages/inspect'
import { Resolver } from './pages/references'
import type { Places } from './places'
import { NOT_FOUND, pageFile, type SitePlan } from './plan'
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

/** Every address of this site that feeds and sitemaps name. */
function feedFaults(made: readonly Artefact[], url: string, has: (file: string) => boolean): Fault[] {
  const resolver = new Resolver(url)
  return made.filter(({ path }) => path.endsWith('.xml')).flatMap(({ path, bytes }) => {
    const named = new Set(String(bytes).split(/[<>"\s]/u).filter((word) => word.startsWith(`${url}/`)))
    return [...named].flatMap((target): Fault[] => {
      const reference: Reference = { kind: 'feed', target }
      const file = resolver.resolve(reference, '/')?.file
      if (file === undefined || has(file)) return []
      return [{ page: { address: `/${path}`, route: 'feed', sources: [] }, rule: 'page-link', message: `里的网址 ${target} 不存在` }]
    })
  })
}
