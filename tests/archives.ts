import type { Archive } from '../lib/archive'
import { loadContent, understand } from '../lib/content'
import { BULLETIN } from './newsrooms'
import { folderOf } from './syntheticContent'

/** The archive of an invented content folder; throws with the diagnostics when it has faults. */
export function archiveOf(texts: Readonly<Record<string, string>>, today = '2030-01-01'): Archive {
  const { archive, diagnostics } = understand(folderOf(texts), { today })
  if (!archive) throw new Error(JSON.stringify(diagnostics, null, 1))
  return archive
}

/** The bulletin's. */
export async function realArchive(): Promise<Archive> {
  const { archive } = await loadContent(BULLETIN)
  if (!archive) throw new Error('the bulletin has faults')
  return archive
}

/** Front matter values as JSON, which YAML reads: titles may hold any sign. */
export function report(fields: Readonly<Record<string, unknown>>, text = '虚构的正文，只用于测试。'): string {
  return `---\n${Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n${text}\n`
}

/** Titles every output must carry whole: markup, quotes, an end of CDATA, what looks like a reference, a formula, a brace alone, emoji, characters beyond the BMP and rare ones. */
export const HARD_TITLES = [
  '粮油 & 副食 <价格> "稳" \'中\' 有 ]]> 升',
  'R&amp;D &nbsp; &#0; &#x41; &lt;b&gt;',
  '=HYPERLINK("http://evil.example","点我")',
  '+86 与 -1 与 @all',
  '{花括号} \\反斜线\\ 100% $5 #1 a_b ~x^y',
  '一 { 半边 \\{ 花括号 }',
  '👨‍👩‍👧 全家福 😀',
  '𠮷野家与㑇轮',
  '</script><script>alert(1)</script>',
  '一行，“引号”，半角,逗号;分号',
]

/** One issue of reports with hard titles. */
export function hardArchive(): Archive {
  return archiveOf(Object.fromEntries(HARD_TITLES.map((title, index) => [
    `issues/2001-02-03/hard-${index + 1}.md`,
    report({ title, date: '2001-02-03', page: '2', order: String(index + 1), byline: '记者 甄一 贾二' }),
  ])))
}
