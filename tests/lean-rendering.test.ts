import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { IS_BUSY } from '../lib/publish/render'
import * as ours from '../lib/publish/withoutSegments'

test('what Next cuts into segments is left out by the name it still has, so that an update of Next which renames it is noticed', () => {
  const entry = readFileSync(createRequire(import.meta.url).resolve('next/dist/esm/server/app-render/entry-base.js'), 'utf8')
  const [, names] = /export \{([^}]*)\} from '\.\/collect-segment-data'/u.exec(entry) ?? []
  expect(names?.split(',').map((name) => name.trim()).sort()).toEqual(Object.keys(ours).sort())
})

test('a build that finds another one in its folder knows it by what Next says, and takes no other fault for it', () => {
  const lockfile = readFileSync(createRequire(import.meta.url).resolve('next/dist/build/lockfile.js'), 'utf8')
  const [, before, after] = /`(Another )\$\{[^}]*\}( process is already running\.)`/u.exec(lockfile) ?? []
  expect(` ⨯ ${before}\u001b[36mnext build\u001b[39m${after}`).toMatch(IS_BUSY)
  expect("TypeError: Cannot read properties of undefined (reading 'blocks')").not.toMatch(IS_BUSY)
})
