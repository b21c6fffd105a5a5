import { defineConfig } from 'vitest/config'

/** As in tsconfig.json: states no built site shows are rendered from the pages' own components. */
const resolve = { alias: { '@': import.meta.dirname } }

/** `unit` needs nothing but Node; `site` builds the archive and opens it in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        // The same library names source maps it does not bring.
        logLevel: 'error',
        resolve,
        test: {
          name: 'unit',
          include: ['tests/*.test.ts'],
          exclude: ['tests/*.site.test.ts'],
          testTimeout: 120_000,
          // It imports JSON in a way Node 20 does not read.
          server: { deps: { inline: [/@actions\/workflow-parser/] } },
        },
      },
      {
        resolve,
        test: {
          name: 'site',
          include: ['tests/*.site.test.ts'],
          globalSetup: ['tests/site.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
