import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { NEWSPAPER } from './newsrooms'
import { attribute, filesBelow, pagesBelow, textOf } from './siteFiles'

const { folder } = inject('newspaper')
const { rights } = parse(readFileSync(join(NEWSPAPER, 'archive.yaml'), 'utf8')) as { rights: string }
/** Pages; an address that only leads on says nothing of its own. */
const pages = pagesBelow(folder).filter(({ elements }) => !elements.some((element) => attribute(element, 'http-equiv') === 'refresh'))

test('every page shows the rights statement, the search and the page for what is missing too', () => {
  expect(pages.map(({ address }) => address)).toEqual(expect.arrayContaining(['/404.html', '/search/', '/']))
  for (const { address, elements } of pages) {
    const footer = elements.filter(({ tagName }) => tagName === 'footer').at(-1)
    expect(footer && textOf(footer), address).toContain(rights)
  }
})

test('whatever tells machines about a page, a feed or the data tells them the rights', () => {
  const told = new Set<string>()
  for (const { address, elements } of pages) {
    const data = elements.filter((element) => attribute(element, 'type') === 'application/ld+json').map((element) => textOf(element))
    if (data.length > 0) expect(data.join(), address).toContain(`"copyrightNotice":${JSON.stringify(rights)}`)
    if (data.length > 0) told.add(address.replace(/^(\/\w+\/).*$/u, '$1'))
  }
  expect([...told].sort()).toEqual(['/', '/articles/', '/data/', '/issues/', '/people/', '/topics/'])
  const feeds = filesBelow(folder).filter((path) => path.endsWith('feed.xml'))
  expect(feeds.length).toBeGreaterThan(10)
  for (const path of feeds) expect(readFileSync(join(folder, path), 'utf8'), path).toContain(`<rights>${rights}</rights>`)
  expect(readFileSync(join(folder, 'data/index.json'), 'utf8')).toContain(rights)
})

test('an archive that names no rights claims none', () => {
  for (const { address, html } of pagesBelow(inject('archive').folder)) expect(html, address).not.toContain('copyrightNotice')
})
