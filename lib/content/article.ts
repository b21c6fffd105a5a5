import type { ArticleBody, ArticleRecord, Block, Credit, Dateline, Mention } from '../archive'
import { parseCredits, parseDateline, parsePhotoCredit } from './byline'
import { mentionFinder, sentenceNaming, type ListedPerson } from './mentions'
import { renderBlocks, type FirstMention, type Rendered } from './render'
import { numbered, type ParsedReport } from './report'
import { openingOf } from './sentences'

/** What linking has found out about a report. */
export interface Linking {
  readonly id: string
  readonly slug: string
  readonly issueDate: string
  readonly people: readonly ListedPerson[]
  readonly topics: readonly string[]
  /** Addresses of its pictures, by how they are written as `src`. */
  readonly images: Readonly<Record<string, string>>
}

/** Characters of an excerpt, about: two lines of a WeChat card, three of a search result. */
const EXCERPT = 100

/** What takes long to make of a report: its text linked and marked, and all that hangs on it. */
export type Reading = Pick<ArticleRecord, 'byline' | 'wordCount' | 'body'>

/** Reads the text of a report for the people it lists. */
export function readingOf(parsed: ParsedReport, { people, images }: Pick<Linking, 'people' | 'images'>): Reading {
  const { photos } = parsed
  const { blocks } = parsed.body()
  const imageAddress = (src: string): string => (Object.hasOwn(images, src) ? images[src] : undefined) ?? ''
  const first = blocks[0]
  const head = first?.kind === 'paragraph' ? parseDateline(first.text) : undefined
  const rendered = renderBlocks(blocks, {
    people, corrections: numbered(parsed.corrections).filter((mark) => mark.in === 'text'), ...(head && { dateline: head.dateline }),
  }, imageAddress)
  const text = textOf(rendered.blocks)
  const captions = photos.map((photo) => photo.caption ?? '')
  const inCaptions = firstSentences(captions, people)
  return {
    byline: bylineOf(parsed, head?.credits ?? []),
    wordCount: [...[text, ...captions].join('').replace(/\s+/gu, '')].length,
    body: {
      ...optional(parsed, ['kicker', 'subtitle', 'column', 'note']),
      ...(head && { dateline: head.dateline }),
      mentions: people.map((person) => mentionOf(person, rendered, inCaptions, head?.dateline.printed ?? '')),
      photos: photos.map((photo) => ({ ...photo, ...(photo.src !== undefined && { src: imageAddress(photo.src) }) })),
      excerpt: excerptOf(rendered, captions, head?.dateline),
      blocks: rendered.blocks,
      text,
    },
  }
}

/** One report as the Archive holds it, whose body is asked for when it is asked for it; `digest` names all that it is made of. */
export function articleRecord(parsed: ParsedReport, linking: Linking, digest: string, reading: Reading): ArticleRecord {
  const { title, page, order, eventDate, incomplete, source, draft, formerly, file, corrections } = parsed
  const { id, slug, issueDate, people, topics } = linking
  const { byline, wordCount } = reading
  return Object.assign(new WithBody(reading), {
    digest, id, slug, issueDate, page, order, title, titleSupplied: title.startsWith('〔'), byline, eventDate, topics, incomplete, source, wordCount, draft, formerly, file,
    appearances: people.map(({ slug: person, title: printed }) => ({ person, ...(printed !== undefined && { title: printed }) })),
    corrections: numbered(corrections),
  })
}

/** Asks for its body when it is asked for it; JSON tells it, a spread copy does not. */
class WithBody implements Pick<ArticleRecord, 'body'> {
  readonly #reading: Pick<Reading, 'body'>

  constructor(reading: Pick<Reading, 'body'>) {
    this.#reading = reading
  }

  get body(): ArticleBody {
    return this.#reading.body
  }

  toJSON(): object {
    return { ...this, body: this.body }
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
  if (fromDateline.length > 0 || parsed.body().blocks.length > 0) return fromDateline
  return parsed.photos.flatMap((photo) => (photo.credit === undefined ? [] : parsePhotoCredit(photo.credit)))
}

function mentionOf({ slug }: ListedPerson, rendered: Rendered, inCaptions: ReadonlyMap<string, Mention>, head: string): Mention {
  const mention = rendered.firstMentions.get(slug)
  const block = mention && rendered.blocks[mention.block]
  if (mention && block) return { ...sentenceWithout(head, block.text, mention), anchor: block.anchor }
  return inCaptions.get(slug) ?? {}
}

/** By slug, the sentence of the first mention in the captions. */
function firstSentences(captions: readonly string[], people: readonly ListedPerson[]): Map<string, Mention> {
  const sentences = new Map<string, Mention>()
  const find = mentionFinder(captions.some(Boolean) ? people : [])
  for (const caption of captions) {
    for (const { slug, ...place } of find(caption)) {
      if (!sentences.has(slug)) sentences.set(slug, sentenceNaming(caption, place))
    }
  }
  return sentences
}

/** The sentence of a first mention; the 电头 belongs to the report, not to its first sentence. */
function sentenceWithout(head: string, text: string, { start, end }: FirstMention): Mention {
  const from = text.startsWith(head) && start >= head.length ? head.length : 0
  return sentenceNaming(text.slice(from), { start: start - from, end: end - from })
}

function excerptOf(rendered: Rendered, captions: readonly string[], dateline: Dateline | undefined): string {
  const prose = rendered.blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'quote' || kind === 'list')
  const text = prose.map((block, index) => (index === 0 && dateline && block.text.startsWith(dateline.printed) ? block.text.slice(dateline.printed.length) : block.text)).join('')
  return openingOf(text.trim() || captions.find(Boolean) || '', EXCERPT)
}
