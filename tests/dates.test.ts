import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { longDate, lunarDate, weekday } from '../lib/typography'

describe('a date on the page', () => {
  test('is written in full, with weekday and lunar date', () => {
    expect([longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17')]).toEqual(['2021年12月17日', '星期五', '辛丑年十一月十四'])
  })
  test.each(['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC'])('is the same day in %s', (TZ) => {
    const script = "import { longDate, weekday, lunarDate } from './lib/typography'; console.log(longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17'))"
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '..'), env: { ...process.env, TZ, LANG: 'C' }, encoding: 'utf8' })
    expect(said.trim()).toBe('2021年12月17日 星期五 辛丑年十一月十四')
  })
})
