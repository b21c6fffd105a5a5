import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readState, STATE_FILE, stateText, Unit } from '../lib/publish/state'

const dir = mkdtempSync(join(tmpdir(), 'state-'))
afterAll(() => { rmSync(dir, { recursive: true }) })

const units = new Map(['/', '/about/', '/people/'].map((id, nth) => [id, Unit.of({ fingerprint: `f${nth}`, title: `第${nth}页` }, [[`${id.slice(1)}index.html`, 100 + nth]])]))
const WHOLE = stateText({ code: 'code', manifest: 'manifest', units }).toString('utf8')

test('what a site was made of is read as it was written', async () => {
  writeFileSync(join(dir, STATE_FILE), WHOLE)
  const state = await readState(dir)
  expect(state).toMatchObject({ code: 'code', manifest: 'manifest' })
  expect([...state?.units ?? []].map(([id, unit]) => [id, unit.title, unit.bytes, unit.files])).toEqual([...units].map(([id, unit]) => [id, unit.title, unit.bytes, unit.files]))
})

test.each([
  ['is missing', undefined],
  ['is empty', ''],
  ['is cut in half', WHOLE.slice(0, WHOLE.length / 2)],
  ['lacks its last line', WHOLE.replace(/[^\n]*\n$/u, '')],
  ['has a unit with another fingerprint', WHOLE.replace('"f1"', '"f2"')],
  ['has a unit with another size', WHOLE.replace('101]]', '102]]')],
  ['is of another format', WHOLE.replace('"format":', '"format":1')],
  ['is not what it was', '<html></html>\n'],
])('one that %s counts for nothing, and everything is made anew', async (_, text) => {
  expect(text).not.toBe(WHOLE)
  rmSync(join(dir, STATE_FILE), { force: true })
  if (text !== undefined) writeFileSync(join(dir, STATE_FILE), text)
  expect(await readState(dir)).toBeUndefined()
})
