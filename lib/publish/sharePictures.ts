import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { SiteFile } from '../feeds'
import { shareCardPng, shareCardSvg, type ShareCard } from '../lettering'
import { sharePictureOf } from '../views'
import { projectRoot } from './places'

/** Pictures already drawn, by the hash of all they are drawn from; may be thrown away at any time. */
const DRAWN = join(projectRoot, '.publish/pictures')

/**
 * The share picture of the page at an address without its leading slash. A change of the program remakes every file;
 * the PNG, which is most of the work, is taken from the last time where its SVG came out the same.
 */
export async function sharePicture(page: string, card: ShareCard): Promise<SiteFile> {
  const svg = shareCardSvg(card)
  const key = createHash('sha256').update(JSON.stringify(sharp.versions)).update(svg).digest('hex')
  return { path: sharePictureOf(page), bytes: await drawn(join(DRAWN, `${key}.png`), svg) }
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
