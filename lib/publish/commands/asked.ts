import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What a command was asked for; `undefined` where there are no such options. */
export function asked<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> | undefined {
  try {
    return parseArgs(config)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}
