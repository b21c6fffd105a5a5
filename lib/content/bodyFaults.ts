import type { Code, Emphasis, Heading, List, Nodes, Paragraph, Root, Strong } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Position, Report } from './diagnostic'
import type { RuleName } from './rules'

/** A parsed text, what it was parsed from, and where its nodes stand in the file. */
export interface ParsedText {
  readonly root: Root
  readonly markdown: string
  readonly rawLines: readonly string[]
  readonly at: (node: Nodes) => Position
}

/** Reports what Markdown would swallow, run or show otherwise than the editor sees it. */
export function reportBodyFaults(text: ParsedText, report: Report): void {
  const { root, at } = text
  visit(root, (node) => {
    switch (node.type) {
      case 'html': return reportHtml(node.value, at(node), report)
      case 'heading': return reportHeading(node, text, report)
      case 'code': return reportCode(node, text, report)
      case 'text': return reportLiterals(node, text, report)
      case 'emphasis': case 'strong': return reportEmphasis(node, text, report)
      case 'list': return reportList(node, text, report)
      case 'link': return reportLink(node.url, at(node), report)
    }
  })
  for (const node of root.children) if (node.type === 'paragraph') reportGlued(node, text, report)
  reportDefinitions(text, report)
}

function reportHtml(value: string, at: Position, report: Report): void {
  if (!value.startsWith('<!--')) return report('body-html', at, `正文里有代码：${value.slice(0, 40)}`)
  const closed = value.includes('-->')
  report('body-comment', at, closed ? '正文里有注释，读者看不见' : '注释没有结束，后面的文字都被它吞掉了')
}

function reportHeading(node: Heading, { rawLines, at }: ParsedText, report: Report): void {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } }
  const isSetext = end.line > start.line && /^[\s>]*(?:=+|-+)\s*$/u.test(rawLines[end.line - 1] ?? '')
  const here = at(node)
  if (isSetext) report('body-setext', { line: here.line + end.line - start.line, column: 1 }, '这一行横线把上面的文字变成了标题')
  else if (node.depth === 1) report('body-heading', here, '正文里有一级标题（#），一页只能有一个')
}

function reportCode(node: Code, { rawLines, at }: ParsedText, report: Report): void {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1 } }
  const first = (rawLines[start.line - 1] ?? '').slice(start.column - 1)
  const fence = /^(?:`{3,}|~{3,})/u.exec(first)?.[0]
  if (fence === undefined) return report('body-code-indent', at(node), '行首的空格把这一段变成了代码')
  const last = (rawLines[end.line - 1] ?? '').trim()
  const isClosed = end.line > start.line && last.endsWith(fence) && new Set(last.slice(-fence.length)).size === 1
  if (!isClosed) report('body-fence', at(node), `“${fence}”没有结束，后面的文字都成了代码`)
}

/** An indent begins a paragraph, but one right under another line goes on in it, unless that ends in a hard break (CommonMark 0.31, 6.7). */
function reportGlued(node: Paragraph, { rawLines, at }: ParsedText, report: Report): void {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } }
  const lines = rawLines.slice(start.line - 1, end.line)
  const glued = lines.findIndex((line, nth) => nth > 0 && /^(?:[ \t]*[\u3000\u00a0]| {4}|\t)/u.test(line) && !/(?: {2}|\\)$/u.test(lines[nth - 1] ?? ''))
  if (glued !== -1) report('body-glued', { line: at(node).line + glued, column: 1 }, '行首空格像是另起一段，这一行却和上一行连成了一段')
}

/** `3*4*5` would be read as 345: Chinese has no italics, and what is bold stands between two asterisks. In 王**、李** they stand for characters. */
function reportEmphasis(node: Emphasis | Strong, { markdown, at }: ParsedText, report: Report): void {
  const raw = markdown.slice(node.position?.start.offset, node.position?.end.offset)
  const sign = raw.charAt(0)
  if (node.type === 'strong' && /^\*\*[^*、，。；：！？）]/u.test(raw)) return
  const shown = raw.slice(0, 20)
  report('body-asterisks', at(node), `“${shown}”里的 ${sign} 会不见`, `要原样显示，在 ${sign} 前面加反斜杠：\\${sign}；要加粗就写成 **文字**`)
}

/** A list that begins with a larger number is none: the number is a year or the like. */
const HIGHEST_START = 99

/** A list is shown with numbers of its own, counted from the first, and without boxes to tick. */
function reportList({ ordered, start, children }: List, { rawLines, at }: ParsedText, report: Report): void {
  for (const [index, item] of children.entries()) {
    const { line, column } = item.position?.start ?? { line: 1, column: 1 }
    const [, marker = '', number = '', point = '', box = '[ ]'] = /^(?:[-*+]|((\d+)([.)])))(?:\s+(\[.\])?|$)/u.exec((rawLines[line - 1] ?? '').slice(column - 1)) ?? []
    if (item.checked !== null && item.checked !== undefined) report('body-list', at(item), `“${box}”会不见`, `要原样显示，在前面加反斜杠：\\${box}`)
    const shown = String((start ?? 1) + index)
    const isKept = number === shown && point === '.'
    if (!ordered || (isKept && (start ?? 1) <= HIGHEST_START)) continue
    const escaped = `要原样显示，在后面的符号前加反斜杠：${number}\\${point}`
    if (isKept) return report('body-list', at(item), `行首的“${marker}”成了列表的编号`, escaped)
    return report('body-list', at(item), `编号“${marker}”在网页上会变成“${shown}.”`, `${escaped}；写错了就改成 ${shown}.`)
  }
}

/** What Markdown leaves as it is although it was meant for something: by pattern, what it is. */
const LITERALS: readonly (readonly [pattern: RegExp, say: (found: RegExpExecArray) => readonly [rule: RuleName, message: string, hint?: string]])[] = [
  [/(?<!\\)\*\*/u, () => ['body-asterisks', '这里的 ** 不会变成加粗，会原样显示']],
  [/(?<!\\)\[\^([^\]\s]{1,40})\]/u, ([mark]) => ['body-footnote', `注释“${mark}”没有内容`]],
  [/(?<!\\)<!--/u, () => ['body-comment', '注释没有结束，会原样显示']],
  [/(?<!\\)<\/?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|iframe|img|li|o:p|ol|p|script|span|strong|style|table|td|tr|u|ul)(?=[\s/>=])/iu, ([tag]) => ['body-html', `正文里有代码：${tag}`]],
  [/[!！]\[\[([^\]]{1,80})\]\]|(?<!\\)[!！]\[[^\]\n]{0,80}\]\s?[(（]([^)）\n]{1,200})[)）]/u, ([, wiki, address = wiki ?? '']) => literalImage(address)],
  [/(?<![!！\\])\[[^\]\n]{1,80}\]（\s*(?:https?:|\/)[^）\n]{0,200}）/u, () => ['body-link', '链接的圆括号是全角的，会原样显示', '圆括号改成半角，例如 [网站](https://example.org)']],
  [/^#{2,6}(?=[^\s#])/u, ([marks]) => ['body-heading', `“${marks}”后面少一个空格，不会变成小标题，会原样显示`, `在 ${marks} 后面加一个半角空格；不是小标题就删去`]],
]

function literalImage(address: string): readonly [rule: RuleName, message: string, hint?: string] {
  if (/^[a-z]:|\\|^file:/iu.test(address)) return ['body-image-path', `“${address}”是自己电脑上的路径`]
  return ['body-image', `图片“${address}”的写法不对，会原样显示`, '写成 ![说明](school.jpg)：叹号和括号都用半角，文件名里没有空格和汉字']
}

function reportLiterals(node: Extract<Nodes, { type: 'text' }>, { markdown, at }: ParsedText, report: Report): void {
  const { start, end } = node.position ?? {}
  const raw = markdown.slice(start?.offset, end?.offset)
  const here = at(node)
  const place = (offset: number): Position => {
    const before = raw.slice(0, offset).split('\n')
    return before.length === 1 ? { line: here.line, column: here.column + offset } : { line: here.line + before.length - 1, column: (before.at(-1) ?? '').length + 1 }
  }
  for (const [pattern, say] of LITERALS) {
    const found = pattern.exec(raw)
    if (!found) continue
    const [rule, message, hint] = say(found)
    report(rule, place(found.index), message, hint)
  }
}

function reportLink(url: string, at: Position, report: Report): void {
  if (isSafe(url)) return
  const isPicture = /\.(?:jpe?g|png|gif|webp|bmp)$/iu.test(url)
  report('body-link', at, `链接“${url.slice(0, 60)}”不能用`, isPicture ? '要放图片，前面的叹号用半角，例如 ![说明](school.jpg)' : undefined)
}

/** What a reader may be sent to: the web, mail, a page of this archive, a place on this page. */
function isSafe(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/iu.test(url) || /^(?:\/(?!\/)|#)/u.test(url)
}

/** A definition is shown only where something refers to it: `[注]: 见第二版` alone would vanish from the page. */
function reportDefinitions({ root, at }: ParsedText, report: Report): void {
  const used = new Set<string>()
  visit(root, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier)
    else if (node.type === 'footnoteReference') used.add(`^${node.identifier}`)
  })
  visit(root, (node) => {
    if (node.type === 'definition') {
      if (used.has(node.identifier)) reportLink(node.url, at(node), report)
      else report('body-definition', at(node), `“[${node.label ?? node.identifier}]:”会被当成链接的定义，这一行不会显示`)
    } else if (node.type === 'footnoteDefinition' && !used.has(`^${node.identifier}`)) {
      report('body-footnote', at(node), `注释“[^${node.label ?? node.identifier}]”没有地方引用，不会显示`, '在正文里要注释的地方写上同样的记号；不需要就删去')
    }
  })
}
