import { RampartError } from '../../../contract/errors';

/** A shard, row or run beyond what a document's number has bits for. */
export class PlaceError extends RampartError {}

const ROW_BITS = 24;
const SHARD_BITS = 22;
const RUN_BITS = 16;
/** What separates the numbers of two runs. */
export const RUN_STEP = 1n << BigInt(ROW_BITS + SHARD_BITS);

/** Where a document lies. */
export interface Location {
  /** Place of its run among the runs compared, the earliest first. */
  readonly run: number;
  /** Place of its shard in the run's plan. */
  readonly shard: number;
  /** Its place in the shard. */
  readonly row: number;
}

/**
 * A document's place in its run, as the BIGINT that tables hold. It is unique and grows in source order, so that the smallest of a
 * cluster is the one to keep. A run has up to 4,194,304 shards of 16,777,216 documents.
 *
 * @throws PlaceError `PLACE_OUT_OF_RANGE`
 */
export function placeOf(shard: number, row: number): bigint {
  return (BigInt(checked('shard', shard, SHARD_BITS)) << BigInt(ROW_BITS)) | BigInt(checked('row', row, ROW_BITS));
}

/** What is added to a place to number the documents of several runs: earlier runs have smaller numbers. @throws PlaceError `PLACE_OUT_OF_RANGE` */
export function runOffset(run: number): bigint {
  return BigInt(checked('run', run, RUN_BITS)) * RUN_STEP;
}

/** Where the document with a number lies. */
export function locate(number: bigint): Location {
  return {
    run: Number(number / RUN_STEP),
    shard: Number((number % RUN_STEP) >> BigInt(ROW_BITS)),
    row: Number(number & ((1n << BigInt(ROW_BITS)) - 1n)),
  };
}

function checked(what: string, value: number, bits: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value;
  throw new PlaceError('PLACE_OUT_OF_RANGE', `${what} must be a whole number from 0 to ${2 ** bits - 1}, got ${value}`);
}
