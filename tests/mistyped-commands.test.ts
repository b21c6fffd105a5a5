import { expect, test } from 'vitest'
import { run } from './command'

/** As it is typed. */
const TYPED: Readonly<Record<string, string>> = { start: 'npm start' }
const usageOf = (script: string): string => `用法：${TYPED[script] ?? `npm run ${script}`}`

test.each([
  ['check', ['--fxi']], ['check', ['云山.md']], ['check', ['--fix=是']],
  ['import', ['--dat', '2020-05-04']], ['new', ['--titel', '题']], ['search', ['--al']],
  ['build', ['--fulll']], ['build', ['云山.md']], ['build', ['--shard']], ['verify', ['--manifset', 'kept.txt']], ['dev', ['--nosuch']], ['start', ['--nosuch']],
] as const)('npm run %s -- %j says in Chinese how it is written', async (script, args) => {
  const { code, out, err } = await run(script, args)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain(args.join(' '))
  expect(err).toContain(usageOf(script))
  expect(err).not.toMatch(/ERR_|Unknown|Unexpected|\n {4}at /u)
}, 120_000)

test.each(['check', 'import', 'new', 'search', 'build', 'verify', 'dev', 'start'])('npm run %s -- --help says how it is written, and does nothing else', async (script) => {
  // Where no site is.
  const { code, out, err } = await run(script, ['--help'], { env: { OUT_DIR: 'out-none' } })
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(new RegExp(`^${usageOf(script)}`, 'u'))
}, 120_000)
