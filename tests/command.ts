import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  /** The program; this one unless told. */
  readonly folder?: string
  /** What is typed; nothing unless told. */
  readonly typed?: string
}

/** What a command left. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Both, as they came. */
  readonly said: string
}

/** What npm runs for a script of package.json, without npm between: signals reach it. */
export function start(script: string, args: readonly string[] = [], { env = {}, folder = root }: Surroundings = {}): ChildProcessWithoutNullStreams {
  const [node, ...words] = scripts[script]?.split(' ') ?? []
  if (node !== 'node') throw new Error(`npm run ${script} does not run Node`)
  return spawn(process.execPath, [...words, ...args], { cwd: folder, env: { ...process.env, NODE_ENV: 'production', ...env } })
}

export async function run(script: string, args: readonly string[] = [], surroundings: Surroundings = {}): Promise<Ended> {
  const child = start(script, args, surroundings)
  child.stdin.end(surroundings.typed ?? '')
  return ended(child)
}

export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [out, err, said] = ['', '', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; said += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; said += text })
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { code, out, err, said }
}
