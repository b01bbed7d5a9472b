import { foldConfusables } from './confusables';
import { uncover } from './hidden';
import { repairMojibake } from './mojibake';
import { normalForm } from './normal-form';
import { COMPOSABLE, CONTROL, HIDDEN, MOJIBAKE, NEWLINE, OTHER_LETTERS, SURROGATE, suspectsOf } from './suspects';

/** How often each kind of fault was repaired, in code points except where said. Always all keys, in this order. */
export interface RepairCounts {
  /** Sequences of UTF-8 read as Latin-1 or Windows-1252; a double one counts twice. */
  readonly mojibake: number;
  /** Control characters that were removed, and accents beyond the thirtieth on one letter. */
  readonly control: number;
  readonly zeroWidth: number;
  readonly bidi: number;
  readonly tags: number;
  readonly selectors: number;
  /** Letters that posed as another script's. */
  readonly confusable: number;
  /** 1 where the text was not in normalization form C. */
  readonly normalised: number;
  /** Line ends that were no `\n`. */
  readonly newline: number;
  /** Halves of surrogate pairs, now U+FFFD. */
  readonly loneSurrogate: number;
  /** What showed nothing: a signal of a hidden instruction. */
  readonly hidden: number;
}

/** A repaired text. */
export interface Repaired {
  readonly text: string;
  readonly counts: RepairCounts;
  /** What the hidden characters spell, empty in most texts. Untrusted: for the poison step, never for a log. */
  readonly hiddenText: string;
}

type Counts = { -readonly [Kind in keyof RepairCounts]: number };

const PLAIN = /^[\t\n\x20-\x7e]*$/;
const LINE_ENDS = /\r\n|[\r\v\f\u2028\u2029]/g;
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f]/g;
const LONE = /\p{Surrogate}/gu;

/**
 * Repairs a text's characters: line ends, control and hidden characters, mojibake, normalization form C, letters of other scripts. Repairing twice
 * is repairing once, and plain ASCII comes back as it was.
 */
export function repair(text: string): Repaired {
  const counts = noCounts();
  if (PLAIN.test(text)) return { text, counts, hiddenText: '' };
  const spelled: string[] = [];
  let repaired = text;
  let suspects = suspectsOf(text);
  for (;;) {
    // Mojibake first: it has characters that hide something where they stand for themselves. It may hide what is removed, and the other way round.
    const decoded = decode(repaired, suspects, counts);
    if (decoded !== repaired) suspects = suspectsOf(decoded);
    repaired = clear(decoded, suspects, counts, spelled);
    if (repaired === decoded) break;
    suspects = suspectsOf(repaired);
  }
  if ((suspects & OTHER_LETTERS) !== 0) {
    const change = foldConfusables(repaired);
    repaired = normalise(change.text, counts);
    counts.confusable += change.count;
  }
  return { text: repaired, counts, hiddenText: spelled.join('\n') };
}

/** All layers of mojibake. Each round shortens the text or takes controls from it, so there is a last one. */
function decode(text: string, suspects: number, counts: Counts): string {
  let decoded = text;
  for (let left = suspects; (left & MOJIBAKE) !== 0; left = suspectsOf(decoded)) {
    const change = repairMojibake(decoded);
    if (change.count === 0) break;
    decoded = change.text;
    counts.mojibake += change.count;
  }
  return decoded;
}

/** All that needs no guess. */
function clear(text: string, suspects: number, counts: Counts, spelled: string[]): string {
  let cleared = text;
  const replace = (bit: number, pattern: RegExp, by: string, kind: keyof Counts): void => {
    if ((suspects & bit) === 0) return;
    cleared = cleared.replace(pattern, () => {
      counts[kind] += 1;
      return by;
    });
  };
  replace(SURROGATE, LONE, '\ufffd', 'loneSurrogate');
  replace(NEWLINE, LINE_ENDS, '\n', 'newline');
  replace(CONTROL, CONTROLS, '', 'control');
  if ((suspects & COMPOSABLE) !== 0) cleared = normalise(cleared, counts);
  return (suspects & HIDDEN) === 0 ? cleared : withoutHidden(cleared, counts, spelled);
}

function withoutHidden(text: string, counts: Counts, spelled: string[]): string {
  let visible = text;
  // What is removed may have stood between a base and a selector, or between a letter and its accent.
  for (;;) {
    const { text: next, spelled: words, ...found } = uncover(visible);
    if (next === visible) return next;
    for (const kind of ['zeroWidth', 'bidi', 'tags', 'selectors', 'hidden'] as const) counts[kind] += found[kind];
    if (words !== '') spelled.push(words);
    visible = normalise(next, counts);
  }
}

function normalise(text: string, counts: Counts): string {
  const { text: normal, lost } = normalForm(text);
  if (normal !== text) counts.normalised = 1;
  counts.control += lost;
  return normal;
}

function noCounts(): Counts {
  return {
    mojibake: 0,
    control: 0,
    zeroWidth: 0,
    bidi: 0,
    tags: 0,
    selectors: 0,
    confusable: 0,
    normalised: 0,
    newline: 0,
    loneSurrogate: 0,
    hidden: 0,
  };
}
