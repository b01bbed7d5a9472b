const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** The files that take longest, longest first. The others come after them, as jest orders them. */
const LONG = ['production', 'multi-account', 'walkthrough', 'verify', 'interrupted', 'minimal'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const ordered = super.sort(tests);
    const rank = ({ path }) => {
      const at = LONG.indexOf(basename(path).replace(/\.deploy\.ts$/, ''));
      return at < 0 ? LONG.length : at;
    };
    return ordered
      .map((test, at) => ({ test, at }))
      .sort((a, b) => rank(a.test) - rank(b.test) || a.at - b.at)
      .map(({ test }) => test);
  }
};
