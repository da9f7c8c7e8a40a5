/** Who may import whom: app → features → ui → lib; api beside ui. A feature never imports another feature. */
module.exports = {
  forbidden: [
    {
      name: 'features-are-islands',
      comment: 'What two features share belongs in ui/, lib/ or api/.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'features-do-not-know-the-app',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'ui-is-dumb',
      comment: 'The kit shows what it is given: no server, no screens.',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(app|features|api)/' },
    },
    {
      name: 'lib-is-the-floor',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { path: '^src/(app|features|api|ui)/' },
    },
    {
      name: 'api-knows-no-screens',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^src/(app|features|ui)/' },
    },
    {
      name: 'tests-stay-in-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$|^src/testing/' },
      to: { path: '^src/testing/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(api/gen|app/route-tree.gen.ts)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'browser', 'default'] },
  },
};
