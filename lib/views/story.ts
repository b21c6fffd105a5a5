import { articleAddress, type Article, type Block } from '../archive'
import { headline } from './headline'
import { lacuna, lostAfter } from './lacuna'
import type { Headline, PhotoView, StoryView } from './model'

/** How much of a report its issue page shows, in characters by its place: whole paragraphs until the budget is used. */
const CHARACTERS = { lead: 900, rail: 160, 3: 260, 4: 180, 6: 300, 8: 440, 12: 600 } as const

export type StoryPlace = keyof typeof CHARACTERS

function optionalHeadline(article: Article, text: string | undefined): Headline | undefined {
  return text === undefined ? undefined : headline(article, text)
}

export function story(article: Article, place: StoryPlace): StoryView {
  const photo = article.photos[0]
  return {
    address: articleAddress(article.id),
    column: article.column,
    kicker: optionalHeadline(article, article.kicker),
    title: headline(article),
    subtitle: optionalHeadline(article, article.subtitle),
    dateline: splitDateline(article),
    paragraphs: opening(article, CHARACTERS[place]),
    photo: photo && photoView(photo),
    isPhoto: isPhotoStory(article),
    names: article.byline.flatMap((credit) => credit.names).join(' '),
    wordCount: article.wordCount,
    lacuna: lacuna(article),
    fragment: article.titleSupplied,
    draft: article.draft,
  }
}

export function photoView({ src, alt, caption, credit }: Article['photos'][number]): PhotoView {
  return { src, alt, caption, credit }
}

/** Photographs without text are set as photographs. */
export const isPhotoStory = ({ photos, blocks }: Article): boolean => photos.length > 0 && blocks.length === 0

/** A paragraph that breaks off says so where it breaks: 〔下文未存〕. */
function opening(article: Article, budget: number): string[] {
  const texts = proseOf(article)
  const paragraphs: string[] = []
  let used = 0
  for (const text of texts) {
    if (used > 0 && used + text.length > budget) break
    paragraphs.push(text)
    used += text.length
  }
  const isWhole = paragraphs.length === texts.length && endsInProse(article)
  const lost = lostAfter(article)
  if (isWhole && lost && paragraphs.length > 0) paragraphs.push(`${paragraphs.pop()}〔${lost}〕`)
  return paragraphs
}

/** What reads on as sentences, without the 电头, which may stand on a line of its own. The rest is the report's own page's. */
function proseOf({ blocks, dateline }: Article): string[] {
  return blocks
    .map((block, index) => (isProse(block) ? block.text.slice(index === 0 ? dateline?.printed.length : 0) : ''))
    .filter((text) => text.trim() !== '')
}

const isProse = ({ kind }: Block): boolean => kind === 'paragraph' || kind === 'quote' || kind === 'list'

/** Notes stand below the text, wherever that breaks off. */
function endsInProse({ blocks }: Article): boolean {
  const last = blocks.findLast(({ kind }) => kind !== 'notes')
  return last !== undefined && isProse(last)
}

function splitDateline({ dateline }: Article): StoryView['dateline'] {
  return dateline && { agency: dateline.agency, rest: dateline.printed.trimStart().slice(dateline.agency.length) }
}
