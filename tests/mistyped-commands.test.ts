import { expect, test } from 'vitest'
import { run } from './command'

test.each([
  ['check', ['--fxi']], ['check', ['云山.md']], ['check', ['--fix=是']],
  ['import', ['--dat', '2020-05-04']], ['new', ['--titel', '题']], ['search', ['--al']],
] as const)('npm run %s -- %j says in Chinese how it is written', async (script, args) => {
  const { code, out, err } = await run(script, args)
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain(args.join(' '))
  expect(err).toContain(`用法：npm run ${script}`)
  expect(err).not.toMatch(/ERR_|Unknown|Unexpected|\n {4}at /u)
}, 120_000)
