import { BOILERPLATE_RULES, LINE_RULES, withoutBoilerplate } from '../../../../stages/data/clean/boilerplate';

/** The rules that dropped something, and the lines that are left. */
function stripped(...lines: string[]): [string, Record<string, number>] {
  const { text, counts } = withoutBoilerplate(lines.join('\n'));
  return [text, Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))];
}

test.each([
  ['quoted-reply', '> What did you say?'],
  ['quoted-reply', '  >> earlier'],
  ['reply-header', 'On Mon, 3 Sep 2001 at 10:00, Ann Example wrote:'],
  ['reply-header', '-----Original Message-----'],
  ['list-footer', '_______________________________________________'],
  ['list-footer', 'Examples mailing list - Examples@lists.example.org'],
  ['list-footer', 'https://lists.example.org/mailman/listinfo/examples'],
  ['list-footer', 'To unsubscribe, send a mail.'],
  ['cookie-banner', 'We use cookies to improve your visit. Accept all cookies'],
  ['cookie-banner', 'This website uses cookies.'],
  ['policy-links', 'Privacy Policy and Terms of Use'],
  ['copyright', '© 2024 Example Ltd. All rights reserved'],
  ['copyright', 'Copyright 1999-2003 Example'],
  ['navigation', 'Home | News | About us | Contact'],
  ['navigation', 'Skip to content'],
])('%s: "%s" is dropped', (name, line) => {
  expect(stripped('A sentence before.', line, 'A sentence after.')).toEqual([
    'A sentence before.\nA sentence after.',
    { [`boilerplate/${name}`]: 1 },
  ]);
});

test.each([
  'On Monday we wrote: the house is sold, and so is the garden.',
  'I like cookies with milk.',
  'The privacy policy of the firm was changed last week. Nobody read it.',
  'Copyright is a right of authors.',
  'Home is where the heart is.',
  'if a | b then c',
  'a > b',
  '- a list item',
  'Go next door.',
])('"%s" stays', (line) => {
  expect(stripped('Before.', line, 'After.')).toEqual([`Before.\n${line}\nAfter.`, {}]);
});

test('a signature at the end is dropped, a rule of two hyphens far above is not', () => {
  expect(stripped('Text.', '-- ', 'Ann', 'Example Ltd')).toEqual(['Text.', { 'boilerplate/signature': 3 }]);
  const long = ['Text.', '--', ...Array.from({ length: 20 }, (_, at) => `Line ${String(at)}.`)];
  expect(stripped(...long)).toEqual([long.join('\n'), {}]);
});

test('a short line that comes three times stays once', () => {
  expect(stripped('Read more', 'One.', 'Read more', 'Two.', 'Read more', 'Three.')).toEqual([
    'Read more\nOne.\nTwo.\nThree.',
    { 'boilerplate/repeated-line': 2 },
  ]);
});

test('a text without boilerplate is the same, with its empty lines', () => {
  const text = '\n\n\nOne.\n\n\n\nTwo.\n';
  expect(withoutBoilerplate(text).text).toBe(text);
});

test('counts name all rules in one order', () => {
  expect(Object.keys(withoutBoilerplate('').counts)).toEqual(BOILERPLATE_RULES);
  expect(new Set(BOILERPLATE_RULES).size).toBe(BOILERPLATE_RULES.length);
  expect(BOILERPLATE_RULES).toEqual(expect.arrayContaining(LINE_RULES.map(({ id }) => id)));
});
