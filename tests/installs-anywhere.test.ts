import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Package { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>>; readonly hasInstallScript?: boolean }

const root = join(import.meta.dirname, '..')
const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const { packages } = json('package-lock.json') as { packages: Record<string, Package> }

test('the lock file names the native binaries of every platform: npm ci refuses it anywhere otherwise', () => {
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies)).filter((name) => !packages[`node_modules/${name}`])
  expect([...new Set(missing)]).toEqual([])
})

test('every library of ours is pinned to one version', () => {
  const { dependencies, devDependencies } = json('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
})
