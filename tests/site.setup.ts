import type { Server } from 'node:http'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { portOf, serveFolder } from '../lib/publish/serve'
import { run } from './command'

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

/** Builds the real content and the fictional newspaper as a newsroom would, and serves both. */
export default async function setup(project: TestProject): Promise<() => void> {
  const root = project.config.root
  const sites = {
    archive: { content: join(root, 'content'), folder: join(root, 'out-test/archive') },
    newspaper: { content: join(root, 'tests/fixtures/newspaper'), folder: join(root, 'out-test/newspaper') },
  }
  const servers: Server[] = []
  for (const [name, { content, folder }] of Object.entries(sites)) {
    await build(content, folder)
    const server = await serveFolder(folder, 0)
    servers.push(server)
    project.provide(name as keyof typeof sites, { folder, url: `http://localhost:${portOf(server)}` })
  }
  return () => { for (const server of servers) server.close() }
}

async function build(content: string, folder: string): Promise<void> {
  const { code, said } = await run('build', [], { env: { CONTENT_DIR: content, OUT_DIR: folder } })
  if (code !== 0) throw new Error(`building ${content} ended with ${code}:\n${said}`)
}
