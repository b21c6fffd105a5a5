import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import { projectRoot, type Places } from './places'

const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Runs `next build` over the views in `places.views`; its pages land in `places.exported`. Throws with Next's words when it fails. */
export async function renderPages(places: Places, progress: (done: number, total: number) => void): Promise<void> {
  await rm(places.exported, { recursive: true, force: true })
  const child = spawn(process.execPath, [nextCommand, 'build'], {
    cwd: projectRoot,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      VIEWS_DIR: places.views,
      EXPORT_DIR: relative(projectRoot, places.exported).split(sep).join('/'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer): void => {
    const text = chunk.toString()
    said += text
    for (const [, done, total] of text.matchAll(/Generating static pages.*?\((\d+)\/(\d+)\)/g)) progress(Number(done), Number(total))
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`next build ended with ${code}\n${said}`)
}
