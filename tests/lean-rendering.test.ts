import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import * as ours from '../lib/publish/withoutSegments'

test('what Next cuts into segments is left out by the name it still has, so that an update of Next which renames it is noticed', () => {
  const entry = readFileSync(createRequire(import.meta.url).resolve('next/dist/esm/server/app-render/entry-base.js'), 'utf8')
  const [, names] = /export \{([^}]*)\} from '\.\/collect-segment-data'/u.exec(entry) ?? []
  expect(names?.split(',').map((name) => name.trim()).sort()).toEqual(Object.keys(ours).sort())
})
