import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Site } from '../archive'
import { ContentMemory, LEDGER_FILE, loadContent, type LoadResult } from '../content'
import type { Remake } from '../feeds'
import type { Artefact } from './artefacts'
import { severalAtOnce } from './atOnce'
import { Assembly, DamagedOutput } from './assemble'
import type { BuildOptions, BuildResult } from './buildOptions'
import { checkSite } from './checkSite'
import { EarlierSites } from './earlier/earlierSites'
import { exchange } from './exchange'
import { Finishing } from './finishing/finishing'
import { layOutNext } from './layOut'
import { announceAddresses, enterAddresses } from './ledger'
import { NOT_FOUND } from './notFound'
import { BrokenPages } from './pages/faults'
import { prepareValidator } from './pages/html'
import { pictureGroups, picturesIn } from './pictures'
import type { Places } from './places'
import { changesBetween, leadsOf, pageFile, planSite, type Changes, type PlannedPage, type SitePlan } from './plan'
import type { Progress } from './progress'
import { COMPRESSION } from './precompress'
import { reasonsOf } from './reasons'
import { Rendering } from './render'
import type { Shard } from './shard'
import { addShards } from './shards'
import { hashOf, readState, type PublishState } from './state'
import { toRender, writeViews, type RenderedPage } from './writeViews'

/** Nothing of an earlier site is taken over. */
const isFromNothing = ({ full, shard, merge }: BuildOptions): boolean => full === true || shard !== undefined || merge === true

type Outcome = Omit<BuildResult, 'seconds'>
type Timed = <T>(phase: string, run: () => Promise<T>) => Promise<T>

/** Seconds by phase. */
class Timings {
  readonly #seconds: Record<string, number> = {}

  readonly elapsed: Timed = async (phase, run) => {
    const began = performance.now()
    try {
      return await run()
    } finally {
      this.#seconds[phase] = (this.#seconds[phase] ?? 0) + (performance.now() - began) / 1000
    }
  }

  readonly result = async (run: () => Promise<Outcome>): Promise<BuildResult> => ({ ...await run(), seconds: this.#seconds })
}

const NOTHING = { diagnostics: [] as BuildResult['diagnostics'], published: false, rendered: 0, kept: 0, removed: 0, bytes: 0 }

/** What a build has begun before all it needs was loaded. */
type Begun = Pick<Work, 'places' | 'code' | 'rendering'>

/** Carries a build out. */
export async function publish(options: BuildOptions, begun: Begun): Promise<BuildResult> {
  const { result, elapsed } = new Timings()
  const earlier = new EarlierSites(begun.places, isFromNothing(options) || options.dryRun ? Infinity : undefined)
  try {
    return await result(async () => {
      if (!options.dryRun) await enterAddresses(begun.places)
      return publishOnWhole(options, { ...begun, earlier, timed: elapsed })
    })
  } finally {
    await earlier.stop()
  }
}

/**
 * Publishes on what the last build left, or, where that is not what it was, from nothing. Then the content is read once
 * more: an archive remembers which of its files have been written, and they are gone.
 */
async function publishOnWhole(options: BuildOptions, begun: Begun & Pick<Work, 'earlier' | 'timed'>): Promise<Outcome> {
  try {
    return await compareAndPublish(options, begun)
  } catch (error) {
    if (!(error instanceof DamagedOutput) || isFromNothing(options)) throw error
    options.progress.say('上一次发布的文件不完整，全部重新生成。')
    await begun.rendering?.stop()
    const rendering = Rendering.start(begun.places, begun.code)
    try {
      return await compareAndPublish({ ...options, full: true }, { ...begun, rendering })
    } finally {
      await rendering.stop()
    }
  }
}

async function compareAndPublish(options: BuildOptions, { places, code, rendering, earlier, timed }: Begun & Pick<Work, 'earlier' | 'timed'>): Promise<Outcome> {
  const { progress } = options
  progress.phase('读取稿件')
  const { archive, diagnostics, assets, ledger, texts } = await timed('load', () => load(options, places, code))
  if (!archive) return { ...NOTHING, diagnostics }
  progress.phase('比对页面')
  const { plan, last, changes } = await timed('plan', async () => {
    const pictures = picturesIn(places.content, assets)
    const made = planSite(archive, archive.site.precompress ? hashOf(`${code} ${COMPRESSION}`) : code, {
      ledger, pictures: pictureGroups(places.content, assets, pictures), sources: { texts, pictures, folder: places.content },
    })
    const before = isFromNothing(options) ? undefined : await readState(places.out)
    return { plan: made, last: before, changes: changesBetween(made, before) }
  })
  const outcome = await carryOut(options, { places, code, plan, last, ledger, site: archive.site, rendering, earlier, timed }, changes)
  return { ...outcome, diagnostics: [...diagnostics, ...outcome.diagnostics] }
}

async function load(options: BuildOptions, { memory }: Places, code: string): Promise<LoadResult> {
  if (options.full && !options.dryRun) await rm(memory, { force: true })
  return loadContent(options.contentDir, options.dryRun ? {} : { memory: new ContentMemory(code, memory) })
}

interface Work {
  readonly places: Places
  /** Fingerprint of the code alone; that of the plan says how files are compressed too. */
  readonly code: string
  readonly plan: SitePlan
  readonly last: PublishState | undefined
  readonly ledger: readonly string[]
  readonly site: Site
  readonly rendering: Rendering | undefined
  readonly earlier: EarlierSites
  readonly timed: Timed
}

async function carryOut(options: BuildOptions, work: Work, changes: Changes): Promise<Outcome> {
  const { places, plan, last } = work
  const counts = { rendered: changes.render.length, kept: pagesIn(changes.keep.keys()), removed: pagesIn(changes.remove) }
  if (options.dryRun) {
    await tell(options.progress, plan, last, changes, places.out)
    return { ...NOTHING, ...counts }
  }
  if (options.shard) return { ...NOTHING, ...await buildShard(options, work, options.shard) }
  try {
    const bytes = await assemble(options, work, changes)
    await work.timed('exchange', () => exchange(places))
    const entered = await enterAddresses(places)
    if (entered === undefined) options.progress.say(`新网址没有记进 ${LEDGER_FILE}：${places.content} 不能写入。请在能写的地方发布一次，再提交这个文件。`)
    else if (entered > 0) options.progress.say(`${LEDGER_FILE} 新记下 ${entered} 个网址，请随稿件一起提交。`)
    // A head start for the next build, which finds out what it lacks: the site is published, whatever becomes of it.
    if (last?.code !== plan.code) await work.timed('exchange', () => layOutNext(places)).catch(() => undefined)
    return { ...NOTHING, published: true, ...counts, bytes }
  } catch (error) {
    if (!(error instanceof BrokenPages)) throw error
    await rm(places.staged, { recursive: true, force: true })
    return { ...NOTHING, diagnostics: error.diagnostics }
  }
}

function pagesIn(ids: Iterable<string>): number {
  return [...ids].filter((id) => id.startsWith('/')).length
}

/** Puts the whole site together in `places.staged`; gives its bytes. */
async function assemble(options: BuildOptions, work: Work, changes: Changes): Promise<number> {
  const { places, plan, last, ledger, site, earlier, timed } = work
  const isTakenOver = last?.code === plan.code
  const looked = isTakenOver ? await timed('plan', () => earlier.lookedOver()) : undefined
  const assembly = await Assembly.begin(places, places.staged, { precompress: plan.precompress, ...(looked && { looked }) })
  if (isTakenOver) assembly.keepAll(changes.keep, last, places.out)
  if (options.merge) await timed('merge', () => addShards(assembly, places, plan))
  options.progress.phase('准备页面')
  const recalling = recall(changes, (order) => assembly.remake(order, places.out, earlier.remake))
  const finishing = options.merge ? Promise.resolve(undefined) : beginPages(assembly, work, changes, recalling)
  // While lines are written in another thread there is enough to do here; otherwise Next is to begin.
  if (!recalling) await finishing
  const feeds: Artefact[] = []
  try {
    // All that needs no pages is done while Next renders them, and while they are finished.
    await timed('merge', async () => {
      options.progress.phase('制作附件')
      const readBefore = (path: string): Promise<Uint8Array> => readFile(join(places.out, path))
      await severalAtOnce(changes.make, async ({ group: { id, fingerprint, make, change }, before }) => {
        const changed = before && await change?.(readBefore, changes.reports)
        if (before && changed) return assembly.change(id, fingerprint, changed, before, places.out)
        const files = await make()
        feeds.push(...files.filter(({ path }) => path.endsWith('.xml')))
        await assembly.addGroup(id, fingerprint, files)
      }, options.progress.count)
    })
    const pages = await finishing
    if (pages) await finish(pages, work, options.progress)
  } finally {
    await (await finishing.catch(() => undefined))?.stop()
  }
  if (await finishing) work.rendering?.clear()
  await timed('verify', () => {
    options.progress.phase('核查')
    return checkSite({ assembly, places, plan, last, site, made: feeds, merged: options.merge === true })
  })
  await assembly.seal(plan.code, (state) => announceAddresses(places, state, addressesOf(plan), ledger))
  return [...assembly.units.values()].reduce((sum, { bytes: size }) => sum + size, 0)
}

/** Every address the site answers at; one a report says it had before is to lead on for good, too. */
const addressesOf = ({ pages, redirects }: SitePlan): string[] => [...pages.map(({ page }) => page.address), ...redirects.map(({ from }) => from)]

/** Before views and files are made of it; `undefined` where nothing is recalled. */
function recall({ make, reports }: Changes, remake: Remake): Promise<unknown> | undefined {
  const recalling = make.flatMap(({ group, before }) => (before && group.recall ? [group.recall(remake, reports)] : []))
  return recalling.length > 0 ? Promise.all(recalling) : undefined
}

/** Gives Next the changed pages, and what will finish them; `undefined` where there are none. */
function beginPages(assembly: Assembly, work: Work, { render: pages, notFound }: Changes, recalling: Promise<unknown> | undefined): Promise<Finishing | undefined> {
  const begun = (async () => {
    await recalling
    const rendered = await render(work, pages, notFound)
    return rendered && finishingOf(assembly, work, pages, notFound, rendered)
  })()
  // Nobody may be waiting yet.
  begun.catch(() => undefined)
  return begun
}

/** The pages Next was given, by address; absent where no page has changed and Next has nothing to do. */
type Rendered = ReadonlyMap<string, RenderedPage> | undefined

async function render({ places, plan, rendering, timed }: Pick<Work, 'places' | 'plan' | 'rendering' | 'timed'>, pages: readonly PlannedPage[], notFound: boolean): Promise<Rendered> {
  if (pages.length === 0 && !notFound) {
    await rendering?.stop()
    return undefined
  }
  const rendered = await timed('views', () => writeViews(places.views, toRender(plan.pages, pages)))
  // Now Next has work, and the library loads beside it.
  void prepareValidator()
  return rendered
}

function finishingOf(assembly: Assembly, { plan, rendering }: Pick<Work, 'plan' | 'rendering'>, pages: readonly PlannedPage[], notFound: boolean, rendered: NonNullable<Rendered>): Finishing {
  const toFinish = pages.map(({ page }) => {
    const made = rendered.get(page.address)
    if (!made) throw new Error(`${page.address} was not given to Next`)
    return { id: page.address, made, file: pageFile(page) }
  })
  if (notFound) toFinish.push({ id: NOT_FOUND, made: { fingerprint: plan.notFound }, file: NOT_FOUND.slice(1) })
  return Finishing.of(assembly, toFinish, rendering?.finished() ?? Promise.resolve())
}

async function finish(finishing: Finishing, { rendering, timed }: Pick<Work, 'rendering' | 'timed'>, progress: Progress): Promise<void> {
  progress.phase('生成页面')
  await timed('render', async () => rendering?.finished(progress.count))
  progress.phase('整理页面')
  await timed('finish', () => finishing.finished(progress.count))
}

async function buildShard({ progress }: BuildOptions, work: Work, shard: Shard): Promise<{ rendered: number }> {
  const { places, plan } = work
  const pages = shard.pagesOf(plan.pages)
  const notFound = shard.index === 1
  progress.phase('准备页面')
  const rendered = await render(work, pages, notFound)
  const assembly = await Assembly.begin(places, shard.folder(places), { precompress: plan.precompress })
  const finishing = rendered && finishingOf(assembly, work, pages, notFound, rendered)
  try {
    if (finishing) await finish(finishing, work, progress)
  } finally {
    await finishing?.stop()
  }
  await assembly.seal(plan.code)
  return { rendered: pages.length }
}

async function tell(progress: Progress, plan: SitePlan, last: PublishState | undefined, changes: Changes, out: string): Promise<void> {
  const { render: pages, remove, keep } = changes
  const reason = await reasonsOf(plan, last, changes, out)
  for (const { page } of pages) progress.say(`生成  ${page.address}  ${reason(page)}`)
  const leads = leadsOf(plan)
  for (const id of remove.filter((gone) => gone.startsWith('/'))) {
    const to = leads.get(id)
    progress.say(`撤下  ${id}${to === undefined ? '' : `  转到 ${to}`}`)
  }
  progress.say(`将生成 ${pages.length} 页，保留 ${pagesIn(keep.keys())} 页，撤下 ${pagesIn(remove)} 页。`)
}
