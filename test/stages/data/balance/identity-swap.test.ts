import { swapIdentities } from '../../../../stages/data/balance/identity-swap';
import { ENGLISH_GENDER, SWAP_TABLES, SWEDISH_GENDER } from '../../../../stages/data/balance/swap-pairs';

const swapped = (text: string, table = ENGLISH_GENDER): string | undefined => {
  const result = swapIdentities(text, table);
  return result.kind === 'swapped' ? result.text : undefined;
};

test.each([
  ['She said that the woman is a doctor.', 'He said that the man is a doctor.'],
  ['The women met THE GIRLS.', 'The men met THE BOYS.'],
  ['Her mother asked for her.', 'His father asked for him.'],
  ['I saw her and his brother.', 'I saw him and her sister.'],
  ['The book is his. She gave him hers.', 'The book is hers. He gave her his.'],
  ['An heiress and a waitress.', 'An heir and a waiter.'],
  ['She found a man-in-the-middle at man@example.org.', 'He found a man-in-the-middle at man@example.org.'],
  ['His mother-in-law, she said, reads man.txt.', 'Her father-in-law, he said, reads man.txt.'],
  ['She read "Little Women" to her daughter.', 'He read "Little Women" to his son.'],
  ["The girl's hat, the boys' hats", "The boy's hat, the girls' hats"],
])('%s -> %s', (text, counterfactual) => {
  expect(swapped(text)).toBe(counterfactual);
});

test.each([
  ['The weather is fine.', 'no term'],
  ['I like her cooking.', 'ambiguous'],
  ['They gave her money.', 'ambiguous'],
  ['They drove her home.', 'ambiguous'],
  ['They saw Wonder Woman fly.', 'part of a name'],
  ['Once Lady Gaga sang.', 'part of a name'],
])('%s is left alone: %s', (text, reason) => {
  expect(swapIdentities(text, ENGLISH_GENDER)).toMatchObject({ kind: 'left alone', reason });
});

test('one doubtful word leaves the whole text alone, and is pointed at', () => {
  const text = 'She is here. I like her cooking.';
  const result = swapIdentities(text, ENGLISH_GENDER);
  expect(result).toEqual({ kind: 'left alone', reason: 'ambiguous', span: { start: 20, end: 23 } });
});

test.each([
  'She said that the woman is here.',
  'Her mother asked for him.',
  'THE GIRL AND THE BOYS',
  'The book is his.',
])('swapping twice gives the text again: %s', (text) => {
  expect(swapped(swapped(text)!)).toBe(text);
});

test('Swedish pronouns swap one to one', () => {
  expect(swapped('Hon gav honom hennes bok.', SWEDISH_GENDER)).toBe('Han gav henne hans bok.');
});

test('each swap names what traded places, and where in the original', () => {
  expect(swapIdentities('A man.', ENGLISH_GENDER)).toEqual({
    kind: 'swapped',
    text: 'A woman.',
    swaps: [{ from: 'man', to: 'woman', span: { start: 2, end: 5 } }],
  });
});

test.each(SWAP_TABLES)(
  'table $language: no word has two pairs, and both words of a pair take the same article',
  (table) => {
    const words = table.pairs.flat();
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    expect(table.pairs.filter(([a, b]) => a === '' || b === undefined)).toEqual([]);
    if (table.language !== 'en') return;
    const vowelSound = (word: string): boolean => /^(?:[aeiou]|heir)/.test(word);
    expect(table.pairs.filter(([a, b]) => vowelSound(a) !== vowelSound(b))).toEqual([]);
  },
);
