import { isList, member, type Raw } from '../../audit/assembly/source';

/** The keys of a JSON pointer. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The JSON pointer of keys. */
export function pointerOf(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What lies at keys; undefined where nothing does. */
export function valueAt(value: Raw | undefined, keys: readonly string[]): Raw | undefined {
  return keys.reduce<Raw | undefined>((here, key) => (isList(here) ? here[Number(key)] : member(here, key)), value);
}
