import { FOLD, isWordCode } from '../personal/characters';
import { finish, HASH_PRIME, HASH_START } from '../personal/word-table';
import { INSTRUCTION_WORDS, ROTATED } from './instruction-words';
import { LITERALS, PHRASES, type Phrase } from './phrases';

const LONGEST = 262_144;
const MOST_HITS = 65_536;
const LONG_WORD = 16;
const MOST_LONG_WORDS = 64;

// Kinds of code units: signs of markup, letters and digits, apostrophes inside words, and what is invisible inside words.
const MARK = 1;
const WORD = 2;
const APOSTROPHE = 3;
const INVISIBLE = 4;
const KINDS = new Uint8Array(65_536);
for (let code = 0; code < 65_536; code++) if (isWordCode(code)) KINDS[code] = WORD;
for (const code of [0x3c, 0x5b, 0x23]) KINDS[code] = MARK;
KINDS[0x27] = APOSTROPHE;
for (const code of [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad]) KINDS[code] = INVISIBLE;

/** The words of a text that may belong to an instruction: their number in the text, what they do, and where they stand. */
export class Hits {
  public count = 0;
  public wide = false;
  public marks = false;
  public rotated = 0;
  public firstRotated = -1;
  /** Where words of sixteen signs and more begin, the first sixty-four. */
  public readonly longWords: number[] = [];
  public readonly numbers = new Int32Array(MOST_HITS);
  public readonly masks = new Int32Array(MOST_HITS);

  /** Reads the first 262,144 units of `text`. Zero-width signs inside a word are passed over, as a model's reader would. */
  public read(text: string): void {
    this.count = 0;
    this.rotated = 0;
    this.firstRotated = -1;
    this.wide = false;
    this.marks = false;
    this.longWords.length = 0;
    const length = Math.min(text.length, LONGEST);
    const kinds = KINDS;
    const folded = FOLD;
    let word = 0;
    let at = 0;
    while (at < length) {
      let code = text.charCodeAt(at);
      let kind = kinds[code] ?? 0;
      if (kind !== WORD) {
        if (kind === MARK) this.marks = true;
        at++;
        continue;
      }
      if (code >= 0x3040 && code < 0xa000) this.wide = true;
      const start = at;
      let hash = HASH_START;
      do {
        // The table's hash, step for step: a call a character would take half of this loop's time.
        if (kind === WORD) hash = Math.imul(hash ^ (folded[code] ?? 0), HASH_PRIME);
        code = ++at < length ? text.charCodeAt(at) : 0;
        kind = kinds[code] ?? 0;
      } while (kind >= WORD);
      word++;
      if (at - start >= LONG_WORD && this.longWords.length < MOST_LONG_WORDS) this.longWords.push(start);
      const mask = INSTRUCTION_WORDS.get(finish(hash));
      if (mask === 0) continue;
      if (this.count === MOST_HITS) break;
      this.add(word, mask, start);
    }
  }

  private add(word: number, mask: number, start: number): void {
    this.numbers[this.count] = word;
    this.masks[this.count++] = mask;
    if ((mask & ROTATED) === 0) return;
    this.rotated++;
    if (this.firstRotated < 0) this.firstRotated = start;
  }
}

const HITS = new Hits();

/** How much `text` reads as an instruction to a model, from 0 to just under 1: families of phrases joined as independent signs. */
export function instructionScore(text: string, hits: Hits = HITS): number {
  hits.read(text);
  const surest = new Map<string, number>();
  for (const { family, weight, steps } of PHRASES) {
    if ((surest.get(family) ?? 0) < weight && occurs(hits, steps)) surest.set(family, weight);
  }
  if (hits.wide || hits.marks) {
    for (const { family, weight, pattern } of LITERALS) {
      if ((surest.get(family) ?? 0) < weight && pattern.test(text.slice(0, LONGEST))) surest.set(family, weight);
    }
  }
  let doubt = 1;
  for (const weight of surest.values()) doubt *= 1 - weight;
  return 1 - doubt;
}

function occurs({ count, masks, numbers }: Hits, steps: Phrase['steps']): boolean {
  const first = steps[0]?.any ?? 0;
  for (let hit = 0; hit < count; hit++) {
    if (((masks[hit] ?? 0) & first) !== 0 && follows(count, masks, numbers, steps, 1, hit)) return true;
  }
  return false;
}

/** Whether the steps from `step` on follow the hit `from`. Gaps are short, so the search is bounded by their product. */
function follows(
  count: number,
  masks: Int32Array,
  numbers: Int32Array,
  steps: Phrase['steps'],
  step: number,
  from: number,
): boolean {
  const wanted = steps[step];
  if (wanted === undefined) return true;
  const limit = (numbers[from] ?? 0) + wanted.gap;
  for (let hit = from + 1; hit < count && (numbers[hit] ?? 0) <= limit; hit++) {
    if (((masks[hit] ?? 0) & wanted.any) !== 0 && follows(count, masks, numbers, steps, step + 1, hit)) return true;
  }
  return false;
}
