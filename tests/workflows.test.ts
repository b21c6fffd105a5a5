import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter, type WorkflowTemplate } from '@actions/workflow-parser'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Shard } from '../lib/publish/shard'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.github/workflows')
const names = readdirSync(folder)
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8')
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts

interface Step { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }
interface Job { readonly steps: readonly Step[]; readonly permissions?: Readonly<Record<string, string>>; readonly 'timeout-minutes'?: number; readonly strategy?: { readonly matrix: { readonly index: readonly number[] } } }
interface Workflow { readonly permissions: Readonly<Record<string, string>>; readonly jobs: Readonly<Record<string, Job>> }
const workflow = (name: string): Workflow => parse(textOf(name)) as Workflow
const jobsOf = (name: string): Job[] => Object.values(workflow(name).jobs)
const runs = (name: string): string[] => jobsOf(name).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))

/** As GitHub's own parser reads it, with the faults it finds. */
async function asGitHubReads(content: string): Promise<{ faults: string[]; template: WorkflowTemplate | undefined }> {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter())
  const template = value && await convertWorkflowTemplate(context, value)
  return { faults: context.errors.getErrors().map(({ message }) => message), template }
}

describe.each(names)('%s', (name) => {
  test('is a workflow GitHub understands', async () => {
    const { faults, template } = await asGitHubReads(textOf(name))
    expect(faults).toEqual([])
    expect(template?.jobs.length).toBeGreaterThan(1)
  })

  test('and a fault in it would be found', async () => {
    expect((await asGitHubReads(textOf(name).replace('runs-on:', 'run-on:'))).faults).not.toEqual([])
    expect((await asGitHubReads(textOf(name).replace('contents: read', 'contents: red'))).faults).not.toEqual([])
    expect((await asGitHubReads(textOf(name).replace('${{ github.ref }}', '${{ gitub.ref }}'))).faults).not.toEqual([])
  })

  test('pins every action to a commit', () => {
    for (const { uses } of jobsOf(name).flatMap(({ steps }) => steps)) {
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w/-]+@[0-9a-f]{40}$/u)
    }
  })

  test('may read only; what publishes may write pages and nothing else', () => {
    expect(workflow(name).permissions).toEqual({ contents: 'read' })
    for (const { permissions, steps } of jobsOf(name)) {
      const publishes = steps.some(({ uses }) => uses?.startsWith('actions/deploy-pages'))
      expect(permissions).toEqual(publishes ? { pages: 'write', 'id-token': 'write' } : undefined)
      if (publishes) expect(steps.length).toBe(1)
    }
  })

  test('installs with the lock file, on Node 20, and runs scripts there are', () => {
    expect(runs(name).filter((run) => /\bnpm (?:i|install|update|exec)\b|\bnpx\b/u.test(run))).toEqual([])
    for (const [, script = ''] of runs(name).join('\n').matchAll(/npm run ([\w:]+)/gu)) expect(scripts).toHaveProperty(script)
    for (const { steps } of jobsOf(name)) {
      const at = steps.findIndex(({ run }) => run === 'npm ci')
      const first = steps.findIndex(({ run }) => run?.startsWith('npm run') || run === 'npm test')
      if (first >= 0) expect(at).toBeLessThan(first)
      if (first >= 0) expect(steps.find(({ uses }) => uses?.startsWith('actions/setup-node'))?.with?.['node-version']).toBe(20)
    }
  })

  test('no step writes what others say into a shell', () => {
    expect(runs(name).filter((run) => /\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/u.test(run))).toEqual([])
  })
})

test('every workflow that publishes keeps the output where the next one looks for it', () => {
  // Its paths are part of a cache's version (actions/cache).
  const kept = names.flatMap((name) => jobsOf(name).flatMap(({ steps }) => steps)).filter(({ uses }) => uses?.startsWith('actions/cache')).map(({ with: inputs }) => inputs?.path)
  expect(kept.length).toBe(2)
  expect(new Set(kept).size).toBe(1)
})

test('what is published was checked, tested and built, with the last output at hand', () => {
  const { jobs } = parse(textOf('publish.yml')) as { jobs: Record<string, { needs?: string[]; steps: Step[] }> }
  expect(jobs.deploy?.needs).toEqual(['test', 'build'])
  expect(jobs.test?.steps.map(({ run }) => run)).toEqual(expect.arrayContaining(['npm ci', 'npm run check', 'npm test']))
  const kept = jobs.build?.steps.find(({ uses }) => uses?.startsWith('actions/cache@'))?.with
  expect(kept).toMatchObject({ 'restore-keys': 'out-' })
  expect(String(kept?.path).split('\n')).toContain('out')
})

test.each(names.filter((name) => jobsOf(name).some(({ steps }) => steps.some(({ uses }) => uses?.startsWith('actions/deploy-pages')))))('%s publishes nothing that was not checked, and tells of addresses that are in no ledger', (name) => {
  const { jobs } = parse(textOf(name)) as { jobs: Record<string, { needs?: string | string[]; steps: Step[] }> }
  const before = (job: string): string[] => [jobs[job]?.needs ?? []].flat().flatMap((needed) => [needed, ...before(needed)])
  const deploy = Object.keys(jobs).find((job) => jobs[job]?.steps.some(({ uses }) => uses?.startsWith('actions/deploy-pages'))) ?? ''
  expect(before(deploy).flatMap((job) => jobs[job]?.steps.map(({ run }) => run))).toContain('npm run check')
  const steps = Object.values(jobs).find((job) => job.steps.some(({ uses }) => uses?.startsWith('actions/upload-pages-artifact')))?.steps ?? []
  const built = steps.findIndex(({ run }) => /^npm run build(?: -- --merge)?$/u.test(run ?? ''))
  const told = steps.findIndex(({ run }) => /git status --porcelain -- content.*::warning::/u.test(run ?? ''))
  expect(built).toBeGreaterThan(-1)
  expect(told).toBeGreaterThan(built)
})

test('the shards of the matrix make the whole, and each travels with what it is made of', () => {
  const { shard, merge } = workflow('publish-sharded.yml').jobs
  const index = shard?.strategy?.matrix.index ?? []
  expect(index).toEqual(index.map((_, nth) => nth + 1))
  const command = shard?.steps.flatMap(({ run }) => run?.match(/--shard (.*)$/u)?.[1] ?? [])[0] ?? ''
  for (const nth of index) {
    const part = Shard.parse(command.replace('${{ matrix.index }}', String(nth)).replace('${{ strategy.job-total }}', String(index.length)))
    expect([part?.index, part?.count]).toEqual([nth, index.length])
  }
  const sent = shard?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'))?.with
  const taken = merge?.steps.find(({ uses }) => uses?.startsWith('actions/download-artifact'))?.with
  expect(sent).toMatchObject({ path: 'out-shards', 'include-hidden-files': true })
  expect(taken).toMatchObject({ path: 'out-shards', 'merge-multiple': true })
  expect(merge?.steps.map(({ run }) => run)).toContain('npm run build -- --merge')
})
