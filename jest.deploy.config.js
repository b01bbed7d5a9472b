const base = require('./jest.config.js');

/**
 * Deploys to emulated accounts: `npm run test:deploy`. Two at a time, each with emulators of its own; what all load is loaded once, before them.
 * The longest allowed is for a machine that does much else: alone, no test takes a minute.
 */
module.exports = {
  ...base,
  testMatch: ['**/deploy/**/*.deploy.ts'],
  maxWorkers: 2,
  testTimeout: 900_000,
  testSequencer: './test/emulator/longest-first.cjs',
  globalSetup: './test/emulator/setup.ts',
  globalTeardown: './test/emulator/teardown.ts',
};
