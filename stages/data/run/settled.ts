import { RANKS, rankOf } from '../rank';
import { sampled, type SampledDocument } from '../watch/domain/domain-sample';
import { copiesOf, resampled, type StratumCopies } from '../balance/resample';
import type { Reason } from '../decision';
import type { SqlRow } from '../engine/sql-engine';
import { removeLines } from '../dedupe/line/remove-lines';
import type { FrequentLines } from '../dedupe/line/frequent-lines';
import { loadFrequentLines } from './frequent-lines';
import { Opinions } from './opinions';
import type { Store } from '../engine/store';
import { sampledValues } from './run-sample';

/** What labels and balance decided, by cell and by source, so that it fits any number of documents. */
export interface Settlement {
  /** Weight of a document, by facet and label. One that is not named weighs 1. */
  readonly weights: readonly { readonly facet: string; readonly label: string; readonly weight: number }[];
  /** Share of a source's documents that stay, by source; one that is not named stays whole. */
  readonly shares: Readonly<Record<string, number>>;
  readonly seed: number;
  /** Key of the documents whose label the others contradict: JSONL of `id, given, suggested, confidence`. */
  readonly review: string;
  /** Key of the lines that too many documents have; absent where lines are left alone. */
  readonly lines?: string;
  /** Key of the labels that people gave, by document. */
  readonly labels: string;
  /** Whether those are set aside. */
  readonly held: boolean;
  /** Sources that are set aside whole, with the facets' difference before and its limit. */
  readonly quarantined?: Readonly<Record<string, { readonly value: number; readonly limit: number }>>;
  /** How often documents of a cell are there, by {@link cellName}. */
  readonly copies?: readonly StratumCopies[];
  /** Whether each document gets a counterfactual copy, where it has one. */
  readonly swap?: boolean;
  /** Share of the kept documents from which the run's sample is taken, for runs that are compared with it. */
  readonly sample: number;
}

/** Why a document leaves, at which step, and how. */
export interface Leaving {
  readonly step: 'label' | 'balance';
  readonly kind: 'dropped' | 'quarantined';
  readonly reason: Reason;
}

/** Applies a settlement to documents, each by itself. */
export class Settler {
  private readonly weights: ReadonlyMap<string, number>;
  private readonly strata: ReadonlyMap<string, StratumCopies>;

  private constructor(
    private readonly settlement: Settlement,
    private readonly opinions: Opinions,
    private readonly lines: FrequentLines | undefined,
  ) {
    this.weights = new Map(settlement.weights.map(({ facet, label, weight }) => [cellName(facet, label), weight]));
    this.strata = new Map((settlement.copies ?? []).map((one) => [one.stratum, one]));
  }

  public static async open(store: Store, key: string): Promise<Settler> {
    const settlement = JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) as Settlement;
    const lines = settlement.lines === undefined ? undefined : await loadFrequentLines(store, settlement.lines);
    return new Settler(settlement, await Opinions.open(store, settlement), lines);
  }

  /** The document as a sample has it; undefined where it is in none. */
  public sampled(sha: string, text: string, row: SqlRow): SampledDocument | undefined {
    const { seed, sample } = this.settlement;
    return sampled(seed, sample, { sha, text }, () => sampledValues(row));
  }

  /** Whether documents get a counterfactual copy. */
  public get swaps(): boolean {
    return this.settlement.swap === true;
  }

  /** Why a document leaves; undefined where it stays. */
  public leaves(row: SqlRow): Leaving | undefined {
    const doubt = this.opinions.doubted(row);
    if (doubt !== undefined) {
      const detail = `${doubt.given}, probably ${doubt.suggested}`;
      const reason = { rule: 'label/doubtful@1', value: doubt.confidence, limit: 0.5, detail };
      return { step: 'label', kind: 'quarantined', reason };
    }
    const source = String(row['source']);
    const aside = this.settlement.quarantined?.[source];
    if (aside !== undefined) {
      const reason = { rule: 'balance/source-quarantine@1', ...aside, detail: source };
      return { step: 'balance', kind: 'quarantined', reason };
    }
    const share = this.settlement.shares[source];
    const rank = this.rank(row) / RANKS;
    if (share !== undefined && rank >= share) {
      const reason = { rule: 'balance/source-cap@1', value: rank, limit: share, detail: source };
      return { step: 'balance', kind: 'dropped', reason };
    }
    const stratum = this.stratum(row);
    const out = this.copies(row) === 0 && stratum !== undefined ? resampled(stratum, 0) : undefined;
    return out && { step: 'balance', kind: 'dropped', reason: { ...out, detail: String(row['facet']) } };
  }

  /** How often a document that stays is there. */
  public copies(row: SqlRow): number {
    const stratum = this.stratum(row);
    return stratum === undefined ? 1 : copiesOf(stratum, this.rank(row));
  }

  /** The text without lines that other documents have too, and how many those were. */
  public thinned(text: string, row: SqlRow): { readonly text: string; readonly lines: number } {
    if (this.lines === undefined) return { text, lines: 0 };
    const left = removeLines(text, BigInt(row['place'] as bigint), this.lines);
    return { text: left.text, lines: left.frequent + left.repeated };
  }

  public label(row: SqlRow): string {
    return this.opinions.label(row);
  }

  public weight(row: SqlRow): number {
    return this.weights.get(cellName(String(row['facet']), this.label(row))) ?? 1;
  }

  private stratum(row: SqlRow): StratumCopies | undefined {
    return this.strata.size === 0 ? undefined : this.strata.get(cellName(String(row['facet']), this.label(row)));
  }

  private rank(row: SqlRow): number {
    return rankOf(this.settlement.seed, String(row['id']));
  }
}

/** A cell of facet and label, as it is counted under. */
export function cellName(facet: string, label: string): string {
  return JSON.stringify([facet, label]);
}
