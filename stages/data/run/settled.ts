import type { Reason } from '../decision';
import type { FrequentLines } from '../dedupe/line/frequent-lines';
import { removeLines } from '../dedupe/line/remove-lines';
import type { SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { sampled, type SampledDocument } from '../watch/domain/domain-sample';
import { loadFrequentLines } from './frequent-lines';
import { Measures, type CounterMeasure, type Effect } from './measures';
import { Opinions } from './opinions';
import { sampledValues } from './run-sample';
import { readJson } from '../engine/read-json';

/** What labels and balance decided, by cell and by source, so that it fits any number of documents. */
export interface Settlement {
  /** In order: each applies to what the one before left. */
  readonly measures: readonly CounterMeasure[];
  readonly seed: number;
  /** Key of the documents whose label the others contradict: JSONL of `id, given, suggested, confidence`. */
  readonly review: string;
  /** Key of the lines that too many documents have; absent where lines are left alone. */
  readonly lines?: string;
  /** Key of the labels that people gave, by document. */
  readonly labels: string;
  /** Whether those are set aside. */
  readonly held: boolean;
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
  private readonly measures: Measures;

  private constructor(
    private readonly settlement: Settlement,
    private readonly opinions: Opinions,
    private readonly lines: FrequentLines | undefined,
  ) {
    this.measures = new Measures(settlement.measures, settlement.seed);
  }

  public static async open(store: Store, key: string): Promise<Settler> {
    const settlement = await readJson<Settlement>(store, key);
    const lines = settlement.lines === undefined ? undefined : await loadFrequentLines(store, settlement.lines);
    return new Settler(settlement, await Opinions.open(store, settlement), lines);
  }

  /** The document as a sample has it; undefined where it is in none. */
  public sampled(sha: string, text: string, row: SqlRow): SampledDocument | undefined {
    const { seed, sample } = this.settlement;
    return sampled(seed, sample, { sha, text }, () => sampledValues(row));
  }

  /** Why a document leaves for its label; undefined where it stays. */
  public doubted(row: SqlRow): Leaving | undefined {
    const doubt = this.opinions.doubted(row);
    if (doubt === undefined) return undefined;
    const detail = `${doubt.given}, probably ${doubt.suggested}`;
    const reason = { rule: 'label/doubtful@1', value: doubt.confidence, limit: 0.5, detail };
    return { step: 'label', kind: 'quarantined', reason };
  }

  /** What each counter-measure does to a document; the last one where it leaves. */
  public effects(row: SqlRow): Effect[] {
    return this.measures.effects(row, this.label(row));
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
}
