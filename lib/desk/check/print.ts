import type { ContentFolder, Diagnostic } from '../../content'
import { decodeSource } from '../../content'
import { frame } from './frame'

/** One diagnostic as the issue of a line: place, kind, rule, what is wrong, how to mend it. */
function lineOf({ file, line, column, severity, rule, message, hint }: Diagnostic): string {
  return `${file}:${line}:${column}  ${severity}  ${rule}  ${message}；${hint}`
}

/** What an editor reads: each fault with its line shown, then how many there are. */
export function asText(diagnostics: readonly Diagnostic[], folder: ContentFolder): string {
  const linesOf = new Map<string, readonly string[]>()
  const shown = diagnostics.map((diagnostic) => {
    const { file, line, column } = diagnostic
    const bytes = folder.bytes.get(file.slice(folder.name.length + 1))
    if (!bytes || !isText(diagnostic)) return lineOf(diagnostic)
    const lines = linesOf.get(file) ?? decodeSource(bytes).replace(/^\ufeff/u, '').split(/\r\n?|\n/u)
    linesOf.set(file, lines)
    return `${lineOf(diagnostic)}\n${frame(lines, line, column)}`
  })
  return [...shown, summary(diagnostics)].join('\n\n')
}

/** Names of files and damaged encodings have no line worth showing. */
function isText({ rule }: Diagnostic): boolean {
  return !/^(?:file-|folder-|encoding-|nul-|mojibake|site-missing)/u.test(rule)
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.length - errors
  if (diagnostics.length === 0) return '没有问题。'
  const files = new Set(diagnostics.map(({ file }) => file)).size
  return `共 ${errors} 个错误、${warnings} 个警告，在 ${files} 个文件里。${errors > 0 ? '有错误就不能发布。' : '可以发布；警告请看一看。'}`
}

/** Workflow commands of GitHub Actions, which show each fault at its line of a pull request. */
export function asGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ file, line, column, severity, rule, message, hint }) => (
    `::${severity} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${data(`${message}；${hint}`)}`
  )).join('\n')
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
