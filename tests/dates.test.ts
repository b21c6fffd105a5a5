import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { intervalText, longDate, lunarDate, weekday } from '../lib/typography'

describe('a date on the page', () => {
  test('is written in full, with weekday and lunar date', () => {
    expect([longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17')]).toEqual(['2021年12月17日', '星期五', '辛丑年十一月十四'])
  })
  test.each([
    ['2021-12-14', '2021-12-15', '12月14日至15日'], ['2021-12-31', '2022-01-02', '12月31日至1月2日'], ['2021-12-14', '2021-12-14', '12月14日'], ['2021-11-30', '2021-12-02', '11月30日至12月2日'],
  ])('from %s to %s reads %s', (start, end, text) => {
    expect(intervalText({ start, end })).toBe(text)
  })
  test.each(['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC'])('is the same day in %s', (TZ) => {
    const script = "import { longDate, weekday, lunarDate } from './lib/typography'; console.log(longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17'))"
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '..'), env: { ...process.env, TZ, LANG: 'C' }, encoding: 'utf8' })
    expect(said.trim()).toBe('2021年12月17日 星期五 辛丑年十一月十四')
  })
})
