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
const DASHES = /^[-－—–―]{2,}\s*$/u

/**
 * Frontmatter and body of a Markdown file; `undefined` after reporting why there is none.
 * The delimiters are checked before gray-matter sees the text: it takes the language of an engine from the
 * opening line (`---js`, and even `---constructor` from Object's prototype), and closes at any line that merely
 * begins with dashes.
 */
export function readFrontmatter(text: string, report: Report): Frontmatter | undefined {
  if (!hasDelimiters(text, report)) return undefined
  let yaml = ''
  // Options also turn gray-matter's cache off, which would hand one file's mutated data to another.
  const { content } = matter(text, {
    language: 'yaml',
    engines: { yaml: (source: string) => { yaml = source; return {} }, json: refuse, javascript: refuse, js: refuse, coffee: refuse },
  })
  const bodyOffset = text.length - content.length
  return { data: readYaml(yaml, OPENING.length, text, report), body: content, bodyOffset }
}

function hasDelimiters(text: string, report: Report): boolean {
  const lines = text.split('\n')
  const first = lines[0] ?? ''
  const opening = lines.findIndex((line) => line.trim() !== '')
  const candidate = lines[opening]?.trim() ?? ''
  const refused = (rule: RuleName, line: number, message: string): false => {
    report(rule, { line, column: 1 }, message)
    return false
  }
  if (opening === -1) return refused('file-empty', 1, '文件里没有文字')
  if (first.trimEnd() !== '---') return reportOpening(candidate, opening + 1, report)
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  const suspect = lines.findIndex((line, index) => index > 0 && (DASHES.test(line.trim()) || line.startsWith('---')) && !/^[-－—–―]{2,}[：:]/.test(line))
  if (suspect !== -1 && (closing === -1 || suspect < closing)) {
    return refused('frontmatter-delimiter', suspect + 1, `“${lines[suspect]?.trim().slice(0, 20)}”不是结束行 ---`)
  }
  if (closing === -1) return refused('frontmatter-unclosed', 1, '开头的 --- 没有对应的结束行 ---')
  return true
}

function reportOpening(candidate: string, line: number, report: Report): false {
  const at = { line, column: 1 }
  if (candidate === '---') report('frontmatter-delimiter', at, line > 1 ? '--- 前面有空行' : '--- 前面有空格', '--- 必须在文件第一行的最前面')
  else if (/^---\s*[A-Za-z{]/.test(candidate) || candidate === '+++') report('frontmatter-language', at, `第一行写的是“${candidate.slice(0, 20)}”`)
  else if (DASHES.test(candidate)) report('frontmatter-delimiter', at, `第一行写的是“${candidate.slice(0, 20)}”，不是三个半角减号`)
  else if (/^<(!doctype|html|head|body)/i.test(candidate)) report('file-not-text', at, '这是另存下来的网页')
  else report('frontmatter-missing', at, '文件开头没有 ---')
  return false
}

