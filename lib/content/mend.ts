import { meantCount } from './counts'
import { readDate, readInterval } from './dates'
import { decode, INVISIBLE } from './decode'
import { meantKey } from './keys'
import { KEYS, lintLines } from './lint'

/** A file's text as `parseReport` would read it; `undefined` where it is no text that can be mended. */
export function readText(bytes: Uint8Array): string | undefined {
  return decode(bytes, () => undefined)
}

/**
 * A Markdown file with everything in its frontmatter put right that can only have been meant in one way: full-width
 * colons, digits and commas, keys in Chinese or capitals, spellings of dates, spaces in names. The text below is not
 * touched but for characters without width, which nobody has written. What has no frontmatter is handed back as it is.
 */
export function mendFrontmatter(written: string): string {
  const text = written.replace(INVISIBLE, '')
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || end === -1) return text
  const { mended } = lintLines(lines.slice(1, end).join('\n'), { sureOnly: true })
  let inPeople = false
  const entries = mended.split('\n').map((line) => {
    if (/^\S/u.test(line) && !line.startsWith('-')) inPeople = /^(?:people|人物|人名)\s*:/iu.test(line)
    else if (inPeople) return mendPerson(line)
    return mendEntry(line)
  })
  return [...lines.slice(0, 1), ...entries, ...lines.slice(end)].join('\n')
}

const ENTRY = /^(\s*(?:- +)?)([^\s:'"[\]{}#][^:'"[\]{}#]*?)(:(?: +|$))(.*)$/u

function mendEntry(line: string): string {
  const [, before = '', written = '', colon = '', value = ''] = ENTRY.exec(line) ?? []
  if (written === '') return line
  const key = KEYS.includes(written) ? written : meantKey(written, KEYS)?.key ?? written
  return `${before}${key}${colon}${mendValue(key, value)}`
}

function mendValue(key: string, value: string): string {
  switch (key) {
    case 'date': case 'eventDate': {
      const [, written = '', after = ''] = /^(.*?)(\s+#.*)?$/u.exec(value) ?? []
      return `${meantDate(key, written)}${after}`
    }
    case 'page': case 'order': return String(meantCount(value) ?? value)
    case 'topics': case 'aliases': case 'formerly': return /^\[[^"']*\]$/u.test(value) ? value.replace(/\s*[，、]\s*/gu, ', ') : value
    default: return value
  }
}

function meantDate(key: 'date' | 'eventDate', written: string): string {
  const read = key === 'date' ? readDate(written) : readInterval(written)
  return 'meant' in read && read.meant !== undefined ? read.meant : written
}

/** `- 王 伟: 局长`: a name of Chinese characters has no space. */
function mendPerson(line: string): string {
  const [, before = '', name = '', rest = ''] = /^(\s*- +)([\p{Script=Han}\s]+?)(\s*(?::.*)?)$/u.exec(line) ?? []
  return name === '' ? line : `${before}${name.replace(/\s+/gu, '')}${rest}`
}
