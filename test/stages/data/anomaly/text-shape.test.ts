import { anomalies, ANOMALY_RULES } from '../../../../stages/data/anomaly/anomalies';
import { CharacterModel } from '../../../../stages/data/anomaly/shape/character-model';
import { SHAPE, textShape } from '../../../../stages/data/anomaly/shape/text-shape';
import { firstFailure } from '../../../../stages/data/rules/rule';
import { Seeded } from '../../../../stages/data/seeded';
import { speech } from './speech';

const random = new Seeded(2);
const letters = (from: string, length: number) =>
  Array.from({ length }, () => from[random.below(from.length)]).join('');
const GIBBERISH = {
  letters: Array.from({ length: 150 }, () => letters('abcdefghijklmnopqrstuvwxyz', 2 + random.below(8))).join(' '),
  numbers: Array.from({ length: 200 }, () => letters('0123456789', 6)).join(' '),
  encoded: Array.from({ length: 40 }, () => letters('ABCDEFGHabcdefgh0123456789+/', 76)).join('\n'),
  repeated: 'buy the best watches here today '.repeat(50),
};
const texts = Array.from({ length: 300 }, (_, at) => speech(at, 200));

function modelOf(all: readonly string[]): CharacterModel {
  const model = new CharacterModel();
  for (const text of all) model.learn(text);
  return model;
}

test('gibberish of four kinds breaks a limit, and speeches hardly do', () => {
  const surprise = modelOf(texts).surpriser();
  const named = [...texts.map((text) => ['speech', text] as const), ...Object.entries(GIBBERISH)];
  const documents = named.map(([id, text]) => ({ id, source: 's', features: { ...textShape(text, surprise) } }));
  const found = anomalies(documents, { features: SHAPE, seed: 1 })
    .filter(({ anomaly_score, anomaly_z }) => firstFailure({ anomaly_score, anomaly_z }, ANOMALY_RULES) !== undefined)
    .map(({ id }) => id);
  expect(found.filter((id) => id !== 'speech')).toEqual(Object.keys(GIBBERISH));
  expect(found.filter((id) => id === 'speech').length).toBeLessThanOrEqual(3);
});

test('what a text looks like, worked by hand', () => {
  const shape = textShape('To be or not, to be: 12 34', () => 3);
  // Eight words; entropy of 2 2 1 1 1 1 of 8: 2.5 bits, of 3.
  expect(shape.variety).toBeCloseTo(-Math.log(1.02 - 2.5 / 3), 12);
  expect(shape.word_length).toBeCloseTo(Math.log(17 / 8), 12);
  // Seventeen letters and digits, a comma and a colon.
  expect(shape.letters).toBeCloseTo(13 / 19, 12);
  expect(shape.digits).toBeCloseTo(Math.log(5 / 16), 12);
  expect(textShape('', () => Number.NaN)).toEqual({
    surprise: Number.NaN,
    variety: -Math.log(1.02 - 1),
    letters: 0,
    digits: 0,
    word_length: 0,
  });
});

test('surprise is told by ASCII alone, so that another script is no gibberish', () => {
  const surprise = modelOf(texts).surpriser();
  expect(surprise(texts[0]!)).toBeLessThan(surprise(GIBBERISH.letters) - 2);
  expect(surprise('\u0432\u0441\u0435 \u043b\u044e\u0434\u0438 '.repeat(60))).toBeNaN();
  expect(surprise('too short')).toBeNaN();
});

test('models merged, also after a file, are what one pass gives', () => {
  const merged = modelOf(texts.slice(200));
  merged.merge(CharacterModel.from(modelOf(texts.slice(0, 200)).toBytes()));
  expect(Buffer.from(merged.toBytes()).equals(Buffer.from(modelOf(texts).toBytes()))).toBe(true);
});
