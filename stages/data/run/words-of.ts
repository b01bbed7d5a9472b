import type { SourceRecord } from '../document';
import type { Store } from '../engine/store';
import { linesAs } from './documents';

const WORD = /[a-z]{3,24}/g;
/** A part has fewer words than this by far; what comes after counts for nothing. */
const MOST = 2_000_000;

/** How often each word of small letters is in an acquired part. */
export async function wordsOf(store: Store, part: string): Promise<Map<string, number>> {
  const words = new Map<string, number>();
  for await (const { text } of linesAs<SourceRecord>(store, part)) {
    for (const [word] of text.matchAll(WORD)) {
      const before = words.get(word);
      if (before !== undefined) words.set(word, before + 1);
      else if (words.size < MOST) words.set(word, 1);
    }
  }
  return words;
}
