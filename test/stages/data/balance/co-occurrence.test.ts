import { CoOccurrence } from '../../../../stages/data/balance/co-occurrence';
import { IDENTITY_TERMS } from '../../../../stages/data/balance/identity-terms';

const THEMES = { career: ['office', 'salary'], family: ['home', 'kitchen'] };
const counter = (language = 'en', window = 3) => new CoOccurrence(IDENTITY_TERMS, THEMES, language, window);
const gender = (of: CoOccurrence, group: string, theme: string) =>
  of.associations().find((one) => one.axis === 'gender' && one.group === group && one.theme === theme);

test('a mention counts once for a theme, however many of its words are near', () => {
  const words = counter();
  words.add('She left the office and its salary. He stayed at home.');
  expect(gender(words, 'female', 'career')).toMatchObject({ together: 1, mentions: 1, rate: { value: 1 } });
  expect(gender(words, 'male', 'career')).toMatchObject({ together: 1, mentions: 1 });
  expect(gender(words, 'male', 'family')).toMatchObject({ together: 1 });
});

test.each([
  ['she went to office', 0],
  ['she went office', 1],
  ['office of the her', 0],
  ['office of her', 1],
])('two words before and after are near, and no more: %s', (text, together) => {
  const words = counter('en', 2);
  words.add(text);
  expect(gender(words, 'female', 'career')?.together).toBe(together);
});

test('the log odds ratio compares a group with the others of its axis', () => {
  const words = counter();
  for (let i = 0; i < 8; i++) words.add('his office');
  for (let i = 0; i < 2; i++) words.add('his garden');
  for (let i = 0; i < 10; i++) words.add(i < 3 ? 'her office' : 'her garden');
  // (8 + 1/2)/(2 + 1/2) over (3 + 1/2)/(7 + 1/2)
  expect(gender(words, 'male', 'career')?.logOdds).toMatchObject({
    value: expect.closeTo(Math.log(8.5 / 2.5 / (3.5 / 7.5)), 12),
  });
});

test('without mentions nothing is evaluated, and with few no ratio is', () => {
  const words = counter();
  words.add('he went to the office');
  expect(gender(words, 'female', 'career')).toMatchObject({
    rate: { kind: 'not evaluated' },
    logOdds: { kind: 'not evaluated' },
  });
});

test('counters of shards merge to the counter of all', () => {
  const texts = ['She at home', 'he in the kitchen', 'her salary', 'a man at the office'];
  const [one, two, all] = [counter(), counter(), counter()];
  texts.forEach((text, i) => (i % 2 === 0 ? one : two).add(text));
  for (const text of texts) all.add(text);
  expect(two.merge(one).associations()).toEqual(all.associations());
});

test('other languages have their own terms', () => {
  const words = new CoOccurrence(IDENTITY_TERMS, { beruf: ['büro'] }, 'de');
  words.add('Die Mutter fuhr ins Büro.');
  expect(words.associations().find(({ group }) => group === 'female')).toMatchObject({ together: 1 });
});

test('a term means one group in its language', () => {
  const keys = IDENTITY_TERMS.map(({ term, language }) => `${language} ${term}`);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect(IDENTITY_TERMS.filter(({ term }) => term !== term.toLowerCase() || !/^[\p{L}\p{M}]+$/u.test(term))).toEqual(
    [],
  );
});
