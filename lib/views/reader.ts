import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BaseView } from './model'
import type { Params, RouteName } from './registry'

/** Where pages get what they show: parameters of a route, and the view of an address. */
export interface ViewSource {
  readonly params: (route: RouteName) => Promise<readonly Params[]>
  /** `undefined` when there is no such page. */
  readonly view: (address: string) => Promise<BaseView | undefined>
}

/** Name of the file, below the folder of views, that lists for each route the parameters to render; it is written first. */
export const PARAMS_FILE = 'params.json'

/** Name of the file that is written last: a view that is not there then is of no page. */
export const ALL_WRITTEN = 'all-written'

/** Path of a page's view below the folder of views: `articles/2021-12-17/x/view.json`. */
export function viewFile(address: string): string {
  return `${address.slice(1)}view.json`
}

/** How often a look is taken whether a file is there yet, in milliseconds. */
const LOOK = 25

/**
 * Reads the views `lib/publish` writes, so that no render worker has to load the content again. Next is started while
 * they are still being made: it renders the first while the last are written. A file is put in its place whole.
 */
export function viewsInFolder(folder: string): ViewSource {
  const read = async (file: string): Promise<unknown> => {
    for (;;) {
      const isLast = existsSync(join(folder, ALL_WRITTEN))
      try {
        return JSON.parse(await readFile(join(folder, file), 'utf8'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        if (isLast) return undefined
      }
      await sleep(LOOK)
    }
  }
  return {
    params: async (route) => ((await read(PARAMS_FILE)) as Partial<Record<RouteName, Params[]>> | undefined)?.[route] ?? [],
    view: async (address) => (await read(viewFile(address))) as BaseView | undefined,
  }
}

export type { BaseView, Params, RouteName }
