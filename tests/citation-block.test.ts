import { createHash } from 'node:crypto'
import jsQR from 'jsqr'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Citation } from '../app/components/Citation'
import { citationView } from '../lib/views/citation'
import { reportAddress } from '../lib/views/whereToReport'
import { archiveOf, hardArchive, realArchive, report } from './archives'

/** The code as the page draws it, read as a telephone would. */
async function scanned({ size, path, dashes }: ReturnType<typeof citationView>['qr']): Promise<string | undefined> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${(size + 8) * 5}" height="${(size + 8) * 5}" viewBox="-4 -4.5 ${size + 8} ${size + 8}"><path fill="#fff" d="M-9-9h99v99h-99z"/><path fill="none" stroke="#000" d="${path}" stroke-dasharray="${dashes}"/></svg>`
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return (jsQR as unknown as { default: typeof jsQR }).default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

test('the QR code of every report is read as its address', async () => {
  for (const archive of [await realArchive(), hardArchive()]) for (const article of archive.articles) {
    expect(await scanned(citationView(archive, article).qr)).toBe(`${archive.site.url}/articles/${article.id}/`)
  }
})

test('a report has the digest of its text, and one that is a picture alone has none', () => {
  const archive = archiveOf({
    'issues/2001-02-03/text.md': report({ title: '虚构的报道', date: '2001-02-03' }, '虚构的正文。'),
    'issues/2001-02-03/photo.md': report({ title: '虚构的照片', date: '2001-02-03', photos: [{ caption: '虚构的说明。' }] }, ''),
  })
  const shown = Object.fromEntries(archive.articles.map((article) => [article.slug, renderToStaticMarkup(createElement(Citation, { citation: citationView(archive, article) }))]))
  expect(shown.text).toContain(createHash('sha256').update('虚构的正文。').digest('hex'))
  expect(shown.photo).toContain('引用本文')
  expect(shown.photo).not.toContain('SHA-256')
})

describe('the link to report an error', () => {
  test('is a mail with subject and text filled in', () => {
    const url = new URL(reportAddress('bianji@yunshan.example', '纠错 2001-02-03/x', '误：\n正：') ?? '')
    expect(url.protocol + url.pathname).toBe('mailto:bianji@yunshan.example')
    expect(decodeURIComponent(url.search)).toBe('?subject=纠错 2001-02-03/x&body=误：\r\n正：')
  })
  test.each([
    ['https://github.com/yunshan/archive/issues', 'https://github.com/yunshan/archive/issues/new?title=%E7%BA%A0&body=b'],
    ['https://github.com/yunshan/archive/issues/new/', 'https://github.com/yunshan/archive/issues/new?title=%E7%BA%A0&body=b'],
    ['https://gitee.com/yunshan/archive/issues', 'https://gitee.com/yunshan/archive/issues/new?issue[title]=%E7%BA%A0&issue[description]=b'],
    ['https://paper.example/contact', 'https://paper.example/contact'],
  ])('for %s is %s', (contact, address) => {
    expect(reportAddress(contact, '纠', 'b')).toBe(address)
  })
  test('is not there where the newsroom gives no contact', () => {
    expect(reportAddress(undefined, '纠', 'b')).toBeUndefined()
  })
})
