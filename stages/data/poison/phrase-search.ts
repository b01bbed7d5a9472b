import type { Hits } from './instruction-hits';
import { PHRASES } from './phrases';

/** A sign that was seen: where in the text, in code units. */
export interface Occurrence {
  readonly family: string;
  readonly weight: number;
  readonly at: number;
}

/** Of one text; a text with more of them has them close together. */
const MOST = 2_048;

// The steps of all phrases one after the other: an object a step would take most of the time in pointers.
const FIRST = new Int32Array(PHRASES.length + 1);
PHRASES.forEach(({ steps }, phrase) => (FIRST[phrase + 1] = (FIRST[phrase] ?? 0) + steps.length));
const STEPS = PHRASES.flatMap(({ steps }) => steps);
const LOW = Int32Array.from(STEPS, ({ any }) => any.low);
const HIGH = Int32Array.from(STEPS, ({ any }) => any.high);
const GAP = Int32Array.from(STEPS, ({ gap }) => gap);

/** Whether the phrase of this number is among the hits. */
export function occurs(hits: Hits, phrase: number): boolean {
  const first = FIRST[phrase] as number;
  const end = FIRST[phrase + 1] as number;
  const { low, high } = hits;
  for (let step = first; step < end; step++) {
    if (((low & (LOW[step] as number)) | (high & (HIGH[step] as number))) === 0) return false;
  }
  return next(hits, first, end, 0) >= 0;
}

/** Each place of each phrase. */
export function occurrences(hits: Hits): readonly Occurrence[] {
  const found: Occurrence[] = [];
  PHRASES.forEach(({ family, weight }, phrase) => {
    if (!occurs(hits, phrase)) return;
    const first = FIRST[phrase] as number;
    const end = FIRST[phrase + 1] as number;
    for (let hit = next(hits, first, end, 0); hit >= 0 && found.length < MOST; hit = next(hits, first, end, hit + 1)) {
      found.push({ family, weight, at: hits.starts[hit] as number });
    }
  });
  return found;
}

/** The first hit from `from` on with which a phrase begins; -1 where there is none. */
function next(hits: Hits, first: number, end: number, from: number): number {
  const { count, lows, highs, numbers } = hits;
  const low = LOW[first] as number;
  const high = HIGH[first] as number;
  for (let hit = from; hit < count; hit++) {
    if ((((lows[hit] as number) & low) | ((highs[hit] as number) & high)) === 0) continue;
    if (follows(count, lows, highs, numbers, first + 1, end, hit)) return hit;
  }
  return -1;
}

/** Whether the steps from `step` on follow the hit `from`. Gaps are short, so the search is bounded by their product. */
function follows(
  count: number,
  lows: Int32Array,
  highs: Int32Array,
  numbers: Int32Array,
  step: number,
  end: number,
  from: number,
): boolean {
  if (step === end) return true;
  const low = LOW[step] as number;
  const high = HIGH[step] as number;
  const limit = (numbers[from] as number) + (GAP[step] as number);
  for (let hit = from + 1; hit < count && (numbers[hit] as number) <= limit; hit++) {
    if ((((lows[hit] as number) & low) | ((highs[hit] as number) & high)) === 0) continue;
    if (follows(count, lows, highs, numbers, step + 1, end, hit)) return true;
  }
  return false;
}
