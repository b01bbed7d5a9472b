import type { FrequentLines } from './frequent-lines';
import { hashedLines } from './lines';

/** A text without its repeated lines, and what that took. */
export interface Thinned {
  readonly text: string;
  /** Lines removed because an earlier line of the same text says the same. */
  readonly repeated: number;
  /** Lines removed because too many documents have them. */
  readonly frequent: number;
  /** Code units removed, ends of lines too. */
  readonly characters: number;
}

/** Removes lines that the text repeats, and lines that are frequent, but for the first document that has them. */
export function removeLines(text: string, place: bigint, frequent: FrequentLines): Thinned {
  const seen = new Set<bigint>();
  const kept: string[] = [];
  const count = { repeated: 0, frequent: 0 };
  let from = 0;
  for (const { start, end, hash } of hashedLines(text)) {
    const first = frequent.get(hash);
    const why = seen.has(hash) ? 'repeated' : first !== undefined && first !== place ? 'frequent' : undefined;
    seen.add(hash);
    if (why === undefined) continue;
    count[why]++;
    kept.push(text.slice(from, start));
    from = end + 1;
  }
  kept.push(text.slice(from));
  const left = kept.join('');
  return { text: left, ...count, characters: text.length - left.length };
}
