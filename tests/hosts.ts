import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const MODULES = '/usr/lib/nginx/modules'
const BROTLI = join(MODULES, 'ngx_http_brotli_static_module.so')

/** A web server that serves a folder, until it is stopped. */
export interface Host {
  readonly port: number
  readonly stop: () => void
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** An answer as it came: nothing followed, nothing unpacked. */
export function ask(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }) })
    }).on('error', reject).end()
  })
}

/** Why a program cannot be tried here; `undefined` when it can. In CI on Debian its packages are installed first. */
export function absent(program: 'nginx' | 'caddy'): string | undefined {
  const packages = program === 'nginx' ? ['nginx-light', 'libnginx-mod-http-brotli-static'] : ['caddy']
  const isThere = (): boolean => spawnSync(program, [program === 'nginx' ? '-v' : 'version']).status === 0 && (program === 'caddy' || existsSync(BROTLI))
  if (isThere()) return undefined
  if (!process.env.CI || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return `no ${packages.join(' and ')} on this machine`
  const options = { stdio: 'ignore', timeout: 90_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  return isThere() ? undefined : `apt-get could not install ${packages.join(' and ')}`
}

/** nginx with `hosts/nginx.conf` as it is shipped, but for the place and the port. */
export async function startNginx(folder: string, work: string): Promise<Host> {
  const port = await freePort()
  const site = changed('hosts/nginx.conf', [['listen 80;', `listen 127.0.0.1:${port};`], ['root /srv/archive/out;', `root ${folder};`], ['/srv/archive/out/.redirects', `${folder}/.redirects`]])
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'archive.conf'), site)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${join(work, name)};`).join('\n')
  writeFileSync(join(work, 'nginx.conf'), `
load_module ${BROTLI};
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${join(work, 'nginx.pid')};
error_log ${join(work, 'error.log')};
events { }
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${temporary}
  include ${join(work, 'archive.conf')};
}
`)
  execFileSync('nginx', ['-t', '-p', work, '-c', join(work, 'nginx.conf')], { stdio: 'pipe' })
  return started(spawn('nginx', ['-p', work, '-c', join(work, 'nginx.conf')], { stdio: 'ignore' }), port)
}

/** Caddy with `hosts/Caddyfile` as it is shipped, but for the place, the port and the certificate. */
export async function startCaddy(folder: string, work: string): Promise<Host> {
  const port = await freePort()
  const site = changed('hosts/Caddyfile', [['archive.example {', `http://127.0.0.1:${port} {`], ['root * /srv/archive/out', `root * ${folder}`], ['/srv/archive/out/_redirects', `${folder}/_redirects`]])
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`)
  const env = { ...process.env, HOME: work, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work }
  return started(spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', join(work, 'Caddyfile')], { stdio: 'ignore', env }), port)
}

function changed(file: string, changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${file} does not say “${from}” once`)
    return text.replace(from, to)
  }, readFileSync(join(root, file), 'utf8'))
}

/** Until it answers; a server that ends instead has failed. */
async function started(child: ChildProcess, port: number): Promise<Host> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    if (await ask(port, '/').then(() => true, () => false)) return { port, stop: () => { child.kill() } }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error(`${child.spawnfile} does not answer`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => { resolve(port) })
    })
  })
}
