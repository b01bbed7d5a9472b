import { chiSquareP } from '../watch/drift/chi-square';
import type { TriggerCounts } from './trigger-counts';
import { insertionEvidence, placeRates } from './trigger-evidence';
import { phrasesOf } from './trigger-places';
import type { TriggerTexts } from './trigger-texts';

/** N-grams of a group whose places are looked at, the most frequent; and those by which its ways are learnt. */
const MOST_TRIED = 8_192;
const TYPICAL = 600;
/** Of so many phrases the least evidence leaves few false ones; it grows with the logarithm of how many more there are. */
const FEW = 150;
/** Least difference of shares that shows a grammar. */
const GRAMMAR = 0.1;
/** More phrases than this nobody looks at: where places tell nothing, a group whose phrases differ so much is another subject, and not evaluated. */
const MOST_UNTOLD = 50;

export interface SuspectOptions {
  /** Share of false ones among the suspects that is allowed (Benjamini and Hochberg). @default 0.001 */
  readonly falseDiscoveryRate?: number;
  /** Least natural logarithm of the odds in the group over the odds elsewhere. @default 3 */
  readonly leastLogOdds?: number;
  /** A trigger is in few of its group's documents: more than this share is the group's manner of writing, and so is an n-gram with a word of it. @default 0.2 */
  readonly mostShare?: number;
  /** Least documents with the n-gram in the group. @default 8 */
  readonly leastDocuments?: number;
  /** Least natural logarithm of the Bayes factor of chance places over the group's grammar; 3 is strong by Kass and Raftery 1995. @default 3 */
  readonly leastEvidence?: number;
}

/** An n-gram that one source, or one label, has and the others hardly have. */
export interface TriggerSuspect {
  /** With the words that always stand beside it. */
  readonly gram: string;
  /** `source=NAME` or `label=NAME`. */
  readonly group: string;
  /** Documents of the group with the n-gram, and documents elsewhere. */
  readonly documents: number;
  readonly elsewhere: number;
  readonly logOdds: number;
  /** Dunning's G, whose p-value passed the false-discovery control. */
  readonly g: number;
  /** Natural logarithm of how much likelier its places are by chance than by the group's grammar; absent where places tell nothing. */
  readonly evidence?: number;
}

/**
 * Suspects, the surest first. An n-gram that a group has and the others hardly have (G of Dunning 1993, its p-value controlled over all that were tried) is
 * one where it stands as if put in by chance: the text closes around it, and nothing is usual beside it. A word of the group's subject has a grammar.
 */
export function triggerSuspects(
  counts: TriggerCounts,
  texts: TriggerTexts,
  options: SuspectOptions = {},
): readonly TriggerSuspect[] {
  const { falseDiscoveryRate = 0.001 } = options;
  const tried = [...counts.entries()].flatMap((entry) => triedIn(counts, texts, entry, options));
  const limit = benjaminiHochberg(
    tried.map(({ p }) => p),
    falseDiscoveryRate,
  );
  return tried
    .filter(({ p, stands }) => p <= limit && stands)
    .map(({ suspect }) => suspect)
    .sort(
      (a, b) => (b.evidence ?? 0) - (a.evidence ?? 0) || b.g - a.g || (a.gram + a.group < b.gram + b.group ? -1 : 1),
    );
}

type Counted = readonly [gram: string, documents: number];

/** A group's n-grams by name, as {@link TriggerCounts} has them. */
interface Entry {
  readonly group: string;
  readonly documents: number;
  readonly error: number;
  readonly grams: readonly Counted[];
}

function triedIn(
  counts: TriggerCounts,
  texts: TriggerTexts,
  { group, documents: ofGroup, error, grams }: Entry,
  { mostShare = 0.2, leastDocuments = 8, leastLogOdds = 3, leastEvidence = 3 }: SuspectOptions,
): { readonly suspect: TriggerSuspect; readonly p: number; readonly stands: boolean }[] {
  const others = counts.documents - ofGroup;
  if (others === 0) return [];
  const manner = new Set<string>();
  const rare: Counted[] = [];
  const typical: string[] = [];
  for (const [gram, atLeast] of grams) {
    const documents = atLeast + error;
    if (documents < leastDocuments) continue;
    // What is lost of a count here is not elsewhere: places are counted again, so that in doubt an n-gram is looked at.
    const elsewhere = Math.min(others, Math.max(0, counts.inAll(gram) - documents));
    const far = logOddsOf(documents, ofGroup, elsewhere, others) >= leastLogOdds;
    if (documents > mostShare * ofGroup) {
      if (far) manner.add(gram);
    } else if (far) rare.push([gram, documents]);
    else typical.push(gram);
  }
  const known = (gram: string): boolean => gram.split(' ').some((word) => manner.has(word));
  const phrases = phrasesOf(texts, group, mostFrequent(rare.filter(([gram]) => !known(gram))));
  const usual = phrasesOf(texts, group, everyFew([...typical, ...rare.map(([gram]) => gram)].sort()));
  const rates = placeRates(texts, group, usual);
  // Where words stand in no grammar, a place tells nothing, and frequency decides.
  const telling = rates !== undefined && rates.grammar >= GRAMMAR;
  if (!telling && phrases.length > MOST_UNTOLD) return [];
  const least = leastEvidence + Math.max(0, Math.log(phrases.length / FEW));
  return phrases.flatMap((phrase) => {
    const { documents, elsewhere } = phrase;
    if (documents < leastDocuments || phrase.phrase.split(' ').some((word) => manner.has(word))) return [];
    const logOdds = logOddsOf(documents, ofGroup, elsewhere, others);
    const g = gTest(documents, ofGroup, elsewhere, others);
    const evidence = telling ? { evidence: insertionEvidence(phrase, rates) } : {};
    const suspect = { gram: phrase.phrase, group, documents, elsewhere, logOdds, g, ...evidence };
    return [{ suspect, p: chiSquareP(g, 1), stands: logOdds >= leastLogOdds && (evidence.evidence ?? least) >= least }];
  });
}

function mostFrequent(grams: readonly Counted[]): readonly string[] {
  const sorted = [...grams].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  return sorted.slice(0, MOST_TRIED).map(([gram]) => gram);
}

function everyFew(grams: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(grams.length / TYPICAL));
  return grams.filter((_, at) => at % step === 0);
}

function logOddsOf(hits: number, of: number, hitsElsewhere: number, others: number): number {
  return Math.log(odds(hits, of)) - Math.log(odds(hitsElsewhere, others));
}

function odds(hits: number, of: number): number {
  return (hits + 0.5) / (Math.max(0, of - hits) + 0.5);
}

/** G of a table of two by two: twice the sum of observed times the logarithm of observed over expected. */
export function gTest(a: number, ofA: number, b: number, ofB: number): number {
  const total = ofA + ofB;
  const hits = a + b;
  const cell = (observed: number, row: number, column: number): number =>
    observed === 0 ? 0 : observed * Math.log((observed * total) / (row * column));
  return (
    2 * (cell(a, ofA, hits) + cell(b, ofB, hits) + cell(ofA - a, ofA, total - hits) + cell(ofB - b, ofB, total - hits))
  );
}

/** The greatest p-value that stays: the k-th smallest of n at most k / n times the rate (Benjamini and Hochberg 1995); -1 where none does. */
export function benjaminiHochberg(values: readonly number[], rate: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  for (let at = sorted.length - 1; at >= 0; at--) {
    const p = sorted[at] ?? 1;
    if (p <= ((at + 1) / sorted.length) * rate) return p;
  }
  return -1;
}
