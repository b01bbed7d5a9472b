const base = require('./jest.config.js');

/** Deploys to an emulated account: `npm run test:deploy`. One after another, since each starts an emulator and a command line. */
module.exports = { ...base, testMatch: ['**/deploy/**/*.deploy.ts'], maxWorkers: 1, testTimeout: 240_000 };
