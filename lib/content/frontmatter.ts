import matter from 'gray-matter'
import type { Report } from './diagnostic'
import type { RuleName } from './rules'
import { readYaml, type YamlMap } from './yaml'

/** A Markdown file cut at its delimiters. */
export interface Frontmatter {
  /** Absent when the YAML cannot be read; that has been reported. */
  readonly data?: YamlMap
  readonly body: string
  /** Offset of the body in the file. */
  readonly bodyOffset: number
}

/** gray-matter would run `---js` frontmatter as code: every engine but YAML refuses. */
const refuse = (): never => { throw new Error('only YAML frontmatter is read') }

const OPENING = '---'

/** A line of dashes of any kind, meant as a delimiter; an em dash alone is as wide as two hyphens. */
const DASHES = /^(?:[-－﹣‐‑‒—–―−─━ー] ?){2,}$|^[—―─━]$/u

/** Other lines people draw. */
const RULES_DRAWN = /^(?:[_＿]{3,}|[=＝]{3,}|[*＊]{3,}|[~～]{3,})$/u

/** A delimiter's line: spaces may follow, but no full-width ones. */
const DELIMITER = /^---[ \t]*$/u

/**
 * Frontmatter and body of a Markdown file; `undefined` after reporting why there is none.
 * The delimiters are checked before gray-matter sees the text: it takes the language of an engine from the
 * opening line (`---js`, and even `---constructor` from Object's prototype), and closes at any line that merely
 * begins with dashes.
 */
export function readFrontmatter(text: string, report: Report): Frontmatter | undefined {
  if (!hasDelimiters(text.split('\n'), report)) return undefined
  let yaml = ''
  // Options also turn gray-matter's cache off, which would hand one file's mutated data to another.
  const { content } = matter(text, {
    language: 'yaml',
    engines: { yaml: (source: string) => { yaml = source; return {} }, json: refuse, javascript: refuse, js: refuse, coffee: refuse },
  })
  const bodyOffset = text.length - content.length
  return { data: readYaml(yaml, OPENING.length, text, report), body: content, bodyOffset }
}

function hasDelimiters(lines: readonly string[], report: Report): boolean {
  const opening = lines.findIndex((line) => line.trim() !== '')
  if (opening === -1) return refused('file-empty', 1, '文件里没有文字', report)
  if (!DELIMITER.test(lines[0] ?? '')) return reportOpening(lines[opening] ?? '', opening + 1, report)
  const delimiter = firstDashes(lines)
  const text = textBefore(lines, delimiter)
  const line = lines[delimiter]
  if (line === undefined || text !== undefined) {
    return refused('frontmatter-unclosed', 1, `开头的 --- 没有对应的结束行 ---${text === undefined ? '' : `，正文从第${text + 1}行开始`}`, report)
  }
  if (DELIMITER.test(line)) return true
  const written = line.trim()
  if (written === OPENING) return refused('frontmatter-dashes', delimiter + 1, `结束行 --- ${/^\s/u.test(line) ? '前面' : '后面'}有空格`, report)
  if (DASHES.test(written)) return refused('frontmatter-dashes', delimiter + 1, `结束行写成了“${written.slice(0, 20)}”，不是三个半角减号`, report)
  return refused('frontmatter-glued', delimiter + 1, `结束行 --- 后面粘着“${line.slice(3).trim().slice(0, 20)}”`, report)
}

/** Index of the line that closes the frontmatter, as `readFrontmatter` takes it; -1 where it would take none. */
export function closingLine(lines: readonly string[]): number {
  const delimiter = firstDashes(lines)
  const isClosed = DELIMITER.test(lines[0] ?? '') && DELIMITER.test(lines[delimiter] ?? '') && textBefore(lines, delimiter) === undefined
  return isClosed ? delimiter : -1
}

function firstDashes(lines: readonly string[]): number {
  return lines.findIndex((line, index) => index > 0 && (line.startsWith(OPENING) || DASHES.test(line.trim())))
}

/** Index of the first line before a delimiter that is text: after a blank line, and neither a key, a list nor a comment. */
function textBefore(lines: readonly string[], delimiter: number): number | undefined {
  const inside = lines.slice(0, delimiter === -1 ? undefined : delimiter)
  const found = inside.findIndex((line, index) => index > 1 && inside[index - 1]?.trim() === '' && /^[^\s#"'[{-]/u.test(line) && !/^[^。，]{1,40}[:：]/u.test(line))
  return found === -1 ? undefined : found
}

/** Words after the opening `---` that gray-matter, Jekyll or Hugo would take for the name of a format. */
const FORMAT = /^---\s*(?:[A-Za-z_]+|\{.*)$|^\+\+\+\s*$|^;;;\s*$|^\{\s*$/u

function reportOpening(line: string, number: number, report: Report): false {
  const written = line.trim()
  const visible = line.replace(/[\p{Cf}\s]/gu, '')
  if (visible === OPENING) {
    if (number === 1 && line.startsWith(OPENING)) return refused('frontmatter-dashes', number, '--- 后面有全角空格', report)
    return refused('frontmatter-leading', number, number > 1 ? '--- 前面有空行' : written === OPENING ? '--- 前面有空格' : '--- 前面有看不见的字符', report)
  }
  if (FORMAT.test(written)) return refused('frontmatter-language', number, `第一行写的是“${written.slice(0, 20)}”`, report)
  if (DASHES.test(written) || RULES_DRAWN.test(written)) return refused('frontmatter-dashes', number, `第一行写的是“${written.slice(0, 20)}”，不是三个半角减号`, report)
  if (written.startsWith(OPENING)) return refused('frontmatter-glued', number, `第一行 --- 后面粘着“${written.slice(3).trim().slice(0, 20)}”`, report)
  return refused('frontmatter-missing', number, '文件开头没有 ---', report)
}

function refused(rule: RuleName, line: number, message: string, report: Report): false {
  report(rule, { line, column: 1 }, message)
  return false
}
