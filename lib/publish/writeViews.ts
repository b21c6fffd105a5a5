import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { PARAMS_FILE, viewFile, type PageRef, type Params, type RouteName } from '../views'
import type { PlannedPage } from './plan'
import { hashOf, type Unit } from './state'

/** A page Next was given, without the files it will become. */
export type RenderedPage = Omit<Unit, 'files'>

/** Routes without parameters: Next renders them in every build, so their views must always be there. */
const SINGLE: ReadonlySet<RouteName> = new Set<RouteName>(['home', 'people', 'topics', 'calendar', 'about', 'corrections', 'figures', 'data', 'search'])

function isSingle({ route }: PageRef): boolean {
  return SINGLE.has(route)
}

/** What Next has to be given to render `wanted`: those, and the pages it renders in any case. */
export function toRender(all: readonly PlannedPage[], wanted: readonly PlannedPage[]): PlannedPage[] {
  return [...all.filter(({ page }) => isSingle(page)), ...wanted.filter(({ page }) => !isSingle(page))]
}

/**
 * Writes the views Next is to render, and last of all the parameters that make it render just these: where they are,
 * the views are. Gives what each page is known by afterwards, by its address.
 */
export async function writeViews(folder: string, planned: readonly PlannedPage[]): Promise<Map<string, RenderedPage>> {
  const rendered = new Map<string, RenderedPage>()
  const params: Partial<Record<RouteName, Params[]>> = {}
  const made = new Set<string>()
  for (const { page, inputs, view: viewOfPage } of planned) {
    const view = viewOfPage()
    const json = JSON.stringify(view)
    rendered.set(page.address, { fingerprint: hashOf(json), ...(inputs !== undefined && { inputs }), title: view.head.title })
    ;(params[page.route] ??= []).push(page.params)
    const path = join(folder, viewFile(page.address))
    if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true })
    made.add(dirname(path))
    await writeFile(path, json)
  }
  await writeFile(join(folder, `${PARAMS_FILE}.new`), JSON.stringify(params))
  await rename(join(folder, `${PARAMS_FILE}.new`), join(folder, PARAMS_FILE))
  return rendered
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
