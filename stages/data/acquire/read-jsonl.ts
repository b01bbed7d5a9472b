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
  const depth = depthOf(text);
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
  return fromValues(id, value as Record<string, unknown>, source);
}

/** Levels of brackets outside strings: known before anything recurses. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        at = endOfString(text, at);
        break;
      case 0x5b:
      case 0x7b:
        deepest = Math.max(deepest, ++depth);
        break;
      case 0x5d:
      case 0x7d:
        depth--;
    }
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
