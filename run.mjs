// Plain JavaScript, as this is what makes TypeScript run.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The project's own folder. */
const root = dirname(fileURLToPath(import.meta.url))

/** What has been bundled, by what it was made of. */
const programs = join(root, '.publish/programs')

/** Milliseconds after which nobody loads a part of an earlier program any more. */
const DAY = 86_400_000

/**
 * Runs a module of the project, `node run.mjs lib/publish/commands/build.ts`, or in a thread started with this file.
 * It is bundled with its libraries, and the bundle kept until something it may be made of changes: loading the modules of
 * a build one by one through a loader of TypeScript took 2 s, and 4 s of CPU time, at every start.
 */
async function run() {
  const [entry] = process.argv.splice(2, 1)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(await programOf(entry)).href)
}

/** The bundle of a module, given by its path below the project with forward slashes. */
async function programOf(entry) {
  const key = keyOfProgram()
  const folder = join(programs, key, entry.replaceAll('/', '.'))
  const file = `${basename(entry, '.ts')}.mjs`
  if (existsSync(folder)) return join(folder, file)
  await removeBut(key)
  return join(await bundle(entry, folder), file)
}

/** Names all a bundle may be made of, and what makes it. */
function keyOfProgram() {
  const modules = readdirSync(join(root, 'lib'), { recursive: true }).filter((file) => /\.tsx?$/u.test(file)).map((file) => join('lib', file))
  const hash = createHash('sha256')
  for (const file of ['run.mjs', 'package-lock.json', 'tsconfig.json', ...modules.sort()]) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/** Libraries with parts in machine code, or that look for files of their own. All others are half of what there is to load. */
const OUTSIDE = ['@node-rs/jieba', 'chokidar', 'esbuild', 'html-validate', 'next', 'react', 'react-dom', 'sharp']

/** Libraries written as CommonJS ask for Node's own modules by it. */
const REQUIRE = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);"

/** Gives the folder the bundle lies in. */
async function bundle(entry, folder) {
  const { build } = await import('esbuild')
  const beside = `${folder}.${process.pid}`
  await build({
    absWorkingDir: root, entryPoints: [entry], outdir: beside, outExtension: { '.js': '.mjs' },
    bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', external: OUTSIDE, banner: { js: REQUIRE },
    minifyWhitespace: true, legalComments: 'none', sourcemap: true, sourcesContent: false, plugins: [WRITTEN_WHERE], logLevel: 'error',
  })
  try {
    await rename(beside, folder)
  } catch {
    // Somebody else may have made it meanwhile, and it is the same; or a virus scanner reads it, and it is good where it lies.
    if (!existsSync(folder)) return beside
    await rm(beside, { recursive: true, force: true })
  }
  return folder
}

/** A module asks where it was written, not where the bundle lies: other files are told from there. */
const WRITTEN_WHERE = {
  name: 'written-where',
  setup({ onLoad }) {
    // In Go's syntax of regular expressions, without flags. Libraries are JavaScript.
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/** Removes programs of other code; what runs may still ask for parts of one. */
async function removeBut(key) {
  await mkdir(programs, { recursive: true })
  const earlier = readdirSync(programs).filter((name) => name !== key && Date.now() - statSync(join(programs, name)).mtimeMs > DAY)
  for (const name of earlier) await rm(join(programs, name), { recursive: true, force: true })
}

await run()
