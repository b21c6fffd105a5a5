import { RULES, type RuleName } from './rules'

/** Something an editor should mend, or look at. */
export interface Diagnostic {
  /** Path of the file as the editor knows it: `content/issues/2021-12-17/x.md`, forward slashes. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units, as editors count. */
  readonly column: number
  /** Any error stops publishing; a warning asks for a look. */
  readonly severity: 'error' | 'warning'
  /** Stable name, listed in the handbook. */
  readonly rule: RuleName
  /** What is wrong, in Chinese. */
  readonly message: string
  /** How to mend it, in Chinese. */
  readonly hint: string
}

export interface Position {
  readonly line: number
  readonly column: number
}

export const START: Position = { line: 1, column: 1 }

/** Collects what is wrong with one file. */
export type Report = (rule: RuleName, at: Position, message: string, hint?: string) => void

/** A `Report` that adds diagnostics of `file` to `list`; severity and cure come from the rule unless a hint is given. */
export function reporter(file: string, list: Diagnostic[]): Report {
  return (rule, at, message, hint) => {
    const { severity, cure } = RULES[rule]
    list.push({ file, line: at.line, column: at.column, severity, rule, message, hint: hint ?? cure })
  }
}

/** By file, line and column, in code-unit order. */
export function inReadingOrder(a: Diagnostic, b: Diagnostic): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
}
