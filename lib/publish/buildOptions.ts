import type { Diagnostic } from '../content'
import type { Progress } from './progress'
import type { Shard } from './shard'

export interface BuildOptions {
  readonly contentDir: string
  readonly outDir: string
  readonly progress: Progress
  /** Ignores what is there. */
  readonly full?: boolean
  /** Lists what would be rendered and why; writes nothing. */
  readonly dryRun?: boolean
  /** Renders one part of a full export, for another run to merge. */
  readonly shard?: Shard
  /** Puts the parts of a full export together instead of rendering. */
  readonly merge?: boolean
}

export interface BuildResult {
  /** Nothing is published when there is an error among them. */
  readonly diagnostics: readonly Diagnostic[]
  readonly published: boolean
  /** Pages. */
  readonly rendered: number
  readonly kept: number
  readonly removed: number
  /** Of the whole site; 0 when nothing was published. */
  readonly bytes: number
  /** By phase. */
  readonly seconds: Readonly<Record<string, number>>
}
