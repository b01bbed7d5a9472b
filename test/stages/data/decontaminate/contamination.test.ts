import { contamination, DECONTAMINATION_RULES } from '../../../../stages/data/decontaminate/contamination';
import type { DecontaminateError } from '../../../../stages/data/decontaminate/decontaminate-error';
import { EvaluationIndex } from '../../../../stages/data/decontaminate/evaluation-index';
import { firstFailure } from '../../../../stages/data/rules/rule';

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `word${from + at}`).join(' ');
const QUESTION = words(0, 40);
const INDEX = EvaluationIndex.of([QUESTION, 'What is the capital of Zubrowka?']);

function failed(text: string): boolean {
  return firstFailure({ ...contamination(text, INDEX) }, DECONTAMINATION_RULES) !== undefined;
}

test('thirteen words in a row are contamination, twelve are not', () => {
  expect(contamination(`a b c ${words(5, 17)} d e f`, INDEX)).toEqual({ eval_overlap: 0, eval_longest_run: 0 });
  expect(failed(`a b c ${words(5, 17)} d e f`)).toBe(false);
  const thirteen = `a b c ${words(5, 18)} d e f`;
  // 19 words have 7 runs of 13; one of them is the question's.
  expect(contamination(thirteen, INDEX)).toEqual({ eval_overlap: 1 / 7, eval_longest_run: 13 });
  expect(failed(thirteen)).toBe(true);
});

test('the longest run counts its words, and the share its n-grams', () => {
  expect(contamination(`${words(0, 20)} x ${words(3, 33)}`, INDEX)).toEqual({
    eval_overlap: 26 / 39,
    eval_longest_run: 30,
  });
  expect(contamination(QUESTION, INDEX)).toEqual({ eval_overlap: 1, eval_longest_run: 40 });
});

test('case, punctuation and line ends do not hide a text', () => {
  expect(failed(QUESTION.toUpperCase().replace(/ /g, ',\n\t"'))).toBe(true);
});

test('another order of words is another text', () => {
  expect(failed(QUESTION.split(' ').reverse().join(' '))).toBe(false);
});

test('a question of fewer than thirteen words is known as a whole only', () => {
  expect(failed('what is the capital of zubrowka')).toBe(true);
  expect(failed('She asked: what is the capital of Zubrowka, and nobody knew.')).toBe(false);
});

test('the index has the same bytes in any order of texts, holds no text, and reads back', () => {
  const texts = [QUESTION, words(100, 140), 'short one'];
  const bytes = EvaluationIndex.of(texts).toBytes();
  expect(
    EvaluationIndex.of([...texts].reverse())
      .toBytes()
      .equals(bytes),
  ).toBe(true);
  expect(bytes.includes('word1')).toBe(false);
  const back = EvaluationIndex.from(bytes);
  expect(back.size).toBe(28 + 28 + 1);
  expect(contamination(QUESTION, back)).toEqual({ eval_overlap: 1, eval_longest_run: 40 });
});

test('bytes of another format, and cut ones, are refused', () => {
  for (const bytes of [Buffer.from('hello'), EvaluationIndex.of([QUESTION]).toBytes().subarray(0, -3)]) {
    try {
      EvaluationIndex.from(bytes);
      throw new Error('read');
    } catch (error) {
      expect((error as DecontaminateError).code).toBe('INDEX_UNREADABLE');
    }
  }
});

test('empty texts have no overlap', () => {
  expect(contamination('', INDEX)).toEqual({ eval_overlap: 0, eval_longest_run: 0 });
});
