import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AboutPage } from '../app/components/AboutPage'
import { ArticlePage } from '../app/components/ArticlePage'
import { CorrectionsPage } from '../app/components/CorrectionsPage'
import { asSentence } from '../lib/archive'
import { correctionEntries, reportEntry } from '../lib/feeds/entries'
import { reportMarkdown } from '../lib/feeds/markdown'
import { viewOf, type AboutView, type ArticleView, type CorrectionsView } from '../lib/views'
import { archiveOf } from './archives'

test.each([
  ['正文三处作“春耕”', '正文三处作“春耕”。'], ['正文三处作“春耕”。', '正文三处作“春耕”。'], ['主任说：“是春耕。”', '主任说：“是春耕。”'], ['是“春耕”吗？', '是“春耕”吗？'],
  ['报样如此！', '报样如此！'], ['见“春耕。”（第二版）', '见“春耕。”（第二版）。'], ['参见上文……', '参见上文……'], ['（参见第二版。）', '（参见第二版。）'],
])('the reason “%s” ends in one full stop, on every page and in every feed', (reason, ended) => {
  expect(asSentence(reason)).toBe(ended)
  const archive = archiveOf({ 'issues/2020-05-04/spring.md': `---\ntitle: 云山春耕\ndate: 2020-05-04\ncorrections:\n  - {printed: 春拼, corrected: 春耕, in: title, reason: "${reason}"}\n---\n\n今天开始。\n` })
  const [article] = archive.articles
  if (!article) throw new Error('no report')
  const everywhere = [
    renderToStaticMarkup(createElement(ArticlePage, { view: viewOf(archive, { address: '/articles/2020-05-04/spring/' }) as ArticleView })),
    renderToStaticMarkup(createElement(AboutPage, { view: viewOf(archive, { address: '/about/' }) as AboutView })),
    renderToStaticMarkup(createElement(CorrectionsPage, { view: viewOf(archive, { address: '/corrections/' }) as CorrectionsView })),
    reportEntry(archive, article).html, ...correctionEntries(archive, article).flatMap(({ html, summary }) => [html, summary]),
    reportMarkdown(archive, article),
  ]
  expect(everywhere).toHaveLength(7)
  for (const text of everywhere) {
    expect(text).toContain(ended)
    expect(text).not.toContain(`${ended}。`)
  }
})
