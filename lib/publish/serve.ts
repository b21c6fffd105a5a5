import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { SPECULATION_RULES } from '../feeds'

/** Serves a published folder as a static host would: `index.html` of folders, `404.html` for what is missing, and the headers a host may add. */
export async function serveFolder(folder: string, port: number): Promise<Server> {
  const missing = await readFile(join(folder, '404.html'))
  const files = sirv(folder, { dev: true, dotfiles: false, setHeaders: speculating })
  return listen(createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(missing)
    })
  }), port)
}

/** Pages name the rules of what to fetch ahead; the rules have a media type of their own (HTML §7.6.3). */
function speculating(response: ServerResponse, address: string): void {
  if (address.endsWith('/')) response.setHeader('Speculation-Rules', `"${SPECULATION_RULES}"`)
  if (address === SPECULATION_RULES) response.setHeader('Content-Type', 'application/speculationrules+json')
}

/** Listens on `port`, or on the next free one. */
export function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port > 0) resolve(listen(server, port + 1))
      else reject(error)
    })
    server.listen(port, () => { resolve(server) })
  })
}

/** Port a server listens on. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}
