import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BaseView } from './model'
import type { Params, RouteName } from './registry'

/** Where pages get what they show: parameters of a route, and the view of an address. */
export interface ViewSource {
  readonly params: (route: RouteName) => Promise<readonly Params[]>
  /** `undefined` when there is no such page. */
  readonly view: (address: string) => Promise<BaseView | undefined>
}

/** Name of the file, below the folder of views, that lists for each route the parameters to render. */
export const PARAMS_FILE = 'params.json'

/** Path of a page's view below the folder of views: `articles/2021-12-17/x/view.json`. */
export function viewFile(address: string): string {
  return `${address.slice(1)}view.json`
}

/** Reads the views `lib/publish` wrote, so that no render worker has to load the content again. */
export function viewsInFolder(folder: string): ViewSource {
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'))
  return {
    params: async (route) => ((await json(PARAMS_FILE)) as Partial<Record<RouteName, Params[]>>)[route] ?? [],
    view: async (address) => {
      try {
        return (await json(viewFile(address))) as BaseView
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

export type { BaseView, Params, RouteName }
