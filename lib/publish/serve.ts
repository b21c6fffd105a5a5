import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

/** Serves a published folder as a plain static host would: `index.html` of folders, `404.html` for what is missing. */
export async function serveFolder(folder: string, port: number): Promise<Server> {
  const missing = await readFile(join(folder, '404.html'))
  const files = sirv(folder, { dev: true, dotfiles: false })
  return listen(createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(missing)
    })
  }), port)
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
