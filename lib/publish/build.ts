import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pMap from 'p-map'
import type { Archive } from '../archive'
import { LEDGER_FILE, loadContent, type Diagnostic } from '../content'
import type { Artefact } from './artefacts'
import { Assembly, DamagedOutput } from './assemble'
import { checkSite } from './checkSite'
import { codeFingerprint } from './code'
import { exchange, recover } from './exchange'
import { announceAddresses, enterAddresses } from './ledger'
import { lock } from './lock'
import { sha256 } from './manifest'
import { prepareValidator } from './pages/html'
import { BrokenPages } from './pages/faults'
import { placesOf, type Places } from './places'
import { changesBetween, NOT_FOUND, notFoundFingerprint, pageFile, planSite, reasonsOf, type Changes, type PlannedPage, type SitePlan } from './plan'
import type { Progress } from './progress'
import { COMPRESSION } from './precompress'
import { renderPages } from './render'
import { addShards, type Shard } from './shards'
import { hashOf, readState, STATE_FILE, stateText, type PublishState } from './state'
import { toRender, writeViews } from './writeViews'

export interface BuildOptions {
  readonly contentDir: string
  readonly outDir: string
  readonly progress: Progress
  /** Ignores what is there. */
  readonly full?: boolean
  /** Lists what would be rendered and why; writes nothing. */
  readonly dryRun?: boolean
  /** Renders one part of a full export, for another run to merge. */
  readonly shard?: Shard
  /** Puts the parts of a full export together instead of rendering. */
  readonly merge?: boolean
}

export interface BuildResult {
  /** Nothing is published when there is an error among them. */
  readonly diagnostics: readonly Diagnostic[]
  readonly published: boolean
  /** Pages. */
  readonly rendered: number
  readonly kept: number
  readonly removed: number
  /** Of the whole site; 0 when nothing was published. */
  readonly bytes: number
  /** By phase. */
  readonly seconds: Readonly<Record<string, number>>
}

/**
 * Publishes a content folder: plan, render, finish, merge, exchange. Pages that show what they showed before are
 * taken over from the site that is there. An error in the content stops it before anything is written. Throws
 * `BuildUnderWay` when another build writes the same site.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const places = placesOf(options.contentDir, options.outDir)
  const release = options.dryRun ? undefined : await lock(places.lock)
  try {
    await recover(places)
    if (!options.dryRun) await enterAddresses(places)
    const { result, elapsed } = new Timings()
    return await result(() => publish(options, places, elapsed))
  } finally {
    release?.()
  }
}

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
      this.#seconds[phase] = (performance.now() - began) / 1000
    }
  }

  readonly result = async (run: () => Promise<Outcome>): Promise<BuildResult> => ({ ...await run(), seconds: this.#seconds })
}

const NOTHING = { diagnostics: [] as readonly Diagnostic[], published: false, rendered: 0, kept: 0, removed: 0, bytes: 0 }

async function publish(options: BuildOptions, places: Places, timed: Timed): Promise<Outcome> {
  const { progress } = options
  progress.phase('读取稿件')
  const { archive, diagnostics, assets, ledger, texts } = await timed('load', () => loadContent(options.contentDir))
  if (!archive) return { ...NOTHING, diagnostics }
  progress.phase('比对页面')
  const { plan, last } = await timed('plan', async () => ({
    plan: planSite(archive, archive.site.precompress ? hashOf(`${await codeFingerprint()} ${COMPRESSION}`) : await codeFingerprint(), ledger, {
      texts, pictures: await digestsOf(places.content, assets.map(({ from }) => from)), read: (file) => readFile(join(places.content, file)),
    }),
    last: options.full || options.shard || options.merge ? undefined : await readState(places.out),
  }))
  const pictures = assets.map(({ from, to }) => ({ from, to }))
  const outcome = await carryOut(options, { places, plan, last, pictures, ledger, site: archive.site, timed })
  return { ...outcome, diagnostics: [...diagnostics, ...outcome.diagnostics] }
}

interface Work {
  readonly places: Places
  readonly plan: SitePlan
  readonly last: PublishState | undefined
  readonly ledger: readonly string[]
  readonly site: Archive['site']
  readonly pictures: readonly { readonly from: string; readonly to: string }[]
  readonly timed: Timed
}

async function carryOut(options: BuildOptions, work: Work): Promise<Outcome> {
  const { places, plan, last } = work
  const changes = changesBetween(plan, last)
  const counts = { rendered: changes.render.length, kept: pagesIn(changes.keep), removed: pagesIn(changes.remove) }
  if (options.dryRun) {
    tell(options.progress, plan, last, changes)
    return { ...NOTHING, ...counts }
  }
  if (options.shard) return { ...NOTHING, ...await buildShard(options, work, options.shard) }
  try {
    const bytes = await assemble(options, work, changes)
    await work.timed('exchange', () => exchange(places))
    const entered = await enterAddresses(places)
    if (entered === undefined) options.progress.say(`新网址没有记进 ${LEDGER_FILE}：${places.content} 不能写入。请在能写的地方发布一次，再提交这个文件。`)
    else if (entered > 0) options.progress.say(`${LEDGER_FILE} 新记下 ${entered} 个网址，请随稿件一起提交。`)
    return { ...NOTHING, published: true, ...counts, bytes }
  } catch (error) {
    if (error instanceof BrokenPages) {
      await rm(places.staged, { recursive: true, force: true })
      return { ...NOTHING, diagnostics: error.diagnostics }
    }
    if (!(error instanceof DamagedOutput)) throw error
    options.progress.say('上一次发布的文件不完整，全部重新生成。')
    return carryOut({ ...options, full: true }, { ...work, last: undefined })
  }
}

async function digestsOf(folder: string, files: readonly string[]): Promise<Map<string, string>> {
  return new Map(await pMap(files, async (file) => [file, sha256(await readFile(join(folder, file)))] as const, { concurrency: 8 }))
}

const pagesIn = (ids: readonly string[]): number => ids.filter((id) => id.startsWith('/')).length

/** Puts the whole site together in `places.staged`; gives its bytes. */
async function assemble(options: BuildOptions, { places, plan, last, pictures, ledger, site, timed }: Work, changes: Changes): Promise<number> {
  const { progress } = options
  if (!options.merge) await timed('render', () => render(places, plan, changes.render, changes.notFound, progress))
  const assembly = await Assembly.begin(places, places.staged, plan.precompress)
  await timed('finish', async () => {
    if (options.merge) await addShards(assembly, places, plan)
    else await finish(assembly, plan, changes.render, changes.notFound, progress)
  })
  const made: Artefact[] = []
  await timed('merge', async () => {
    progress.phase('汇总')
    for (const { id, fingerprint, make } of changes.make) {
      const files = await make()
      made.push(...files.filter(({ path }) => path.endsWith('.xml')))
      await assembly.addGroup(id, fingerprint, files)
    }
    for (const { from, to } of pictures) await assembly.addPicture(from, to)
    for (const id of changes.keep) {
      const unit = last?.units[id]
      if (unit) assembly.keep(id, unit, places.out)
    }
  })
  await timed('verify', () => {
    progress.phase('核查')
    return checkSite({ assembly, places, plan, last, site, made, merged: options.merge === true })
  })
  const state: PublishState = { code: plan.code, units: assembly.units, reports: plan.reports }
  const bytes = stateText(state)
  await announceAddresses(places, bytes, plan.pages.map(({ page }) => page.address), ledger)
  await assembly.write({ path: STATE_FILE, bytes })
  await assembly.seal()
  return Object.values(state.units).flatMap(({ files }) => Object.values(files)).reduce((sum, size) => sum + size, 0)
}

/** Next renders nothing when no page has changed. */
async function render(places: Places, plan: SitePlan, pages: readonly PlannedPage[], notFound: boolean, progress: Progress): Promise<void> {
  if (pages.length === 0 && !notFound) return
  progress.phase('生成页面')
  await rm(places.views, { recursive: true, force: true })
  await writeViews(places.views, toRender(plan.pages, pages))
  // Loads while Next works.
  await Promise.all([renderPages(places, progress.count), prepareValidator()])
}

async function finish(assembly: Assembly, plan: SitePlan, pages: readonly PlannedPage[], notFound: boolean, progress: Progress): Promise<void> {
  progress.phase('整理页面')
  for (const [index, { page, fingerprint }] of pages.entries()) {
    await assembly.addPage(page.address, fingerprint, pageFile(page))
    progress.count(index + 1, pages.length)
  }
  if (notFound) await assembly.addPage(NOT_FOUND, notFoundFingerprint(plan.pages), NOT_FOUND.slice(1))
}

async function buildShard(options: BuildOptions, { places, plan, timed }: Work, shard: Shard): Promise<{ rendered: number }> {
  const pages = shard.pagesOf(plan.pages)
  const notFound = shard.index === 1
  await timed('render', () => render(places, plan, pages, notFound, options.progress))
  const assembly = await Assembly.begin(places, shard.folder(places), plan.precompress)
  await timed('finish', () => finish(assembly, plan, pages, notFound, options.progress))
  await assembly.write({ path: STATE_FILE, bytes: stateText({ code: plan.code, units: assembly.units, reports: {} }) })
  await assembly.seal()
  return { rendered: pages.length }
}

function tell(progress: Progress, plan: SitePlan, last: PublishState | undefined, { render: pages, remove, keep }: Changes): void {
  const reason = reasonsOf(plan, last)
  for (const { page } of pages) progress.say(`生成  ${page.address}  ${reason(page)}`)
  const leads = new Map(plan.redirects.map(({ from, to }) => [from, to]))
  for (const id of remove) if (id.startsWith('/')) progress.say(`撤下  ${id}${leads.has(id) ? `  转到 ${leads.get(id) ?? ''}` : ''}`)
  progress.say(`将生成 ${pages.length} 页，保留 ${pagesIn(keep)} 页，撤下 ${pagesIn(remove)} 页。`)
}
