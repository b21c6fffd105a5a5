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

/** Name of the file, below the folder of views, that lists for each route the parameters to render. */
export const PARAMS_FILE = 'params.json'

/** Path of a page's view below the folder of views: `articles/2021-12-17/x/view.json`. */
export function viewFile(address: string): string {
  return `${address.slice(1)}view.json`
}

/** How often a look is taken whether the views are there yet, in milliseconds. */
const LOOK = 25

/**
 * Reads the views `lib/publish` writes, so that no render worker has to load the content again. Next is started while
 * they are still being made: asked too early, it waits until the list of parameters, which is written last, is there.
 */
export function viewsInFolder(folder: string): ViewSource {
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'))
  const there = async (): Promise<void> => {
    while (!existsSync(join(folder, PARAMS_FILE))) await sleep(LOOK)
  }
  return {
    params: async (route) => {
      await there()
      return ((await json(PARAMS_FILE)) as Partial<Record<RouteName, Params[]>>)[route] ?? []
    },
    view: async (address) => {
      await there()
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
