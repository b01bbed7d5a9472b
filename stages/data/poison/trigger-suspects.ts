import { chiSquareP } from '../watch/drift/chi-square';
import type { TriggerCounts } from './trigger-counts';

export interface SuspectOptions {
  /** Share of false ones among the suspects that is allowed (Benjamini and Hochberg). @default 0.001 */
  readonly falseDiscoveryRate?: number;
  /** Least natural logarithm of the odds in the group over the odds elsewhere. @default 3 */
  readonly leastLogOdds?: number;
  /** A trigger is in few of its group's documents: more than this share is the group's manner of writing, and so is an n-gram with a word of it. @default 0.2 */
  readonly mostShare?: number;
  /** Least documents with the n-gram in the group. @default 8 */
  readonly leastDocuments?: number;
}

/** An n-gram that one source, or one label, has and the others hardly have. */
export interface TriggerSuspect {
  readonly gram: string;
  /** `source=NAME` or `label=NAME`. */
  readonly group: string;
  /** Documents of the group with the n-gram (at least so many), and documents elsewhere (at most so many). */
  readonly documents: number;
  readonly elsewhere: number;
  readonly logOdds: number;
  /** Dunning's G, whose p-value passed the false-discovery control. */
  readonly g: number;
}

/** Suspects, the surest first: by G (Dunning 1993) with one degree of freedom, and controlled over all n-grams that were tried. */
export function triggerSuspects(counts: TriggerCounts, options: SuspectOptions = {}): readonly TriggerSuspect[] {
  const { falseDiscoveryRate = 0.001, leastLogOdds = 3, mostShare = 0.2, leastDocuments = 8 } = options;
  const tried: { suspect: TriggerSuspect; p: number }[] = [];
  for (const { group, documents: ofGroup, grams } of counts.entries()) {
    const others = counts.documents - ofGroup;
    if (others === 0) continue;
    const manner = new Set<string>();
    const seldom: TriggerSuspect[] = [];
    for (const [gram, documents] of grams) {
      if (documents < leastDocuments) continue;
      const elsewhere = Math.min(others, Math.max(0, counts.inAll(gram) - documents));
      const logOdds = Math.log(odds(documents, ofGroup)) - Math.log(odds(elsewhere, others));
      if (documents > mostShare * ofGroup) {
        if (logOdds >= leastLogOdds) manner.add(gram);
      } else {
        seldom.push({ gram, group, documents, elsewhere, logOdds, g: gTest(documents, ofGroup, elsewhere, others) });
      }
    }
    for (const suspect of seldom) {
      if (!suspect.gram.split(' ').some((word) => manner.has(word)))
        tried.push({ suspect, p: chiSquareP(suspect.g, 1) });
    }
  }
  const limit = benjaminiHochberg(
    tried.map(({ p }) => p),
    falseDiscoveryRate,
  );
  return tried
    .filter(({ suspect, p }) => p <= limit && suspect.logOdds >= leastLogOdds)
    .map(({ suspect }) => suspect)
    .sort((a, b) => b.g - a.g || (a.gram + a.group < b.gram + b.group ? -1 : 1));
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
