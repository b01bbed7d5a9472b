import { refusal, type Acquired } from './acquired';
import { decoded } from './decode';
import { fromValues } from './fields';
import type { Line } from './lines';
import type { Limits, Source } from './source';

/** One line of JSONL as a record. Blank lines are no records: undefined. */
export function fromJsonLine(line: Line, id: string, source: Source, limits: Limits): Acquired | undefined {
  if (!('bytes' in line)) return { id, refused: refusal('record-size', line.length, limits.recordBytes) };
  const text = decoded(line.bytes, source.encoding);
  if (text === undefined) return { id, refused: refusal('encoding', 1, 0, source.encoding) };
  if (text.trim() === '') return undefined;
  const { depth, twice } = outlineOf(text, levelsOf(source));
  if (depth > limits.depth) return { id, refused: refusal('depth', depth, limits.depth) };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { id, refused: refusal('record-format') };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id, refused: refusal('record-format', 1, 0, 'not an object') };
  }
  if (twice !== undefined) return { id, refused: refusal('duplicate-key', 1, 0, twice) };
  return fromValues(id, value as Record<string, unknown>, source);
}

/** What is known of a line before anything recurses. */
interface Outline {
  /** Levels of brackets outside strings. */
  readonly depth: number;
  /** A key that an object has twice, of those that are looked for. `JSON.parse` takes the last of them, and another reader the first. */
  readonly twice: string | undefined;
}

function outlineOf(text: string, levels: Levels): Outline {
  let depth = 0;
  let deepest = 0;
  let twice: string | undefined;
  /** Keys that stand so far in the open object of each level. */
  const seen: string[][] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const start = at;
        at = endOfString(text, at);
        const wanted = levels[depth - 1];
        if (wanted === undefined || !isKey(text, at)) break;
        const key = keyOf(text.slice(start, at + 1));
        if (key === undefined || !wanted.has(key)) break;
        const before = (seen[depth] ??= []);
        if (before.includes(key)) twice ??= key;
        else before.push(key);
        break;
      }
      case 0x5b:
      case 0x7b:
        deepest = Math.max(deepest, ++depth);
        if (seen[depth] !== undefined) seen[depth] = [];
        break;
      case 0x5d:
      case 0x7d:
        depth--;
    }
  }
  return { depth: deepest, twice };
}

/** Keys that a source takes, by the level that they stand on. */
type Levels = readonly ReadonlySet<string>[];

const LEVELS = new WeakMap<Source, Levels>();

/** A dot goes into an object; a name with dots may also be a key itself. */
function levelsOf(source: Source): Levels {
  const known = LEVELS.get(source);
  if (known !== undefined) return known;
  const names = [source.textField, ...source.fields];
  const levels: Set<string>[] = [new Set(names)];
  for (const name of names)
    for (const [level, step] of name.split('.').entries()) (levels[level] ??= new Set()).add(step);
  LEVELS.set(source, levels);
  return levels;
}

/** Whether the string that ends there is a key. */
function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === 0x3a;
}

/** Undefined where it is no string of JSON. An escape hides a key from who compares letters. */
function keyOf(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
