import { notFound } from 'next/navigation'
import { viewsInFolder, type BaseView, type RouteName, type ViewSource } from '@/lib/views/reader'

/**
 * `npm run build` and `npm run dev` hand the pages their views as files (VIEWS_DIR).
 * Without them, under a plain `next build`, the content is loaded here.
 */
const source: Promise<ViewSource> = process.env.VIEWS_DIR
  ? Promise.resolve(viewsInFolder(process.env.VIEWS_DIR))
  : import('./viewsInMemory').then(({ viewsInMemory }) => viewsInMemory())

/**
 * A static export refuses a dynamic route without parameters, and an archive may have no topics yet.
 * A route with nothing to render gets this one; publishing leaves the page it makes behind.
 */
const PLACEHOLDER = '_'

/** `generateStaticParams` of a dynamic route, whose parameters are named `names`; `period` is a catch-all. */
export async function paramsFor(route: RouteName, names: readonly string[]): Promise<Record<string, string | string[]>[]> {
  const params = await (await source).params(route)
  if (params.length > 0) return params.map((entry) => ({ ...entry }))
  return [Object.fromEntries(names.map((name) => [name, name === 'period' ? [] : PLACEHOLDER]))]
}

/** The view shown at an address built from path segments; a not-found page where there is none. */
export async function viewAt<T extends BaseView>(...segments: (string | readonly string[] | undefined)[]): Promise<T> {
  const path = segments.flatMap((segment) => segment ?? [])
  const view = await (await source).view(`/${path.map((segment) => `${segment}/`).join('')}`)
  return (view as T | undefined) ?? notFound()
}
