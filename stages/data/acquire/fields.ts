import type { Reason } from '../decision';
import { refusal, type Acquired } from './acquired';
import type { Source } from './source';

/** A record from named values: the text field and the declared fields are taken, everything else is left behind. */
export function fromValues(id: string, values: Readonly<Record<string, unknown>>, source: Source): Acquired {
  const text = valueAt(values, source.textField);
  if (typeof text !== 'string') return { id, refused: refusal('text-field', 1, 0, source.textField) };
  const fields: Record<string, string> = {};
  for (const name of source.fields) {
    const value = valueAt(values, name);
    if (value === undefined || value === null) continue;
    const plain = plainText(value);
    if (plain === undefined) return { id, refused: refusal('field-type', 1, 0, name) };
    fields[name] = plain;
  }
  return fromText(id, text, fields, source);
}

/** A record from its text. One without any is dropped, and not held for a person. */
export function fromText(id: string, text: string, fields: Readonly<Record<string, string>>, source: Source): Acquired {
  if (text.trim() === '') return { id, refused: EMPTY, empty: true };
  return { record: { id, source: source.name, text, fields } };
}

const EMPTY: Reason = refusal('empty-text');

/** A value by name; a dot goes into an object. Own properties only. */
function valueAt(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  let at: unknown = values;
  for (const step of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

function plainText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      // 1e999 is read as Infinity, and of a number of twenty digits the last ones are lost: neither is what the record says.
      return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined;
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      return value instanceof Date ? value.toISOString() : undefined;
  }
}
