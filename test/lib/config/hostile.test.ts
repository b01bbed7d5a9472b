import { ConfigError } from '../../../lib/config/errors';
import { parseConfig } from '../../../lib/config/load';
import { MOST_ALIASED } from '../../../lib/config/tree';
import { MOST_BYTES } from '../../../lib/config/read';

function problems(text: string) {
  try {
    parseConfig(text, 'hostile.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the config was usable');
}

test.each([
  ['lists in brackets', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['maps in braces', `a: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['brackets that never close', '['.repeat(MOST_BYTES - 10)],
  ['list marks on one line', `${'- '.repeat(10_000)}x`],
  ['question marks on one line', `${'? '.repeat(10_000)}x`],
  ['a thousand lines, each further in', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  [
    'twenty lines of twenty marks',
    Array.from({ length: 20 }, (_, i) => `${'  '.repeat(i * 20)}${'- '.repeat(20)}\n`).join(''),
  ],
])('%s are refused for their depth before anything recurses into them', (_, text) => {
  expect(problems(text).map(({ code }) => code)).toEqual(['YAML_TOO_DEEP']);
});

test('aliases may add what a person saves by them, and not one value more', () => {
  const words = (count: number) => `words: &w [${Array(count).fill('x').join(', ')}]\nmore: *w\n`;

  expect(problems(words(MOST_ALIASED - 1)).map(({ code }) => code)).not.toContain('YAML_ALIASES_EXPLODE');
  expect(problems(words(MOST_ALIASED)).map(({ code }) => code)).toEqual(['YAML_ALIASES_EXPLODE']);
});

test.each([
  ['unknown keys', Array.from({ length: 30_000 }, (_, index) => `alerms${index}: 1`).join('\n')],
  ['duplicate keys', 'name: a\n'.repeat(80_000)],
  ['anchors', Array.from({ length: 40_000 }, (_, index) => `a${index}: &a${index} 1`).join('\n')],
  ['roles', `people:\n  approvers:\n${"    - 'arn:aws:iam::111122223333:role/a'\n".repeat(20_000)}`],
  ['syntax errors', 'a: }\n'.repeat(20_000)],
])(
  'a file full of %s is judged in bounded time',
  (_, text) => {
    const start = performance.now();

    expect(problems(text).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(20_000);
  },
  30_000,
);

test('no key of a file reaches a prototype', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
    expect(
      problems(`${key}: { polluted: yes }\nalarms: { ${key}: { polluted: yes } }`).map(({ path }) => path),
    ).toEqual(expect.arrayContaining([key, `alarms.${key}`]));
  }
  expect({}).not.toHaveProperty('polluted');
});

test('what is shown of a file cannot move a cursor or hide', () => {
  const [problem] = problems('"\\e[2Jname\\u202E\\u200B": "\\e]0;owned\\a"').filter(
    ({ code }) => code === 'UNKNOWN_KEY',
  );

  expect(JSON.stringify(problem)).not.toMatch(/[\u001b\u0007\u202e\u200b]|\\u001b|\\u0007/);
  expect(problem?.path).toContain('\\u{1b}');
});
