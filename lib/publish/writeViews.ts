import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Archive } from '../archive'
import { listPages, PARAMS_FILE, viewFile, viewOf, type PageRef, type Params, type RouteName } from '../views'

/** Routes without parameters: Next renders them in every build, so their views must always be there. */
const SINGLE: ReadonlySet<RouteName> = new Set<RouteName>(['home', 'people', 'topics', 'calendar', 'about', 'corrections', 'figures', 'data'])

/** A page with the JSON of its view. */
export interface PlannedPage {
  readonly page: PageRef
  readonly json: string
}

export function planPages(archive: Archive): PlannedPage[] {
  return listPages(archive).map((page) => ({ page, json: JSON.stringify(viewOf(archive, page)) }))
}

export function isSingle({ route }: PageRef): boolean {
  return SINGLE.has(route)
}

/** Writes the views Next is to render, and the parameters that make it render just these. */
export async function writeViews(folder: string, planned: readonly PlannedPage[]): Promise<void> {
  const params: Partial<Record<RouteName, Params[]>> = {}
  for (const { page, json } of planned) {
    ;(params[page.route] ??= []).push(page.params)
    const path = join(folder, viewFile(page.address))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, json)
  }
  await writeFile(join(folder, PARAMS_FILE), JSON.stringify(params))
}

/** Takes away the views of pages that are no more; the others stay in place, as preview reads them meanwhile. */
export async function removeViewsBut(folder: string, planned: readonly PlannedPage[]): Promise<void> {
  const kept = new Set([PARAMS_FILE, ...planned.map(({ page }) => viewFile(page.address))])
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name)
    if (!kept.has(path.slice(folder.length + 1).split(sep).join('/'))) await rm(path)
  }
}
