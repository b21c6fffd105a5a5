import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Package { readonly license?: string; readonly dev?: boolean; readonly resolved?: string; readonly integrity?: string; readonly link?: boolean; readonly inBundle?: boolean }

const root = join(import.meta.dirname, '..')
const text = (file: string): string => readFileSync(join(root, file), 'utf8')
const { packages } = JSON.parse(text('package-lock.json')) as { packages: Record<string, Package> }
const libraries = Object.entries(packages).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** SPDX expressions that may be used and passed on with this program as they are. */
const ALLOWED = new Set([
  'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MIT AND Apache-2.0', 'Python-2.0', 'BlueOak-1.0.0', '(MIT OR Apache-2.0)', 'MIT OR Apache-2.0', '(MIT OR CC0-1.0)', 'CC0-1.0', 'Unlicense',
  // A font: may be embedded and drawn with.
  'OFL-1.1',
  // Data of browsers, unchanged.
  'CC-BY-4.0',
  // Asks for changes of its own files only, and we make none.
  'MPL-2.0',
  // libvips, a library of its own that sharp loads.
  'LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
])

describe('the libraries', () => {
  test('have each a reason in the README', () => {
    const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
    const readme = text('README.md')
    const unexplained = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/') && !readme.includes(`\`${name}\``))
    expect(unexplained).toEqual([])
  })

  test('that make the site are under licences that allow it', () => {
    const others = libraries.filter(([, { dev, license = 'none' }]) => !dev && !ALLOWED.has(license)).map(([path, { license }]) => `${nameOf(path)}: ${license ?? 'none'}`)
    expect(others).toEqual([])
  })

  test('are listed with their licences in THIRD-PARTY.md; -u writes the list anew', async () => {
    const rows = new Map(libraries.filter(([, { dev }]) => !dev).map(([path, { license = '' }]) => [nameOf(path), license]))
    const table = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, license]) => `| [${name}](https://www.npmjs.com/package/${name}) | ${license} |`)
    await expect(`# Third-party libraries\n\nWhat the archive is built with, on any system, with licences as SPDX expressions; each package in \`node_modules\` has the text of its own. Written by \`npx vitest run --project unit tests/supply-chain.test.ts -u\`.\n\n| package | licence |\n|---|---|\n${table.join('\n')}\n`)
      .toMatchFileSnapshot(join(root, 'THIRD-PARTY.md'))
  })

  test('come from the npm registry, each with the hash it must have', () => {
    for (const [path, { resolved, integrity, link, inBundle }] of libraries) {
      expect(link, path).toBeUndefined()
      // Comes inside the package that needs it, under that package's hash.
      if (inBundle) continue
      // Said only of what comes from elsewhere.
      if (resolved !== undefined) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//u)
      expect(integrity, path).toMatch(/^sha512-/u)
    }
  })

  test('run nothing when they are installed', () => {
    expect(text('.npmrc')).toMatch(/^ignore-scripts=true$/mu)
    expect(Object.keys((JSON.parse(text('package.json')) as { scripts: object }).scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/u.test(name))).toEqual([])
  })
})

test('the code is under the MIT licence, and says so where programs look', () => {
  expect(text('LICENSE')).toMatch(/^MIT License/u)
  expect((JSON.parse(text('package.json')) as { license: string }).license).toBe('MIT')
})

test('what SECURITY.md points to is there', () => {
  const named = [...text('SECURITY.md').matchAll(/`(tests\/[\w.-]+)`/gu)].map(([, file = '']) => file)
  expect(named.length).toBeGreaterThan(4)
  for (const file of named) expect(text(file).length, file).toBeGreaterThan(0)
})
