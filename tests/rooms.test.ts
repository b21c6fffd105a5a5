import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: never[] }

async function breaches(baseDir: string, folders: string[]): Promise<string[]> {
  const { output } = await cruise(folders, { baseDir, ruleSet: { forbidden }, validate: true, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } })
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

/** A tree of modules, each importing those it names. */
function treeOf(modules: Record<string, readonly string[]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  for (const [path, imports] of Object.entries(modules)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), `${imports.map((from, index) => `import { x as x${index} } from '${from}'\n`).join('')}export const x = [${imports.map((_, index) => `x${index}`).join(', ')}]\n`)
  }
  return folder
}

test.each([
  ['the archive imports nothing of ours', 'archive-uses-only-nothing', { 'lib/archive/a.ts': ['../content/b'], 'lib/content/b.ts': [] }],
  ['the desk does not publish', 'desk-uses-only-archive-content', { 'lib/desk/a.ts': ['../publish/b'], 'lib/publish/b.ts': [] }],
  ['publishing does without the desk', 'publish-uses-only-', { 'lib/publish/a.ts': ['../desk/b'], 'lib/desk/b.ts': [] }],
  ['pages do not publish', 'app-uses-neither-desk-nor-publish', { 'app/a.ts': ['../lib/publish/b'], 'lib/publish/b.ts': [] }],
  ['search knows only the archive', 'search-uses-only-archive', { 'lib/search/a.ts': ['../content/b'], 'lib/content/b.ts': [] }],
  ['no room is called utils', 'every-room-is-known', { 'lib/archive/a.ts': [], 'lib/views/b.ts': ['../utils/c'], 'lib/utils/c.ts': [] }],
  ['no cycles', 'no-cycles', { 'lib/archive/a.ts': ['./b'], 'lib/archive/b.ts': ['./a'] }],
])('a breach is found: %s', async (_, rule, modules) => {
  const folder = treeOf(modules)
  try {
    expect(await breaches(folder, ['lib', ...('app/a.ts' in modules ? ['app'] : [])])).toContainEqual(expect.stringMatching(new RegExp(`^${rule}.*: `, 'u')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('our own rooms keep the direction of imports', async () => {
  expect(await breaches(root, ['lib', 'app'])).toEqual([])
}, 60_000)
