/**
 * The direction of imports: archive ← content, search, cite, feeds, lettering, typography ← views ← app ← publish.
 * `tests/rooms.test.ts` shows that a breach is found.
 * @type {import('dependency-cruiser').IConfiguration}
 */

const ROOMS = ['archive', 'content', 'search', 'cite', 'feeds', 'lettering', 'typography', 'views', 'desk', 'publish']

/** Rooms of `lib` each room may use besides itself. */
const MAY_USE = {
  archive: [],
  content: ['archive'],
  search: ['archive'],
  cite: ['archive'],
  feeds: ['archive', 'cite'],
  lettering: ['archive'],
  typography: ['archive'],
  views: ['archive', 'cite', 'feeds', 'search', 'lettering', 'typography'],
  desk: ['archive', 'content'],
  publish: ROOMS.filter((room) => room !== 'desk'),
}

const rooms = (names) => `^lib/(${names.join('|')})/`

module.exports = {
  forbidden: [
    ...ROOMS.map((room) => ({
      name: `${room}-uses-only-${MAY_USE[room].join('-') || 'nothing'}`,
      severity: 'error',
      from: { path: rooms([room]) },
      to: { path: '^(lib|app)/', pathNot: rooms([room, ...MAY_USE[room]]) },
    })),
    { name: 'app-uses-neither-desk-nor-publish', severity: 'error', from: { path: '^app/' }, to: { path: rooms(['desk', 'publish']) } },
    { name: 'every-room-is-known', severity: 'error', from: {}, to: { path: '^lib/', pathNot: rooms(ROOMS) } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    // next.config.ts puts withoutSegments in the place of a module of Next's.
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^lib/', pathNot: '/commands/|^lib/publish/withoutSegments' }, to: {} },
    { name: 'site-needs-no-test-library', severity: 'error', from: { path: '^(lib|app)/' }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
