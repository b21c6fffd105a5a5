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

/** A line of dashes of any kind, meant as a delimiter. */
const DASHES = /^[-－—–―]{2,}$/u

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
  if (lines[0]?.trimEnd() !== OPENING) return reportOpening(lines[opening] ?? '', opening + 1, report)
  const delimiter = lines.findIndex((line, index) => index > 0 && (line.startsWith(OPENING) || DASHES.test(line.trim())))
  const line = lines[delimiter]
  if (line === undefined) return refused('frontmatter-unclosed', 1, '开头的 --- 没有对应的结束行 ---', report)
  if (line.trimEnd() === OPENING) return true
  if (DASHES.test(line.trim())) return refused('frontmatter-dashes', delimiter + 1, `结束行写成了“${line.trim().slice(0, 20)}”，不是三个半角减号`, report)
  return refused('frontmatter-glued', delimiter + 1, `结束行 --- 后面粘着“${line.slice(3).trim().slice(0, 20)}”`, report)
}

/** Words after the opening `---` that gray-matter, Jekyll or Hugo would take for the name of a format. */
const FORMAT = /^---\s*[A-Za-z_{]|^\+\+\+\s*$|^;;;\s*$|^\{\s*$/u

function reportOpening(line: string, number: number, report: Report): false {
  const written = line.trim()
  if (written === OPENING) return refused('frontmatter-leading', number, number > 1 ? '--- 前面有空行' : '--- 前面有空格', report)
  if (FORMAT.test(written)) return refused('frontmatter-language', number, `第一行写的是“${written.slice(0, 20)}”`, report)
  if (DASHES.test(written)) return refused('frontmatter-dashes', number, `第一行写的是“${written.slice(0, 20)}”，不是三个半角减号`, report)
  if (written.startsWith(OPENING)) return refused('frontmatter-glued', number, `第一行 --- 后面粘着“${written.slice(3, 23)}”`, report)
  return refused('frontmatter-missing', number, '文件开头没有 ---', report)
}

function refused(rule: RuleName, line: number, message: string, report: Report): false {
  report(rule, { line, column: 1 }, message)
  return false
}
