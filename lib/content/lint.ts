import type { Report } from './diagnostic'
import { CHINESE_KEYS, meantKey } from './keys'
import { lineFault, type LineFault } from './lineFaults'

/** Every key any of our files may hold. */
export const KEYS = [
  'title', 'kicker', 'subtitle', 'column', 'date', 'page', 'order', 'byline', 'eventDate', 'people', 'topics', 'incomplete', 'photos', 'corrections',
  'source', 'note', 'draft', 'withdrawn', 'formerly', 'sic', 'src', 'alt', 'caption', 'credit', 'printed', 'corrected', 'in', 'reason',
  'number', 'dateCertainty', 'dateReason', 'pageNames', 'name', 'aliases', 'disambiguation', 'slug', 'noindex', 'description',
  'url', 'language', 'publisher', 'contact', 'rights', 'precompress',
]

/** Keys that stand at the beginning of a line only, never inside the value of another. */
const OUTERMOST = [
  'title', 'kicker', 'subtitle', 'column', 'page', 'order', 'byline', 'eventDate', 'people', 'topics', 'incomplete', 'photos', 'corrections', 'source', 'note', 'draft',
  'withdrawn', 'formerly', 'sic', 'dateCertainty', 'dateReason', 'pageNames', 'aliases', 'noindex', 'description',
]

/** What may go on in the lines that follow, set in (YAML 1.2, 7.3.3): `副题：据另本补` below a note is its text. */
const PROSE = /^(?:note|dateReason|description|rights)\s*:\s+[^\s"'|>[{#]/u

/** A key set in by spaces or tabs, which YAML blames on the line before. */
function strayIndent(line: string): LineFault | undefined {
  const [, indent = '', key = ''] = /^([ \t\u3000\u00a0]+)([^\s:：'"[\]{}#-]{1,20})\s*[:：]/u.exec(line) ?? []
  if (indent === '' || !(OUTERMOST.includes(key) || meantKey(key, OUTERMOST))) return undefined
  const rule = indent.includes('\u00a0') ? 'key-invisible' : /[\t\u3000]/u.test(indent) ? 'yaml-tab' : 'yaml-syntax'
  return { rule, column: 0, message: `“${key}”前面有空格`, hint: '删去行首的空格，键写在一行的最前面', mended: line.trimStart(), sure: true }
}

const isKey = (word: string): boolean => KEYS.includes(word) || /^[A-Za-z]{2,20}$/u.test(word) || CHINESE_KEYS.has(word) || meantKey(word, KEYS) !== undefined

/** A fault and where: `line` is 0-based. */
export interface FoundFault extends LineFault {
  readonly line: number
}

/** Mendings of one line before it is given up: a line can have a full-width colon and a bracket at the start. */
const MENDINGS = 4

/**
 * What YAML would misread in frontmatter, and the frontmatter as it was meant, line for line; with `sureOnly` no further
 * than is beyond doubt. `verbatim` are the lines of block scalars (YAML 1.2 §8.1), which are text whatever they look like.
 */
export function lintLines(source: string, { sureOnly = false } = {}): { faults: FoundFault[]; mended: string; verbatim: ReadonlySet<number> } {
  const faults: FoundFault[] = []
  const verbatim = new Set<number>()
  const lines = source.split('\n')
  let inPeople = false
  let blockIndent = -1
  let inProse = false
  const mended = lines.map((original, line) => {
    const indent = original.search(/\S/u)
    if (indent === -1) return original
    if (blockIndent !== -1 && indent > blockIndent) {
      verbatim.add(line)
      return original
    }
    blockIndent = -1
    if (indent === 0) inProse = PROSE.test(original)
    else if (inProse && /^\s+[^\s:：]{1,20}\s*：/u.test(original)) return original
    let current = original
    for (let turn = 0; turn < MENDINGS; turn++) {
      const fault = strayIndent(current) ?? lineFault(current, (word) => isKey(word) || (inPeople && (indent > 0 || original.startsWith('-'))))
      if (!fault || goesOn(fault, lines[line + 1]) || (sureOnly && !fault.sure)) break
      faults.push({ ...fault, line })
      current = fault.mended
    }
    if (indent === 0 && !current.startsWith('-')) inPeople = /^people\s*:/u.test(current)
    if (/:\s+[|>][-+\d]*(?:\s+#.*|\s*)$/u.test(current)) blockIndent = indent
    return current
  })
  return { faults, mended: mended.join('\n'), verbatim }
}

/** A bracket that is still open may close in the lines that follow, set in. */
const goesOn = ({ rule }: LineFault, next = ''): boolean => rule === 'yaml-syntax' && /^(?:\s+\S|[\]}])/u.test(next) && strayIndent(next) === undefined

/** Reports what `lintLines` found; `firstLine` is the 1-based line of the file the source begins on. */
export function reportLines(faults: readonly FoundFault[], firstLine: number, report: Report): void {
  for (const { rule, line, column, message, hint } of faults) report(rule, { line: firstLine + line, column: column + 1 }, message, hint)
}
