import type { Archive } from '../archive'
import { archiveFiles, articleFiles, personFeed, siteFiles, topicFeed, type SitemapOptions } from '../feeds'
import { iconIco, iconPng, iconSvg } from '../lettering'
import { articlePicture, issuePicture } from './sharePictures'

/** A file of the site that is no page: path below `out/` with forward slashes. */
export interface Artefact {
  readonly path: string
  readonly bytes: string | Uint8Array
}

/** Every file of the site that no page route renders, one after another. */
export async function* artefactsOf(archive: Archive, options: SitemapOptions = { today: today() }): AsyncGenerator<Artefact> {
  yield* await icons(archive)
  yield* archiveFiles(archive, options)
  for (const issue of archive.issues) yield issuePicture(archive, issue)
  for (const article of archive.articles) yield articlePicture(archive, article)
}

/** The one such file at a path, made alone: preview serves them as they are asked for. */
export async function artefactAt(archive: Archive, path: string, options: SitemapOptions = { today: today() }): Promise<Artefact | undefined> {
  const [room, first = '', second = ''] = path.split('/')
  const article = room === 'articles' ? archive.articleById.get(`${first}/${second}`) : undefined
  if (article) return path.endsWith('.png') ? named(path, [await articlePicture(archive, article)]) : named(path, articleFiles(archive, article))
  const issue = room === 'issues' ? archive.issueByDate.get(first) : undefined
  if (issue) return named(path, [await issuePicture(archive, issue)])
  const person = room === 'people' ? archive.personBySlug.get(first) : undefined
  if (person) return named(path, personFeed(archive, person))
  const topic = room === 'topics' ? archive.topicBySlug.get(first) : undefined
  if (topic) return named(path, topicFeed(archive, topic))
  return named(path, await icons(archive)) ?? named(path, siteFiles(archive, options))
}

function named(path: string, files: Iterable<Artefact>): Artefact | undefined {
  for (const file of files) if (file.path === path) return file
  return undefined
}

async function icons({ site: { name } }: Archive): Promise<Artefact[]> {
  return [
    { path: 'icon.svg', bytes: iconSvg(name) },
    { path: 'favicon.ico', bytes: await iconIco(name) },
    { path: 'apple-touch-icon.png', bytes: await iconPng(name, 180) },
    { path: 'icon-192.png', bytes: await iconPng(name, 192) },
    { path: 'icon-512.png', bytes: await iconPng(name, 512) },
    // GitHub Pages runs Jekyll otherwise, which drops folders that begin with an underscore.
    { path: '.nojekyll', bytes: '' },
  ]
}

/** The newspaper's day: all of China keeps UTC+8, wherever the archive is built. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}
