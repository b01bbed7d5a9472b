import { RampartError } from '../../contract/errors';

/** A part of the data stage that cannot be made as asked. */
export class DataStageError extends RampartError {}

/** A data set's name, as it stands in keys: it is the last but one part of `datasets/NAME/`. */
export function checkDataset(property: string, dataset: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(dataset)) return;
  throw new DataStageError(
    'DATASET_NAME_INVALID',
    `${property}: must be 1 to 63 letters a-z, digits and hyphens, beginning with no hyphen, got ${dataset}`,
  );
}

/** @throws DataStageError with `code` where a number is out of its bounds */
export function checkBounds(code: string, property: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new DataStageError(code, `${property}: must be a whole number from ${least} to ${most}, got ${value}`);
}
