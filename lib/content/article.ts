import type { AppearanceRecord, ArticleRecord, Block, Credit, Dateline } from '../archive'
import { parseCredits, parseDateline, parsePhotoCredit } from './byline'
import { mentionFinder, sentenceAt, type ListedPerson } from './mentions'
import { renderBlocks, type Rendered } from './render'
import { numbered, type ParsedReport } from './report'
import { openingOf } from './sentences'

/** What linking has found out about a report. */
export interface Linking {
  readonly id: string
  readonly slug: string
  readonly issueDate: string
  readonly order: number
  readonly people: readonly ListedPerson[]
  readonly topics: readonly string[]
  /** Addresses of its pictures, by how they are written as `src`. */
  readonly images: Readonly<Record<string, string>>
}

/** Characters of an excerpt, about: two lines of a WeChat card, three of a search result. */
const EXCERPT = 100

/** One report as the Archive holds it; `digest` names all that it is made of. */
export function articleRecord(parsed: ParsedReport, linking: Linking, digest: string): ArticleRecord {
  const { body, photos, corrections, title } = parsed
  const { id, slug, issueDate, order, people, topics, images } = linking
  const imageAddress = (src: string): string => (Object.hasOwn(images, src) ? images[src] : undefined) ?? ''
  const first = body.blocks[0]
  const head = first?.kind === 'paragraph' ? parseDateline(first.text) : undefined
  const marks = numbered(corrections)
  const rendered = renderBlocks(body.blocks, {
    people, corrections: marks.filter((mark) => mark.in === 'text'), ...(head && { agency: head.dateline.agency }),
  }, imageAddress)
  const text = textOf(rendered.blocks)
  const captions = photos.map((photo) => photo.caption ?? '')
  const inCaptions = firstSentences(captions, people)
  return {
    ...optional(parsed, ['page', 'kicker', 'subtitle', 'column', 'eventDate', 'incomplete', 'source', 'note']),
    digest, id, slug, issueDate, order, title, topics,
    titleSupplied: title.startsWith('〔'),
    byline: bylineOf(parsed, head?.credits ?? []),
    ...(head && { dateline: head.dateline }),
    appearances: people.map((person) => appearance(person, rendered, inCaptions, head?.dateline.printed ?? '')),
    photos: photos.map((photo) => ({ ...photo, ...(photo.src !== undefined && { src: imageAddress(photo.src) }) })),
    corrections: marks,
    wordCount: [...[text, ...captions].join('').replace(/\s+/gu, '')].length,
    excerpt: excerptOf(rendered, captions, head?.dateline),
    draft: parsed.draft,
    formerly: parsed.formerly,
    file: parsed.file,
    body: { text, blocks: rendered.blocks },
  }
}

/** Texts of all blocks, as a report holds them together. */
export const textOf = (blocks: readonly Pick<Block, 'text'>[]): string => blocks.map(({ text }) => text).join('\n')

function optional<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>
}

/** As written in frontmatter, else as the 电头 says, else, where there are only photographs, as their credits say. */
function bylineOf(parsed: ParsedReport, fromDateline: readonly Credit[]): readonly Credit[] {
  if (parsed.byline !== undefined) return parseCredits(parsed.byline)
  if (fromDateline.length > 0 || parsed.body.blocks.length > 0) return fromDateline
  return parsed.photos.flatMap((photo) => (photo.credit === undefined ? [] : parsePhotoCredit(photo.credit)))
}

function appearance(person: ListedPerson, rendered: Rendered, inCaptions: ReadonlyMap<string, string>, head: string): AppearanceRecord {
  const title = person.title === undefined ? {} : { title: person.title }
  const mention = rendered.firstMentions.get(person.slug)
  const block = mention && rendered.blocks[mention.block]
  if (mention && block) return { person: person.slug, ...title, sentence: sentenceWithout(head, block.text, mention.offset), anchor: block.anchor }
  const sentence = inCaptions.get(person.slug)
  return { person: person.slug, ...title, ...(sentence !== undefined && { sentence }) }
}

/** By slug, the sentence of the first mention in the captions. */
function firstSentences(captions: readonly string[], people: readonly ListedPerson[]): Map<string, string> {
  const sentences = new Map<string, string>()
  const find = mentionFinder(captions.some(Boolean) ? people : [])
  for (const caption of captions) {
    for (const { slug, start } of find(caption)) {
      if (!sentences.has(slug)) sentences.set(slug, sentenceAt(caption, start))
    }
  }
  return sentences
}

/** The sentence at an offset; the 电头 belongs to the report, not to its first sentence. */
function sentenceWithout(head: string, text: string, offset: number): string {
  return text.startsWith(head) && offset >= head.length ? sentenceAt(text.slice(head.length), offset - head.length) : sentenceAt(text, offset)
}

function excerptOf(rendered: Rendered, captions: readonly string[], dateline: Dateline | undefined): string {
  const prose = rendered.blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'quote' || kind === 'list')
  const text = prose.map((block, index) => (index === 0 && dateline && block.text.startsWith(dateline.printed) ? block.text.slice(dateline.printed.length) : block.text)).join('')
  return openingOf(text.trim() || captions.find(Boolean) || '', EXCERPT)
}
