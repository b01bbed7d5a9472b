import fc from 'fast-check';
import { isRegionalSpelling, oneEditFrom } from '../../../../stages/data/clean/spelling';
import { type RepairTypos, typoRepair } from '../../../../stages/data/clean/typos';

const FREQUENCIES = new Map([
  ['received', 400],
  ['government', 90],
  ['because', 800],
  ['house', 300],
  ['color', 50],
  ['center', 50],
  ['organize', 50],
  ['kubectl', 30],
  ['there', 900],
  ['seperate', 40],
  ['separate', 80],
  ['cheer', 20],
  ['relieved', 3],
  ['harbor', 3],
]);

let repair: RepairTypos;
beforeAll(async () => {
  repair = await typoRepair(FREQUENCIES);
});

test.each([
  ['we recieved it', 'we received it', 1],
  ['the goverment, becuase of that', 'the government, because of that', 2],
  ['(recieved) "recieved" recieved.', '(received) "received" received.', 3],
])('"%s" becomes "%s"', (text, right, count) => {
  expect(repair(text, 'en')).toEqual({ text: right, count });
});

test.each([
  ['a name, or the beginning of a sentence', 'Recieved'],
  ['mixed case', 'reCieved RECIEVED'],
  ['an address', 'recieved@example.com www.recieved.com example.com/recieved x.recieved'],
  ['code', 'recieved_at $recieved recieved() --recieved {recieved: 1} <recieved> recieved=1'],
  ['a compound', 'un-recieved recieved-at'],
  ['a word with digits', 'recieved2'],
  ['a word that the run has often', 'seperate kubectl'],
  ['a word whose repair the run does not know', 'harbro'],
  ['British spelling', 'colour centre organise'],
  ['a word with two frequent neighbours', 'theer'],
  ['a word of four letters', 'teh hous'],
  ['nonsense', 'qwrtzpsd'],
])('%s stays', (_, text) => {
  const { text: after, count } = repair(text, 'en');
  expect([after, count]).toEqual([text, 0]);
});

test('a text that is not in English stays', () => {
  expect(repair('we recieved it', 'de')).toEqual({ text: 'we recieved it', count: 0 });
  expect(repair('we recieved it', 'und').count).toBe(0);
});

test('the cut of frequency decides what is rare', async () => {
  const eager = await typoRepair(FREQUENCIES, { rareAtMost: 40 });
  expect(eager('seperate rooms', 'en').text).toBe('separate rooms');
  const strict = await typoRepair(FREQUENCIES, { commonAtLeast: 401 });
  expect(strict('we recieved it', 'en').text).toBe('we recieved it');
});

test.each([
  ['abcde', true],
  ['xabcd', true],
  ['abc', true],
  ['bcd', true],
  ['abed', true],
  ['acbd', true],
  ['abdc', true],
  ['abcd', false],
  ['adcb', false],
  ['abcdef', false],
  ['ab', false],
])('%s is one edit from abcd: %s', (other, expected) => {
  expect(oneEditFrom('abcd').has(other)).toBe(expected);
});

test('an edit is found from both sides', () => {
  const words = fc.stringMatching(/^[abc]{1,5}$/);
  fc.assert(
    fc.property(words, words, (word, other) => oneEditFrom(word).has(other) === oneEditFrom(other).has(word)),
    { seed: 5 },
  );
});

test('spelling of two countries is told from a typo', () => {
  expect(isRegionalSpelling('colour', 'color')).toBe(true);
  expect(isRegionalSpelling('organized', 'organised')).toBe(true);
  expect(isRegionalSpelling('recieved', 'received')).toBe(false);
});
