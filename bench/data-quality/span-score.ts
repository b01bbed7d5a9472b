import type { LabelledSpan } from './labelled-windows';

/** What any detector says of a text. */
export interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export interface Counts {
  /** Labels, without the optional ones, and those of them that a find of their kind overlaps. */
  labels: number;
  hit: number;
  /** Finds, without those that meet optional labels only, and those of them that overlap a label of their kind. */
  finds: number;
  right: number;
}

export type Scores = Map<string, Counts>;

/** Adds one text's finds to `scores`. A find and a label meet where they overlap and have one kind. */
export function addScores(scores: Scores, finds: readonly FoundSpan[], labels: readonly LabelledSpan[]): void {
  for (const label of labels) {
    if (label.optional) continue;
    const counts = countsOf(scores, label.kind);
    counts.labels++;
    if (finds.some((find) => meet(find, label))) counts.hit++;
  }
  for (const find of finds) {
    const met = labels.filter((label) => meet(find, label));
    if (met.length > 0 && met.every(({ optional }) => optional)) continue;
    const counts = countsOf(scores, find.kind);
    counts.finds++;
    if (met.length > 0) counts.right++;
  }
}

/** Precision and recall in percent with one decimal; null where there is nothing to divide by. */
export function percentages(
  scores: Scores,
): Record<string, { precision: number | null; recall: number | null } & Counts> {
  const kinds = [...scores.keys()].sort();
  const rows = kinds.map((kind) => [kind, countsOf(scores, kind)] as const);
  const all: Counts = { labels: 0, hit: 0, finds: 0, right: 0 };
  for (const [, counts] of rows) {
    all.labels += counts.labels;
    all.hit += counts.hit;
    all.finds += counts.finds;
    all.right += counts.right;
  }
  return Object.fromEntries(
    [...rows, ['all', all] as const].map(([kind, counts]) => [
      kind,
      { precision: percent(counts.right, counts.finds), recall: percent(counts.hit, counts.labels), ...counts },
    ]),
  );
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1_000 * part) / whole) / 10;
}

function countsOf(scores: Scores, kind: string): Counts {
  const known = scores.get(kind);
  if (known !== undefined) return known;
  const counts: Counts = { labels: 0, hit: 0, finds: 0, right: 0 };
  scores.set(kind, counts);
  return counts;
}

function meet(a: FoundSpan, b: FoundSpan): boolean {
  return a.kind === b.kind && a.start < b.end && b.start < a.end;
}
