import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, type Ended } from './command'

const root = join(import.meta.dirname, '..')

/** All that decides how pages come about; libraries are found in the folders above. */
const PROGRAM = ['run.mjs', 'app', 'lib', 'next.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']

/**
 * The program once more, to be changed and run: what happens when a template changes, or has a fault. It lies inside
 * the project, where Node and Turbopack find its libraries, in a folder that Git, ESLint and Vitest leave alone.
 */
export class ProgramCopy {
  private constructor(readonly folder: string) {}

  /** To be removed after use. */
  static make(): ProgramCopy {
    const copies = join(root, '.publish')
    mkdirSync(copies, { recursive: true })
    const folder = mkdtempSync(join(copies, 'copy-'))
    for (const part of PROGRAM) cpSync(join(root, part), join(folder, part), { recursive: true })
    return new ProgramCopy(folder)
  }

  /** Changes a file, `app/components/PageFrame.tsx`. Throws when it stays as it was: nothing would be tried. */
  change(file: string, edit: (text: string) => string): void {
    const path = join(this.folder, file)
    const before = readFileSync(path, 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`${file} did not change`)
    writeFileSync(path, after)
  }

  /** `npm run build` of the copy: `content` into `out`. */
  build(content: string, out: string, ...options: string[]): Promise<Ended> {
    return run('build', options, { env: { CONTENT_DIR: content, OUT_DIR: out }, folder: this.folder })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
