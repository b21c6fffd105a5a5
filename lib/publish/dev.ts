import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import next from 'next'
import { ContentMemory, loadContent, type LoadResult } from '../content'
import { artefactAt, artefactGroups, type Artefact, type GroupsById } from './artefacts'
import { faultPage } from './faultPage'
import { mediaTypeOf } from './headers'
import { placesOf, projectRoot, type Places } from './places'
import { Inputs } from '../views'
import { listen } from './serve'
import { planPages } from './plan'
import { watchContent } from './watchContent'
import { removeViewsBut, writeViews } from './writeViews'

/** Reloads the page when the server says so; after a restart too, as an EventSource connects again by itself. */
const RELOAD_SCRIPT = "new EventSource('/__reload').onmessage = () => location.reload()\n"

/** What the preview shows at the moment. */
interface Shown {
  readonly loaded: LoadResult
  /** Files that are made when they are asked for. */
  readonly groups: GroupsById
  /** The editors' own, by their paths in the site: files of the content. */
  readonly pictures: ReadonlyMap<string, string>
}

/**
 * Previews a content folder: Next renders the views of the content as it is, drafts included; a saved, added or removed
 * file is read again and open pages reload. While the content has errors, every page is the list of them.
 */
export async function preview(contentDir: string, port: number, say: (line: string) => void): Promise<Server> {
  const places = placesOf(contentDir, join(projectRoot, '.publish/preview'))
  process.env.VIEWS_DIR = places.views
  // What did not change since the last save is not read again.
  const memory = new ContentMemory('')
  let shown = await read(contentDir, places, memory, say)
  const readers = new Set<ServerResponse>()
  const app = next({ dev: true, dir: projectRoot })
  const handle = app.getRequestHandler()
  await app.prepare()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURI(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/__reload') return subscribe(request, response, readers)
    if (path === '/__reload.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(RELOAD_SCRIPT)
    const bytes = await fileAt(shown, path.slice(1))
    if (bytes !== undefined) return void response.writeHead(200, { 'content-type': mediaTypeOf(path) }).end(bytes)
    if (!shown.loaded.archive && !path.startsWith('/_next/')) {
      return void response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' }).end(faultPage(shown.loaded.diagnostics))
    }
    await handle(request, response)
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  watchContent(contentDir, say, async () => {
    shown = await read(contentDir, places, memory, say)
    for (const reader of readers) reader.write('data: reload\n\n')
  })
  server.on('upgrade', (request, socket, head) => { void app.getUpgradeHandler()(request, socket, head) })
  return listen(server, port)
}

/** A picture of the editors', or a file made of the archive; Next answers for the rest. */
async function fileAt({ groups, pictures }: Shown, path: string): Promise<Artefact['bytes'] | undefined> {
  const picture = pictures.get(path)
  if (picture !== undefined) return readFile(picture)
  if (extname(path) === '' || path.startsWith('_next/')) return undefined
  return (await artefactAt(groups, path))?.bytes
}

async function read(contentDir: string, places: Places, memory: ContentMemory, say: (line: string) => void): Promise<Shown> {
  const loaded = await loadContent(contentDir, { drafts: true, memory })
  const { archive, diagnostics } = loaded
  if (!archive) {
    say(`稿件有 ${diagnostics.filter(({ severity }) => severity === 'error').length} 个错误，浏览器里有详细说明`)
    return { loaded, groups: new Map(), pictures: new Map() }
  }
  const planned = planPages(archive, new Inputs(archive))
  await writeViews(places.views, planned)
  await removeViewsBut(places.views, planned)
  return {
    loaded,
    groups: new Map(artefactGroups(archive).map((group) => [group.id, group])),
    pictures: new Map(loaded.assets.map(({ from, to }) => [to, join(places.content, from)])),
  }
}

function subscribe(request: IncomingMessage, response: ServerResponse, readers: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': connected\n\n')
  readers.add(response)
  request.on('close', () => readers.delete(response))
}
