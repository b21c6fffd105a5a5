import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { longDate, lunarDate, weekday } from '../lib/typography'

describe('a date on the page', () => {
  test('is written in full, with weekday and lunar date', () => {
    expect([longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17')]).toEqual(['2021年12月17日', '星期五', '辛丑年十一月十四'])
  })
  // Days on which ICU's calendar errs, leap months, and the first and last days of a year.
  test.each([
    ['1954-02-03', '甲午年正月初一'], ['1955-02-22', '乙未年二月初一'], ['1987-07-26', '丁卯年闰六月初一'], ['1999-01-17', '戊寅年腊月初一'],
    ['2012-08-17', '壬辰年七月初一'], ['2018-11-07', '戊戌年九月三十'], ['2027-02-06', '丁未年正月初一'], ['2030-02-02', '己酉年腊月三十'],
    ['2020-05-23', '庚子年闰四月初一'], ['2023-04-19', '癸卯年闰二月廿九'], ['2033-12-22', '癸丑年闰十一月初一'], ['1984-11-23', '甲子年闰十月初一'],
    ['1949-10-01', '己丑年八月初十'], ['2024-02-09', '癸卯年腊月三十'], ['2024-02-10', '甲辰年正月初一'], ['1872-04-30', '壬申年三月廿三'],
  ])('%s is %s', (date, lunar) => { expect(lunarDate(date)).toBe(lunar) })
  test.each(['0001-01-01', '1582-10-10', '2101-01-01', '9999-12-31'])('%s, of which the Chinese calendar has no table, is written without', (date) => {
    expect([longDate(date), lunarDate(date)]).toEqual([expect.stringContaining('年'), undefined])
  })
  test.each(['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC'])('is the same day in %s', (TZ) => {
    const script = "import { longDate, weekday, lunarDate } from './lib/typography'; console.log(longDate('2021-12-17'), weekday('2021-12-17'), lunarDate('2021-12-17'))"
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '..'), env: { ...process.env, TZ, LANG: 'C' }, encoding: 'utf8' })
    expect(said.trim()).toBe('2021年12月17日 星期五 辛丑年十一月十四')
  })
})
