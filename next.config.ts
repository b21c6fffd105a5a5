import type { NextConfig } from 'next'

export default {
  // Preview renders on demand: a page just added must not wait for the list of all pages to be made again.
  ...(process.env.NODE_ENV === 'production' ? { output: 'export' } : {}),
  trailingSlash: true,
  // With `output: 'export'` this is where the exported pages go; Next's own files stay in .next.
  distDir: process.env.EXPORT_DIR ?? 'out',
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules and fonts are read from node_modules, not bundled.
  serverExternalPackages: ['@node-rs/jieba', 'fontkit', 'sharp'],
  // The same content must give the same bytes; a build id would be random.
  generateBuildId: () => 'archive',
  // `npm test` runs the type checker; a publish of a changed report need not.
  typescript: { ignoreBuildErrors: true },
  // Errors of prerendering are looked into in preview.
  enablePrerenderSourceMaps: false,
  experimental: {
    // Hints for a router that no page runs: without them Next reads each page's payload once less.
    prefetchInlining: false,
    serverSourceMaps: false,
  },
} satisfies NextConfig
