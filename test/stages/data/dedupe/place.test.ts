import fc from 'fast-check';
import { locate, placeOf, runOffset } from '../../../../stages/data/dedupe/place';

const LOCATION = fc.record({
  run: fc.integer({ min: 0, max: 65_535 }),
  shard: fc.integer({ min: 0, max: 4_194_303 }),
  row: fc.integer({ min: 0, max: 16_777_215 }),
});
type Where = { run: number; shard: number; row: number };
const numberOf = ({ run, shard, row }: Where): bigint => runOffset(run) + placeOf(shard, row);

test('a number says where its document lies, and is a signed BIGINT', () => {
  fc.assert(
    fc.property(LOCATION, (where) => {
      expect(locate(numberOf(where))).toEqual(where);
      expect(BigInt.asIntN(64, numberOf(where))).toBe(numberOf(where));
    }),
  );
});

test('numbers are in the order of run, shard and row', () => {
  fc.assert(
    fc.property(LOCATION, LOCATION, (left, right) => {
      const order = left.run - right.run || left.shard - right.shard || left.row - right.row;
      expect(Math.sign(Number(numberOf(left) - numberOf(right)))).toBe(Math.sign(order));
    }),
  );
});

test.each([
  [() => placeOf(4_194_304, 0)],
  [() => placeOf(0, 16_777_216)],
  [() => placeOf(-1, 0)],
  [() => placeOf(0, 0.5)],
  [() => runOffset(65_536)],
])('what has no number is refused: %s', (beyond) => {
  expect(beyond).toThrow(expect.objectContaining({ code: 'PLACE_OUT_OF_RANGE' }) as Error);
});
