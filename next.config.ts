import type { NextConfig } from 'next'

/** What a page without scripts does not need, left out while `lib/publish` builds; preview and a plain `next build` are Next's own. */
const LEAN: NextConfig = {
  // Errors of prerendering are looked into in preview.
  enablePrerenderSourceMaps: false,
  turbopack: { resolveAlias: { './collect-segment-data': './lib/publish/withoutSegments.ts' } },
  // Hints for the router: without them Next reads each page's payload once less.
  experimental: { prefetchInlining: false },
}

export default {
  // Preview renders on demand: a page just added must not wait for the list of all pages to be made again.
  ...(process.env.NODE_ENV === 'production' ? { output: 'export' } : {}),
  ...(process.env.NODE_ENV === 'production' && process.env.VIEWS_DIR ? LEAN : {}),
  trailingSlash: true,
  // With `output: 'export'` this is where the exported pages go; Next's own files stay in .next, as all of preview's do.
  distDir: process.env.EXPORT_DIR ?? (process.env.NODE_ENV === 'production' ? 'out' : '.next'),
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules and fonts are read from node_modules, not bundled.
  serverExternalPackages: ['@node-rs/jieba', 'fontkit', 'sharp'],
  // The same content must give the same bytes; a build id would be random.
  generateBuildId: () => 'archive',
  // `npm test` runs the type checker; a publish of a changed report need not.
  typescript: { ignoreBuildErrors: true },
} satisfies NextConfig
