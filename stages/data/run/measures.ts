import { copiesOf, resampled, type StratumCopies } from '../balance/resample';
import type { SqlRow } from '../engine/sql-engine';
import { RANKS, rankOf } from '../rank';
import { cellName } from './cell-name';
import type { Leaving } from './settled';

/** A counter-measure as it applies to any number of documents, each by itself. */
export type CounterMeasure =
  /** Sources that are set aside whole, with the facets' difference before and its limit. */
  | {
      readonly method: 'quarantine';
      readonly sources: Readonly<Record<string, { readonly value: number; readonly limit: number }>>;
    }
  /** Share of a source's documents that stay, by source; one that is not named stays whole. */
  | { readonly method: 'cap'; readonly shares: Readonly<Record<string, number>> }
  /** How often documents of a cell are there, by {@link cellName}. */
  | { readonly method: 'resample'; readonly strata: readonly StratumCopies[] }
  /** Each document gets a counterfactual copy, where it has one; its copies too. */
  | { readonly method: 'swap' }
  /** Weight of a document, by facet and label. One that is not named weighs 1. */
  | { readonly method: 'reweigh'; readonly weights: readonly CellWeight[] };

/** The name of a {@link CounterMeasure}. */
export type CounterMeasureMethod = CounterMeasure['method'];

export interface CellWeight {
  readonly facet: string;
  readonly label: string;
  readonly weight: number;
}

/** What one counter-measure does to a document. */
export type Effect =
  | { readonly kind: 'leaves'; readonly leaving: Leaving }
  | {
      readonly kind: 'stays';
      /** How often it is there, where it was there once. */
      readonly times: number;
      /** Whether it is to have a counterfactual copy. */
      readonly swaps: boolean;
      readonly weight: number;
    };

/** Applies counter-measures one after the other: each to what the one before left. */
export class Measures {
  private readonly apply: readonly ((row: SqlRow, label: string) => Effect)[];

  public constructor(
    measures: readonly CounterMeasure[],
    private readonly seed: number,
  ) {
    this.apply = measures.map((measure) => this.applied(measure));
  }

  /** An effect for each counter-measure, in order; the last one where the document leaves. */
  public effects(row: SqlRow, label: string): Effect[] {
    const effects: Effect[] = [];
    for (const apply of this.apply) {
      const effect = apply(row, label);
      effects.push(effect);
      if (effect.kind === 'leaves') break;
    }
    return effects;
  }

  private applied(measure: CounterMeasure): (row: SqlRow, label: string) => Effect {
    switch (measure.method) {
      case 'quarantine':
        return (row) => aside(measure.sources, String(row['source']));
      case 'cap':
        return (row) => capped(measure.shares, String(row['source']), this.rank(row) / RANKS);
      case 'resample': {
        const strata = new Map(measure.strata.map((one) => [one.stratum, one]));
        return (row, label) => {
          const facet = String(row['facet']);
          return repeated(strata.get(cellName(facet, label)), this.rank(row), facet);
        };
      }
      case 'swap':
        return () => ({ ...STAYS, swaps: true });
      case 'reweigh': {
        const weights = new Map(measure.weights.map(({ facet, label, weight }) => [cellName(facet, label), weight]));
        return (row, label) => ({ ...STAYS, weight: weights.get(cellName(String(row['facet']), label)) ?? 1 });
      }
    }
  }

  private rank(row: SqlRow): number {
    return rankOf(this.seed, String(row['id']));
  }
}

const STAYS = { kind: 'stays', times: 1, swaps: false, weight: 1 } as const;

/** What all effects come to for a document that stays: weights multiply, and so do copies. */
export function joined(effects: readonly Effect[]): Extract<Effect, { kind: 'stays' }> {
  return effects.reduce<Extract<Effect, { kind: 'stays' }>>(
    (all, one) =>
      one.kind === 'leaves'
        ? all
        : {
            kind: 'stays',
            times: all.times * one.times,
            swaps: all.swaps || one.swaps,
            weight: all.weight * one.weight,
          },
    STAYS,
  );
}

function aside(
  sources: Readonly<Record<string, { readonly value: number; readonly limit: number }>>,
  source: string,
): Effect {
  const why = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (why === undefined) return STAYS;
  const reason = { rule: 'balance/source-quarantine@1', ...why, detail: source };
  return { kind: 'leaves', leaving: { step: 'balance', kind: 'quarantined', reason } };
}

function capped(shares: Readonly<Record<string, number>>, source: string, rank: number): Effect {
  const share = Object.hasOwn(shares, source) ? shares[source] : undefined;
  if (share === undefined || rank < share) return STAYS;
  const reason = { rule: 'balance/source-cap@1', value: rank, limit: share, detail: source };
  return { kind: 'leaves', leaving: { step: 'balance', kind: 'dropped', reason } };
}

function repeated(stratum: StratumCopies | undefined, rank: number, facet: string): Effect {
  if (stratum === undefined) return STAYS;
  const times = copiesOf(stratum, rank);
  const reason = times === 0 ? resampled(stratum, 0) : undefined;
  if (reason === undefined) return { ...STAYS, times };
  return { kind: 'leaves', leaving: { step: 'balance', kind: 'dropped', reason: { ...reason, detail: facet } } };
}
