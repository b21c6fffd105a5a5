import type { Diagnostic } from '../content'

/** One diagnostic as a line an editor can act on: place, kind, rule, what is wrong, how to mend it. */
export function lineOf({ file, line, column, severity, rule, message, hint }: Diagnostic): string {
  return `${file}:${line}:${column}  ${severity === 'error' ? '错误' : '警告'}  ${rule}  ${message}；${hint}`
}

/** `2 个错误，1 个警告` */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.length - errors
  return [errors > 0 && `${errors} 个错误`, warnings > 0 && `${warnings} 个警告`].filter(Boolean).join('，')
}
