import { describe, expect, test } from 'vitest'
import { viewOf, type ArticleView, type IssueView } from '../lib/views'
import { archiveOf, report } from './archives'

const archive = archiveOf(Object.fromEntries([
  ['2001-02-03', '1', 'a'], ['2001-02-03', '1', 'b'], ['2001-02-03', '2', 'c'], ['2001-02-03', '4', 'd'], ['2001-02-04', '1', 'e'],
].map(([date = '', page, slug = ''], at) => [`issues/${date}/${slug}.md`, report({ title: `题${slug}`, date, page, order: String(at + 1) })])))

const beside = (id: string): (string | undefined)[] => {
  const { previous, next } = viewOf(archive, { address: `/articles/${id}/` }) as ArticleView
  return [previous, next].map((link) => link && `${link.label} ${link.address}`)
}

describe('from a report one turns', () => {
  test('to the next on its page, and past the end of the page to the next page', () => {
    expect(beside('2001-02-03/a')).toEqual([undefined, '同版下一篇 /articles/2001-02-03/b/'])
    expect(beside('2001-02-03/b')).toEqual(['同版上一篇 /articles/2001-02-03/a/', '下一版 /articles/2001-02-03/c/'])
  })
  test('over pages that are missing, and never into another issue', () => {
    expect(beside('2001-02-03/c')).toEqual(['上一版 /articles/2001-02-03/b/', '下一版 /articles/2001-02-03/d/'])
    expect(beside('2001-02-03/d')).toEqual(['上一版 /articles/2001-02-03/c/', undefined])
    expect(beside('2001-02-04/e')).toEqual([undefined, undefined])
  })
})

test('reports of which nobody knows the page are on no page before or after another', () => {
  const unplaced = archiveOf(Object.fromEntries([['1', 'a'], ['3', 'b'], [undefined, 'c'], [undefined, 'd']].map(([page, slug = ''], at) => [
    `issues/2001-02-03/${slug}.md`, report({ title: `题${slug}`, date: '2001-02-03', ...(page && { page }), order: String(at + 1) }),
  ])))
  const labels = (slug: string): (string | undefined)[] => {
    const { previous, next } = viewOf(unplaced, { address: `/articles/2001-02-03/${slug}/` }) as ArticleView
    return [previous?.label, next?.label]
  }
  expect(['a', 'b', 'c', 'd'].map(labels)).toEqual([[undefined, '下一版'], ['上一版', '版次不详'], ['第3版', '下一篇'], ['上一篇', undefined]])
  const { issue } = viewOf(unplaced, { address: '/issues/2001-02-03/' }) as IssueView
  expect(issue?.sheets.map(({ label, previous, next }) => [label, previous?.text, next?.text])).toEqual([
    ['第1版', undefined, '下一版'], ['第3版', '上一版', '版次不详'], ['版次不详', '第3版', undefined],
  ])
})

test('from an issue one turns to the one before and the one after', () => {
  const { issue } = viewOf(archive, { address: '/issues/2001-02-03/' }) as IssueView
  expect([issue?.previous, issue?.next?.address]).toEqual([undefined, '/issues/2001-02-04/'])
  expect(issue?.sheets.map(({ id }) => id)).toHaveLength(3)
})
