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

/** Phrases by their first step: hits are looked through once for all that begin alike. */
const ALIKE = alike();
const FOUND = new Uint8Array(PHRASES.length);

/** Of each phrase, 1 if it is among the hits: good until the next search. */
export function phrasesIn(hits: Hits): Uint8Array {
  FOUND.fill(0);
  for (const group of ALIKE) {
    const left = group.filter((phrase) => mayOccur(hits, phrase));
    if (left.length > 0) mark(hits, left);
  }
  return FOUND;
}

function alike(): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  PHRASES.forEach(({ steps }, phrase) => {
    const first = JSON.stringify(steps[0]?.any);
    groups.set(first, [...(groups.get(first) ?? []), phrase]);
  });
  return [...groups.values()];
}

/** Whether each step has its word somewhere. */
function mayOccur({ low, high }: Hits, phrase: number): boolean {
  const end = FIRST[phrase + 1] as number;
  for (let step = FIRST[phrase] as number; step < end; step++) {
    if (((low & (LOW[step] as number)) | (high & (HIGH[step] as number))) === 0) return false;
  }
  return true;
}

/** Marks those of `left`, which begin alike, that are among the hits, and takes them from it. */
function mark({ count, lows, highs, numbers }: Hits, left: number[]): void {
  const first = FIRST[left[0] as number] as number;
  const low = LOW[first] as number;
  const high = HIGH[first] as number;
  for (let hit = 0; hit < count && left.length > 0; hit++) {
    if ((((lows[hit] as number) & low) | ((highs[hit] as number) & high)) === 0) continue;
    for (let at = left.length - 1; at >= 0; at--) {
      const phrase = left[at] as number;
      const [step, end] = [(FIRST[phrase] as number) + 1, FIRST[phrase + 1] as number];
      if (!follows(count, lows, highs, numbers, step, end, hit)) continue;
      FOUND[phrase] = 1;
      left.splice(at, 1);
    }
  }
}

/** Each place of each phrase. */
export function occurrences(hits: Hits): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const among = phrasesIn(hits);
  PHRASES.forEach(({ family, weight }, phrase) => {
    if (among[phrase] === 0) return;
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
