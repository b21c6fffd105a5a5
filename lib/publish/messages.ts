import type { Diagnostic } from '../content'
import type { BuildResult } from './buildOptions'

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

const PHASES: Readonly<Record<string, string>> = { load: '读稿', plan: '比对', views: '备稿', render: '生成', finish: '整理', merge: '汇总', exchange: '替换', verify: '核查' }

/** What a build did. */
export function resultLines({ published, rendered, kept, removed, bytes, seconds }: BuildResult, out: string): string[] {
  const phases = Object.entries(seconds).map(([phase, taken]) => `${PHASES[phase] ?? phase} ${taken.toFixed(1)}`).join('，')
  const total = Object.values(seconds).reduce((sum, taken) => sum + taken, 0)
  return [
    published
      ? `完成：生成 ${rendered} 页，保留 ${kept} 页，撤下 ${removed} 页；共 ${(bytes / 1e6).toFixed(1)} MB，在 ${out}`
      : `完成：生成 ${rendered} 页，等待合并`,
    `用时 ${total.toFixed(1)} 秒（${phases}）`,
  ]
}
