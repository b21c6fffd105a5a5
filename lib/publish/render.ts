import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import { projectRoot, type Places } from './places'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Loaded by Next and its workers: they end with the build that started them, however it ends. */
const END_WITH_BUILD = `setInterval(() => { try { process.kill(${process.pid}, 0) } catch { process.exit(1) } }, 100).unref()`

/**
 * A `next build` under way. It compiles while the content is read, then waits for the views (`lib/views/reader.ts`),
 * and its pages land in `places.exported`.
 */
export class Rendering {
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  #said = ''
  #progress: ((done: number, total: number) => void) | undefined

  private constructor(places: Pick<Places, 'views' | 'exported'>) {
    this.#child = spawn(process.execPath, [nextCommand, 'build'], {
      cwd: projectRoot,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=data:text/javascript,${encodeURIComponent(END_WITH_BUILD)}`.trim(),
        NEXT_TELEMETRY_DISABLED: '1',
        VIEWS_DIR: places.views,
        EXPORT_DIR: relative(projectRoot, places.exported).split(sep).join('/'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk: Buffer) => { this.#hear(chunk.toString()) })
    this.#ended = new Promise((resolve, reject) => this.#child.on('error', reject).on('close', resolve))
    // Nobody may be waiting yet.
    this.#ended.catch(() => undefined)
  }

  /** Begins with no views and no pages of an earlier build about. */
  static start(places: Pick<Places, 'views' | 'exported'>): Rendering {
    for (const folder of [places.views, places.exported]) rmSync(folder, { recursive: true, force: true })
    return new Rendering(places)
  }

  /** Waits for the pages, once the views are there. Throws with Next's words when it fails. */
  async finished(progress: (done: number, total: number) => void): Promise<void> {
    this.#progress = progress
    const code = await this.#ended
    if (code !== 0) throw new Error(`next build ended with ${code}\n${this.#said}`)
  }

  /** Ends it: there is nothing to render. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended.catch(() => undefined)
  }

  #hear(text: string): void {
    this.#said += text
    for (const [, done, total] of text.matchAll(/Generating static pages.*?\((\d+)\/(\d+)\)/g)) this.#progress?.(Number(done), Number(total))
  }
}
