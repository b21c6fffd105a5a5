import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { headersOf } from './headers'

/** The state of the last build, and what hosts are told. */
const NOT_SERVED = /\/\.(?!well-known\/)|^\/_(?:headers|redirects)$/u

/**
 * Serves a published folder as a good static host would: `index.html` of folders, a slash at the end of their
 * addresses, `404.html` for what is missing, and the headers of `_headers`.
 */
export async function serveFolder(folder: string, port: number): Promise<Server> {
  const missing = await readFile(join(folder, '404.html'))
  const files = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, setHeaders: (response, address) => { send(response, address) } })
  return listen(createServer((request, response) => {
    const asked = addressOf(request.url)
    if (!asked) return void response.writeHead(400).end()
    const { pathname, search } = asked
    if (isFolder(folder, pathname)) return void response.writeHead(301, { location: `${pathname}/${search}` }).end()
    const notFound = (): void => {
      send(response, '/404.html')
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(missing)
    }
    if (NOT_SERVED.test(pathname)) notFound()
    else files(request, response, notFound)
  }), port)
}

/** `undefined` for what is no address, `//`. */
function addressOf(target = '/'): URL | undefined {
  return URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : undefined
}

function send(response: ServerResponse, address: string): void {
  for (const [name, value] of Object.entries(headersOf(address))) response.setHeader(name, value)
}

/** An address without the slash at its end, which its page has. */
function isFolder(folder: string, address: string): boolean {
  return !address.endsWith('/') && !address.includes('%') && existsSync(join(folder, address, 'index.html'))
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
