import fc from 'fast-check';
import { matcherFor } from '../../../../stages/data/label/pattern/matcher';

test.each([
  ['unsubscribe', 'please unsubscribe me', true],
  ['^a.c$', 'abc', true],
  ['^a.c$', 'a\nc', false],
  ['^a.c$', 'xabc', false],
  ['a|bc+', 'xbccc', true],
  ['(ab){2,3}$', 'ab abab', true],
  ['^(?:ab){2,3}$', 'abababab', false],
  ['\\bcat\\b', 'a cat.', true],
  ['\\bcat\\b', 'concat', false],
  ['cat\\B', 'cats', true],
  ['[^a-c\\d]', 'abc123', false],
  ['[\\w.]+@[\\w.]+', 'to x.y@example.org', true],
  ['\\$\\d+(?:,\\d{3})*', 'only $1,000', true],
  ['\\u00e9t\\xe9', 'un été', true],
  ['[]x]', ']', false],
  ['a*?b', 'aaab', true],
  ['', 'anything', true],
  ['^$', '', true],
  ['[-a]', '-', true],
])('%s on %j is %s, as in JavaScript', (source, text, found) => {
  expect(new RegExp(source).test(text)).toBe(found);
  expect(matcherFor(source)(text)).toBe(found);
});

test('case is ignored where asked, in sets too', () => {
  expect(matcherFor('FREE [m]oney', { ignoreCase: true })('free Money')).toBe(true);
  expect(matcherFor('[^a]', { ignoreCase: true })('Aa')).toBe(false);
  expect(matcherFor('FREE')('free')).toBe(false);
});

test('it finds what JavaScript finds, for random patterns and texts', () => {
  const unit = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\s', '\\b', '^', '$');
  const tree: fc.Memo<string> = fc.memo((depth) =>
    depth <= 1
      ? unit
      : fc.oneof(
          unit,
          fc.tuple(tree(), tree()).map(([one, other]) => one + other),
          fc.tuple(tree(), tree()).map(([one, other]) => `(?:${one}|${other})`),
          fc
            .tuple(tree(), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,1}'))
            .map(([one, times]) => `(?:${one})${times}`),
        ),
  );
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'c'), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(tree(4), text, (source, input) => {
      expect([source, matcherFor(source)(input)]).toEqual([source, new RegExp(source).test(input)]);
    }),
    { numRuns: 800, seed: 5 },
  );
});

test.each([
  '(a)\\1',
  '(?=a)',
  '(?<!a)b',
  'a{1000}',
  '(a{100}){100}',
  '[b-a]',
  '(',
  'a)',
  '*',
  'a**',
  '[a',
  'a{',
  '\\p{L}',
  '\\',
])('%s is refused: it cannot be decided in linear time, or is no pattern', (source) => {
  expect(() => matcherFor(source)).toThrow(expect.objectContaining({ code: 'PATTERN_INVALID' }));
});

test('a pattern that makes backtracking explode ends here', () => {
  const text = `${'a'.repeat(30_000)}!`;
  expect(matcherFor('^(a+)+$')(text)).toBe(false);
  expect(matcherFor('(?:.*a.*b)+c')(text)).toBe(false);
});

test('a pattern with more states than the memory holds still ends right', () => {
  // Deciding which of the last 14 letters was an a needs 2^14 states.
  const matches = matcherFor('a[ab]{13}c');
  let state = 7;
  const noise = Array.from({ length: 30_000 }, () =>
    (state = (state * 1103515245 + 12345) & 0x7fffffff) & 0x10000 ? 'a' : 'b',
  );
  expect(matches(noise.join(''))).toBe(false);
  expect(matches(`${noise.join('')}abbbbbbbbbbbbbc`)).toBe(true);
});
