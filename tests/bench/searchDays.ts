import type { Archive } from '../../lib/archive'
import { indexParts } from '../../lib/search'
import { fictionalArchive } from '../fictionalArchive'
import { edited } from '../searchedArchives'

/** Days looked at, of eight reports each: the ends of segments come round in them. */
const DAYS = 125
const REPORTS = 8

interface Written {
  readonly files: number
  readonly bytes: number
}

const sum = (all: Iterable<Written>): Written => [...all].reduce((total, { files, bytes }) => ({ files: total.files + files, bytes: total.bytes + bytes }), { files: 0, bytes: 0 })

/** Files of the index by part; a part that the day before had too, and whose bytes its name holds still, is not made again. */
function partsOf(archive: Archive, before: ReadonlyMap<string, Map<string, string>>): { parts: Map<string, Map<string, string>>; written: Written } {
  const parts = new Map<string, Map<string, string>>()
  const written: Written[] = []
  for (const { id, make } of indexParts(archive)) {
    const known = before.get(id)
    // Segments are named by the reports they hold, texts by their day; a new day changes none that is there.
    const files = known && /segment-|texts|variants/.test(id) ? known : new Map(make().map(({ path, bytes }) => [path, Buffer.from(bytes).toString('base64')]))
    parts.set(id, files)
    for (const [path, bytes] of files) if (known !== files && known?.get(path) !== bytes) written.push({ files: 1, bytes: bytes.length * 3 / 4 })
  }
  return { parts, written: sum(written) }
}

/** A line for an archive of so many reports: what of its index is written again when a day is added, on average and at worst. */
export function dayCosts(reports: number): string {
  const whole = fictionalArchive(reports + DAYS * REPORTS, { days: 1 })
  const until = (day: number): Archive => edited(whole, (article) => (article.issueDate <= (whole.issues[day]?.date ?? '') ? article : undefined))
  const first = reports / REPORTS - 1
  const start = partsOf(until(first), new Map())
  const all = start.written
  let { parts } = start
  const days: Written[] = []
  for (let day = first + 1; day <= first + DAYS; day++) {
    const next = partsOf(until(day), parts)
    parts = next.parts
    days.push(next.written)
  }
  const total = sum(days)
  const worst = days.reduce((most, day) => (day.bytes > most.bytes ? day : most))
  const much = days.filter(({ bytes }) => bytes > all.bytes / 10).length
  const say = ({ files, bytes }: Written): string => `${files.toFixed(0)} files, ${(bytes / 1e6).toFixed(2)} MB`
  return `${reports} reports (${say(all)}), a day of ${REPORTS} more: ${say({ files: total.files / DAYS, bytes: total.bytes / DAYS })} on average, ${say(worst)} at worst; more than a tenth on ${much} of ${DAYS} days.`
}
