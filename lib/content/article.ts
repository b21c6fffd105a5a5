import type { AppearanceRecord, ArticleRecord, Credit, Dateline, PersonRecord, TopicRecord, Withdrawal } from '../archive'
import { parseCredits, parseDateline, parsePhotoCredit } from './byline'
import type { Report } from './diagnostic'
import { renderBlocks } from './render'
import { numbered, type ParsedReport } from './report'
import { openingOf, sentencesOf } from './sentences'

/** Characters of an excerpt: what a search engine's or WeChat's card shows. */
const EXCERPT = 100

/** A parsed report with everything derivable derived, its names resolved to the archive's people and topics. */
export function articleRecord(
  report: ParsedReport,
  order: number,
  people: ReadonlyMap<string, PersonRecord>,
  topics: ReadonlyMap<string, TopicRecord>,
  folder: string,
  say: Report,
): ArticleRecord {
  const { id, slug, file } = identity(report, folder)
  const texts = report.body.blocks.map((block) => block.text)
  const head = parseDateline(texts[0] ?? '')
  const corrections = numbered(report.corrections)
  const persons = report.people.flatMap(({ name }) => people.get(name) ?? [])
  const captions = report.photos.flatMap((photo) => photo.caption ?? [])
  const image = (src: string): string => `/articles/${id}/${src}`
  return {
    id, slug, file, order, corrections,
    issueDate: report.date,
    page: report.page,
    title: report.title,
    titleSupplied: report.title.startsWith('〔'),
    kicker: report.kicker, subtitle: report.subtitle, column: report.column,
    byline: bylineOf(report, head?.credits ?? []),
    dateline: head?.dateline,
    eventDate: report.eventDate,
    appearances: appearancesOf(report, people, head?.dateline, say),
    topics: report.topics.flatMap((name) => topics.get(name)?.slug ?? []),
    incomplete: report.incomplete,
    photos: report.photos.map((photo) => (photo.src ? { ...photo, src: image(photo.src) } : photo)),
    source: report.source,
    note: report.note,
    blocks: renderBlocks(report.body.blocks, {
      people: persons.map((person) => ({ names: [person.printedName, ...person.aliases], slug: person.slug })),
      corrections: corrections.filter((correction) => correction.in === 'text'),
      agency: head?.dateline.agency,
    }, image),
    text: texts.join('\n'),
    wordCount: [...[...texts, ...captions].join('').replace(/\s/gu, '')].length,
    excerpt: openingOf((texts[0]?.slice(head?.dateline.printed.length ?? 0) || texts[1]) ?? captions[0] ?? '', EXCERPT),
    draft: report.draft,
    formerly: report.formerly,
  }
}

/** What stays of a withdrawn report. */
export function withdrawalOf(report: ParsedReport, folder: string): Withdrawal {
  if (!report.withdrawn) throw new Error(`${report.file} is not withdrawn`)
  return { ...identity(report, folder), issueDate: report.date, title: report.title, ...report.withdrawn, formerly: report.formerly }
}

function identity({ file }: ParsedReport, folder: string): { id: string; slug: string; file: string } {
  const path = file.slice(folder.length + 1)
  const id = path.replace(/^issues\//, '').replace(/\.md$/, '')
  return { id, slug: id.split('/').at(-1) ?? id, file: path }
}

/** As declared, else as the 电头 says, else who took the photograph. */
function bylineOf(report: ParsedReport, fromDateline: readonly Credit[]): readonly Credit[] {
  if (report.byline) return parseCredits(report.byline)
  if (fromDateline.length > 0 || report.body.blocks.length > 0) return fromDateline
  return report.photos.flatMap((photo) => (photo.credit ? parsePhotoCredit(photo.credit) : []))
}

function appearancesOf(report: ParsedReport, people: ReadonlyMap<string, PersonRecord>, dateline: Dateline | undefined, say: Report): AppearanceRecord[] {
  const seen = new Set<PersonRecord>()
  return report.people.flatMap(({ name, title }, index) => {
    const person = people.get(name)
    if (!person) return []
    const at = report.places.people[index] ?? report.bodyAt
    if (seen.has(person)) {
      say('person-duplicate', at, `“${name}”写了两次`)
      return []
    }
    seen.add(person)
    const mention = firstMention([person.printedName, ...person.aliases], report, dateline)
    if (!mention && ![report.title, report.kicker, report.subtitle].some((text) => text?.includes(person.printedName))) {
      say('person-unlisted', at, `正文里没有“${person.printedName}”`)
    }
    return [{ person: person.slug, title, ...mention }]
  })
}

function firstMention(names: readonly string[], report: ParsedReport, dateline: Dateline | undefined): Pick<AppearanceRecord, 'sentence' | 'anchor'> | undefined {
  const mentions = (text: string): boolean => names.some((name) => text.includes(name))
  for (const [index, { text }] of report.body.blocks.entries()) {
    const own = index === 0 && dateline ? text.slice(dateline.printed.length) : text
    const sentence = sentencesOf(own).find(mentions)
    if (sentence) return { sentence: sentence.trim(), anchor: `p${index + 1}` }
  }
  const caption = report.photos.map((photo) => photo.caption ?? '').find(mentions)
  const sentence = caption && sentencesOf(caption).find(mentions)
  return sentence ? { sentence: sentence.trim() } : undefined
}
