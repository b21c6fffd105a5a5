import { rm } from 'node:fs/promises'
import { loadContent, type Diagnostic } from '../content'
import { artefactsOf } from './artefacts'
import { Assembly } from './assemble'
import { exchange, recover } from './exchange'
import { placesOf } from './places'
import type { Progress } from './progress'
import { renderPages } from './render'
import { planPages, writeViews, type PlannedPage } from './writeViews'

export interface BuildOptions {
  readonly contentDir: string
  readonly outDir: string
  readonly progress: Progress
}

export interface BuildResult {
  /** Nothing is published when there is an error among them. */
  readonly diagnostics: readonly Diagnostic[]
  readonly published: boolean
  readonly pages: number
}

/** Publishes a content folder: load, plan, render, finish, exchange. An error in the content stops it before anything is written. */
export async function build({ contentDir, outDir, progress }: BuildOptions): Promise<BuildResult> {
  const places = placesOf(contentDir, outDir)
  await recover(places)
  progress.phase('读取稿件')
  const { archive, diagnostics, assets } = await loadContent(contentDir)
  if (!archive) return { diagnostics, published: false, pages: 0 }
  const planned = planPages(archive)
  await rm(places.views, { recursive: true, force: true })
  await writeViews(places.views, planned)
  progress.phase('生成页面')
  await renderPages(places, progress.count)
  progress.phase('整理页面')
  const assembly = new Assembly(places)
  await assembly.begin()
  const files = pageFiles(planned)
  for (const [index, file] of files.entries()) {
    await assembly.addPage(file)
    progress.count(index + 1, files.length)
  }
  for (const { from, to } of assets) await assembly.addPicture(from, to)
  for await (const artefact of artefactsOf(archive)) await assembly.write(artefact)
  await exchange(places)
  return { diagnostics, published: true, pages: planned.length }
}

/** The pages of the site; what Next made besides (placeholders of empty routes, `404/`, flight files) is left behind. */
function pageFiles(planned: readonly PlannedPage[]): string[] {
  return [...planned.map(({ page }) => `${page.address.slice(1)}index.html`), '404.html']
}

