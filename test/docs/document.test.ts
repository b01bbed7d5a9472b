import { brokenLinks, claims, quotes } from './document';

const FILE = 'function a() {\n  if (b) {\n    c();\n  }\n}\n';

test.each([
  ['the whole file', FILE.trimEnd()],
  ['whole lines, moved left', 'if (b) {\n  c();\n}'],
])('%s is a quote', (_, block) => {
  expect(quotes(FILE, block)).toBe(true);
});

test.each([
  ['a changed line', 'if (d) {\n  c();\n}'],
  ['lines with one left out', 'if (b) {\n}'],
  ['a part of a line', 'if (b)'],
])('%s is none', (_, block) => {
  expect(quotes(FILE, block)).toBe(false);
});

test('a link to nothing, and one to a heading that is not there, are broken', () => {
  const text = '# One\n[a](there.md) [b](gone.md) [c](#one) [d](#two) [e](there.md#a-heading) [f](https://example.com)';
  const textOf = (target: string): string | undefined => (target === 'there.md' ? '## A heading' : undefined);
  expect(brokenLinks(text, textOf)).toEqual(['gone.md', '#two']);
});

test('the outcome may be quoted, the claim may not be made', () => {
  expect(claims('The outcome `compliant` is one of five.\n\n```\nX-1 non-compliant\n```')).toEqual([]);
  expect(claims('We are compliant.')).toEqual(['We are compliant.']);
  expect(claims('A Compliant platform')).toHaveLength(1);
});
