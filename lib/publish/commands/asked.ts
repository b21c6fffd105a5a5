import { parseArgs, type ParseArgsConfig } from 'node:util'

type Given<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>

/** What a command was asked for; `undefined` once it was told how it is written, to whom wants to know or wrote it otherwise. */
export function asked<T extends ParseArgsConfig>(help: string, config: T): Given<T> | undefined {
  const given = read(config)
  if (given?.values.help === true) process.stdout.write(`${help}\n`)
  else if (given) return given as Given<T>
  else {
    process.stderr.write(`选项写得不对（${process.argv.slice(2).join(' ')}）。\n\n${help}\n`)
    process.exitCode = 1
  }
  return undefined
}

function read(config: ParseArgsConfig): Given<ParseArgsConfig> | undefined {
  try {
    return parseArgs({ ...config, options: { ...config.options, help: { type: 'boolean' } } })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}
