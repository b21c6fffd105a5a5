import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { articleAddress, issueAddress, type Archive, type Article, type Issue } from '../archive'
import { shareCardPng, shareCardSvg, type ShareCard } from '../lettering'
import { articleCard, issueCard, sharePictureOf } from '../views'
import type { Artefact } from './artefacts'
import { projectRoot } from './places'

/** Pictures already drawn, by the hash of all they are drawn from; may be thrown away at any time. */
const DRAWN = join(projectRoot, '.publish/pictures')

export function articlePicture(archive: Archive, article: Article): Promise<Artefact> {
  return picture(articleAddress(article.id), articleCard(archive, article))
}

export function issuePicture(archive: Archive, issue: Issue): Promise<Artefact> {
  return picture(issueAddress(issue.date), issueCard(archive, issue))
}

/** Making the PNG is nine tenths of the work, so it is done once for an SVG. */
async function picture(page: string, card: ShareCard): Promise<Artefact> {
  const svg = shareCardSvg(card)
  const key = createHash('sha256').update(JSON.stringify(sharp.versions)).update(svg).digest('hex')
  return { path: sharePictureOf(page).slice(1), bytes: await drawn(join(DRAWN, `${key}.png`), svg) }
}

async function drawn(file: string, svg: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const png = await shareCardPng(svg)
  await mkdir(DRAWN, { recursive: true })
  // Another build may draw the same picture now: each puts a whole file in place.
  await writeFile(`${file}.${process.pid}`, png)
  await rename(`${file}.${process.pid}`, file)
  return png
}
