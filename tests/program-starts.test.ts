import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ended } from './command'

const root = join(import.meta.dirname, '..')

/** A program of few modules, where Node finds our libraries. */
let folder = ''
beforeEach(() => {
  mkdirSync(join(root, '.publish'), { recursive: true })
  folder = mkdtempSync(join(root, '.publish/program-'))
  for (const file of ['run.mjs', 'package.json', 'package-lock.json', 'tsconfig.json']) cpSync(join(root, file), join(folder, file))
  put('lib/desk/greet.ts', "export const greeting: string = '你好'\n")
  put('lib/desk/command.ts', "import { greeting } from './greet'\nconsole.log(greeting, ...process.argv.slice(2))\n")
})
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const begin = (entry: string, ...args: string[]) => spawn(process.execPath, ['run.mjs', entry, ...args], { cwd: folder })

function run(entry: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['run.mjs', entry, ...args], { cwd: folder, encoding: 'utf8' })
}

test('a command is given its arguments, and is what its modules say at the time', () => {
  expect(run('lib/desk/command.ts', '--all', '云山')).toMatchObject({ stdout: '你好 --all 云山\n', stderr: '', status: 0 })
  put('lib/desk/greet.ts', "export const greeting: string = '再会'\n")
  expect(run('lib/desk/command.ts').stdout).toBe('再会\n')
  put('lib/desk/greet.ts', "export const greeting: string = '你好'\n")
  expect(run('lib/desk/command.ts').stdout).toBe('你好\n')
})

test('two that start at once both run', async () => {
  const both = await Promise.all([ended(begin('lib/desk/command.ts')), ended(begin('lib/desk/command.ts'))])
  expect(both.map(({ said }) => said)).toEqual(['你好\n', '你好\n'])
})

test('a module knows its own place, and an error the line it was written in', () => {
  put('lib/desk/place.ts', "\n\nconsole.log(import.meta.url)\nthrow new Error('broken' as string)\n")
  const { stdout, stderr, status } = run('lib/desk/place.ts')
  expect(stdout).toMatch(/\/lib\/desk\/place\.ts\n$/u)
  expect(stderr).toMatch(/lib\/desk\/place\.ts:4:7/u)
  expect(status).toBe(1)
})

test('a thread runs a module as a process does', () => {
  put('lib/desk/beside.ts', "import { parentPort, workerData } from 'node:worker_threads'\nimport { greeting } from './greet'\nparentPort?.postMessage(`${greeting}，${workerData as string}`)\n")
  put('lib/desk/starts.ts', "import { Worker } from 'node:worker_threads'\nnew Worker('./run.mjs', { argv: ['lib/desk/beside.ts'], workerData: '线程' }).on('message', console.log)\n")
  expect(run('lib/desk/starts.ts')).toMatchObject({ stdout: '你好，线程\n', stderr: '' })
})

test('what earlier code was bundled to goes after a day', () => {
  run('lib/desk/command.ts')
  const programs = join(folder, '.publish/programs')
  const [first = ''] = readdirSync(programs)
  put('lib/desk/greet.ts', "export const greeting: string = '再会'\n")
  run('lib/desk/command.ts')
  expect(readdirSync(programs)).toHaveLength(2)
  const days = new Date(Date.now() - 2 * 86_400_000)
  utimesSync(join(programs, first), days, days)
  put('lib/desk/greet.ts', "export const greeting: string = '早'\n")
  run('lib/desk/command.ts')
  expect(readdirSync(programs)).toHaveLength(2)
  expect(readdirSync(programs)).not.toContain(first)
})
