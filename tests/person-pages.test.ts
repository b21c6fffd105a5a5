import { describe, expect, test } from 'vitest'
import { viewOf, type PersonView } from '../lib/views'
import { archiveOf, report } from './archives'

/** What a person's page quotes from a report: before the name, the name, after it. */
function quoted(slug: string, people: readonly unknown[], text: string, others: Readonly<Record<string, string>> = {}, fields: object = {}): readonly string[] | undefined {
  const archive = archiveOf({ ...others, 'issues/2001-02-03/first.md': report({ title: '虚构的题目', date: '2001-02-03', people, ...fields }, text) })
  return (viewOf(archive, { address: `/people/${slug}/` }) as PersonView).years[0]?.appearances[0]?.sentence
}

describe('a person’s page marks in the quoted sentence', () => {
  test('their own name, not the same characters in another’s', () => {
    const text = '昨日开会。王伟华、王伟到会。'
    expect(quoted('wang-wei', ['王伟', '王伟华'], text)).toEqual(['王伟华、', '王伟', '到会。'])
    expect(quoted('wang-wei-hua', ['王伟', '王伟华'], text)).toEqual(['', '王伟华', '、王伟到会。'])
  })

  test('a name spread by a space', () => {
    expect(quoted('wang-wei', ['王伟'], '昨日开会。县长王　伟到会。')).toEqual(['县长', '王　伟', '到会。'])
  })

  test('of two namesakes in one sentence the one it is about', () => {
    const namesakes = { 'people/wang-wei.md': report({ name: '王伟（公安）' }, ''), 'people/wang-wei-2.md': report({ name: '王伟（教师）' }, '') }
    const people = [{ '王伟（公安）': '局长' }, { '王伟（教师）': '教师' }]
    expect(quoted('wang-wei', people, '局长王伟、教师王伟到会。', namesakes)).toEqual(['局长', '王伟', '、教师王伟到会。'])
    expect(quoted('wang-wei-2', people, '局长王伟、教师王伟到会。', namesakes)).toEqual(['局长王伟、教师', '王伟', '到会。'])
  })

  test('a name after the 电头, not the reporter’s in it, and one in a caption', () => {
    expect(quoted('wang-wei', ['王伟'], '本报讯（记者 贾二）王伟到会。')).toEqual(['', '王伟', '到会。'])
    expect(quoted('wang-wei', ['王伟'], '本报讯（记者 王伟）会议昨日举行。')).toBeUndefined()
    expect(quoted('wang-wei', ['王伟'], '会议昨日举行。', {}, { photos: [{ caption: '会议昨日举行。 右一为王伟。' }] })).toEqual(['右一为', '王伟', '。'])
  })
})

describe('the days behind a title', () => {
  /** What the list of titles says, of a person in one report a day. */
  const daysOf = (dates: readonly string[], address = '/people/wang-wei/'): string[] => {
    const archive = archiveOf(Object.fromEntries(dates.map((date) => [`issues/${date}/x.md`, report({ title: '虚构的题目', date, people: [{ 王伟: '县长' }] }, '王伟到会。')])))
    return (viewOf(archive, { address }) as PersonView).titles.map(({ days }) => days)
  }

  test('run from the oldest on and repeat nothing; the page has said its one year', () => {
    expect(daysOf(['2021-12-16', '2021-12-14'])).toEqual(['12月14日、16日'])
    expect(daysOf(['2021-12-16', '2021-11-30', '2021-11-02'])).toEqual(['11月2日、30日、12月16日'])
  })

  test('name the year where there are several, whenever it changes', () => {
    expect(daysOf(['2020-12-31', '2021-01-31', '2021-12-31', '2019-05-04'])).toEqual(['2019年5月4日、2020年12月31日、2021年1月31日、12月31日'])
    // The same month of another year.
    expect(daysOf(['2020-12-31', '2021-12-31'])).toEqual(['2020年12月31日、2021年12月31日'])
  })

  test('are the first six, and it is said that there are more', () => {
    expect(daysOf(['01', '02', '03', '04', '05', '06', '07'].map((day) => `2001-02-${day}`))).toEqual(['2月1日、2日、3日、4日、5日、6日等'])
  })
})

describe('a person’s page tells when they were in the paper', () => {
  test('by the issues, not by what these tell of', () => {
    const archive = archiveOf({
      'issues/2001-02-03/first.md': report({ title: '虚构的往事', date: '2001-02-03', eventDate: '1949-10-01', people: ['甄一'] }, '甄一到会。'),
      'issues/2001-04-05/second.md': report({ title: '虚构的近事', date: '2001-04-05', eventDate: '2001-01-31', people: ['甄一'] }, '甄一到会。'),
    })
    const { span, years } = viewOf(archive, { address: '/people/zhen-yi/' }) as PersonView
    expect(span).toBe('2001年2月至2001年4月')
    expect(years.map(({ year }) => year)).toEqual(['2001', '1949'])
  })
})
