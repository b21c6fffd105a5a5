import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString } from 'mdast-util-to-string'
import { gfm } from 'micromark-extension-gfm'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { ArticlePage } from '../app/components/ArticlePage'
import type { Archive } from '../lib/archive'
import { viewOf, type ArticleView } from '../lib/views'
import { archiveOf, HARD_TITLES, hardArchive, realArchive, report } from './archives'
import { fileAt, filesOf } from './archiveOutput'

const parsed = (markdown: string) => fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
const plain = (text: string) => text.replace(/\s+/gu, '')

let real: Archive
beforeAll(async () => { real = await realArchive() })

describe('index.md beside a report', () => {
  test('read by any Markdown reader has the title and every paragraph of the text', () => {
    for (const archive of [real, hardArchive()]) {
      const files = filesOf(archive)
      for (const article of archive.articles) {
        const tree = parsed(fileAt(files, `articles/${article.id}/index.md`))
        expect(toString(tree.children[0])).toBe(article.title)
        const texts = tree.children.map((node) => plain(toString(node)))
        for (const block of article.blocks) expect(texts, article.id).toContain(plain(block.text))
      }
    }
  })

  test('carries every title whole', () => {
    const files = filesOf(hardArchive())
    const titles = hardArchive().articles.map(({ id }) => toString(parsed(fileAt(files, `articles/${id}/index.md`)).children[0]))
    expect(titles).toEqual(HARD_TITLES)
  })

  test('sets a correction of the text as a footnote where it stands', () => {
    const archive = archiveOf({
      'issues/2001-02-03/x.md': report({
        title: '一', date: '2001-02-03', corrections: [{ printed: '真一', corrected: '甄一', in: 'text', reason: '显系误字' }],
      }, '到会的有甄一等人。'),
    })
    const markdown = fileAt(filesOf(archive), 'articles/2001-02-03/x/index.md')
    expect(markdown).toContain('到会的有甄[^1]一等人。')
    expect(markdown).toContain('[^1]: 甄一：正文，底本作“真一”。显系误字。')
  })

  test('says where the source breaks off and that a photograph is lost', () => {
    const files = filesOf(real)
    expect(fileAt(files, 'articles/2021-12-17/party-governance/index.md')).toContain('〔下文未存〕')
    expect(fileAt(files, 'articles/2021-12-17/merganser-returns/index.md')).toContain('〔照片未存〕')
  })

  test('says so before the footnotes, which are whole', () => {
    const archive = archiveOf({ 'issues/2001-02-03/x.md': report({ title: '一', date: '2001-02-03', incomplete: 'end' }, '云山[^1]开始\n\n[^1]: 虚构的注。') })
    expect(fileAt(filesOf(archive), 'articles/2001-02-03/x/index.md')).toMatch(/开始\n\n〔下文未存〕\n\n1\. +虚构的注。/u)
    expect(fileAt(filesOf(archive), 'feed.xml')).toMatch(/开始.*〔下文未存〕.*虚构的注。/su)
    const view = viewOf(archive, { address: '/articles/2001-02-03/x/' }) as ArticleView
    expect(renderToStaticMarkup(createElement(ArticlePage, { view }))).toMatch(/开始<\/p><\/div><p class="gap" role="note">原文至此中断，下文未存<\/p><div><ol id="p2">[^]*虚构的注。/u)
  })
})

test('llms.txt leads to the Markdown of the newest reports', () => {
  const files = filesOf(real)
  const text = fileAt(files, 'llms.txt')
  expect(text).toMatch(/^# 衢江旧报\n\n> /)
  const links = [...text.matchAll(/\]\(https:\/\/qujiang-jiubao\.example\/(articles\/.*?index\.md)\)/g)].map(([, path = '']) => path)
  expect(links).toHaveLength(8)
  for (const path of links) expect(files.has(path), path).toBe(true)
})

test('the web manifest is the archive on a home screen', () => {
  const manifest = JSON.parse(fileAt(filesOf(real), 'manifest.webmanifest')) as { name: string; icons: { src: string }[] }
  expect(manifest.name).toBe('衢江旧报')
  expect(manifest.icons.map(({ src }) => src)).toEqual(['/icon-192.png', '/icon-512.png'])
})
