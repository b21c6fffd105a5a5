import type { Server } from 'node:http'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { portOf, serveFolder } from '../lib/publish/serve'
import { run } from './command'
import { BULLETIN, NEWSPAPER } from './newsrooms'

/** A site built for the tests: its folder and the address it is served at. */
export interface BuiltSite {
  readonly folder: string
  readonly url: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly archive: BuiltSite
    readonly newspaper: BuiltSite
  }
}

/** Builds the bulletin and the fictional newspaper as their newsrooms would, and serves both. */
export default async function setup(project: TestProject): Promise<() => void> {
  const root = project.config.root
  const sites = {
    archive: { original: BULLETIN, folder: join(root, 'out-test/archive') },
    newspaper: { original: NEWSPAPER, folder: join(root, 'out-test/newspaper') },
  }
  const servers: Server[] = []
  for (const [name, { original, folder }] of Object.entries(sites)) {
    await build(original, folder)
    const server = await serveFolder(folder, 0)
    servers.push(server)
    project.provide(name as keyof typeof sites, { folder, url: `http://localhost:${portOf(server)}` })
  }
  return () => { for (const server of servers) server.close() }
}

/** From a copy: the ledger beside the original holds what is committed. */
async function build(original: string, folder: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'site-'))
  try {
    const content = join(dir, 'content')
    cpSync(original, content, { recursive: true })
    const { code, said } = await run('build', [], { env: { CONTENT_DIR: content, OUT_DIR: folder } })
    if (code !== 0) throw new Error(`building ${original} ended with ${code}:\n${said}`)
  } finally {
    rmSync(dir, { recursive: true })
  }
}
