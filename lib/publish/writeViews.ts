import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { ALL_WRITTEN, PARAMS_FILE, viewFile, type PageRef, type Params, type RouteName } from '../views'
import { severalAtOnce } from './atOnce'
import type { PlannedPage } from './plan'
import { hashOf, type Made } from './state'

/** A page Next was given, without the files it will become. */
export type RenderedPage = Made

/** Routes without parameters: Next renders them in every build, so their views must always be there. */
const SINGLE: ReadonlySet<RouteName> = new Set<RouteName>(['home', 'people', 'topics', 'calendar', 'about', 'corrections', 'figures', 'data', 'search'])

function isSingle({ route }: PageRef): boolean {
  return SINGLE.has(route)
}

/** What Next has to be given to render `wanted`: those, and the pages it renders in any case; the costly ones last. */
export function toRender(all: readonly PlannedPage[], wanted: readonly PlannedPage[]): PlannedPage[] {
  const needed = [...all.filter(({ page }) => isSingle(page)), ...wanted.filter(({ page }) => !isSingle(page))]
  return [...needed.filter(({ page }) => !page.isCostly), ...needed.filter(({ page }) => page.isCostly)]
}

/**
 * Writes the parameters that make Next render just these pages, then their views: it renders the first while the last
 * are being made. Gives what each page is known by afterwards, by its address.
 */
export async function writeViews(folder: string, planned: readonly PlannedPage[]): Promise<Map<string, RenderedPage>> {
  const put = placer(folder)
  const params: Partial<Record<RouteName, Params[]>> = {}
  for (const { page } of planned) (params[page.route] ??= []).push(page.params)
  put(PARAMS_FILE, JSON.stringify(params))
  const rendered = new Map<string, RenderedPage>()
  await severalAtOnce(planned, ({ page, inputs, view: viewOfPage }) => {
    const view = viewOfPage()
    const json = JSON.stringify(view)
    rendered.set(page.address, { fingerprint: hashOf(json), ...(inputs !== undefined && { inputs }), title: view.head.title })
    put(viewFile(page.address), json)
  })
  put(ALL_WRITTEN, '')
  return rendered
}

/** Puts files in their places whole, as they may be read the moment they are there; at once, as `StagedFolder` does. */
function placer(folder: string): (path: string, text: string) => void {
  const made = new Set<string>()
  return (path, text) => {
    const file = join(folder, path)
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    made.add(dirname(file))
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
}

/** Takes away the views of pages that are no more; the others stay in place, as preview reads them meanwhile. */
export async function removeViewsBut(folder: string, planned: readonly PlannedPage[]): Promise<void> {
  const kept = new Set([PARAMS_FILE, ALL_WRITTEN, ...planned.map(({ page }) => viewFile(page.address))])
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name)
    if (!kept.has(path.slice(folder.length + 1).split(sep).join('/'))) await rm(path)
  }
}
