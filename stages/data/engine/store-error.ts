import { RampartError } from '../../../contract/errors';

/** What a store could not do. `NO_SUCH_OBJECT`, `BAD_KEY`. */
export class StoreError extends RampartError {}

/** @throws StoreError `BAD_KEY` for a key that could leave the store */
export function judgeKey(key: string): void {
  const parts = key.split('/');
  if (key !== '' && !key.includes('\0') && parts.every((part) => part !== '' && part !== '.' && part !== '..')) return;
  throw new StoreError(
    'BAD_KEY',
    `a key must be parts with / between them, none of them . or ..; got ${JSON.stringify(key)}`,
  );
}
