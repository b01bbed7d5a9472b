import { RANKS, rankOf } from '../rank';
import type { Reason } from '../decision';
import type { SqlRow } from '../engine/sql-engine';
import { removeLines } from '../dedupe/line/remove-lines';
import type { FrequentLines } from '../dedupe/line/frequent-lines';
import { linesAs } from './documents';
import { loadFrequentLines } from './frequent-lines';
import type { Store } from '../engine/store';

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
}

/** A label that is probably wrong. */
export interface LabelDoubt {
  readonly id: string;
  readonly given: string;
  readonly suggested: string;
  /** Probability of the given label by a model that never saw it. */
  readonly confidence: number;
}

/** Applies a settlement to documents, each by itself. */
export class Settler {
  private readonly weights: ReadonlyMap<string, number>;

  private constructor(
    private readonly settlement: Settlement,
    private readonly doubts: ReadonlyMap<string, LabelDoubt>,
    private readonly human: ReadonlyMap<string, string>,
    private readonly lines: FrequentLines | undefined,
  ) {
    this.weights = new Map(settlement.weights.map(({ facet, label, weight }) => [cellName(facet, label), weight]));
  }

  public static async open(store: Store, key: string): Promise<Settler> {
    const settlement = JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) as Settlement;
    const doubts = new Map<string, LabelDoubt>();
    for await (const doubt of linesAs<LabelDoubt>(store, settlement.review)) doubts.set(doubt.id, doubt);
    const human = JSON.parse(Buffer.from(await store.read(settlement.labels)).toString('utf8')) as Record<
      string,
      string
    >;
    const lines = settlement.lines === undefined ? undefined : await loadFrequentLines(store, settlement.lines);
    return new Settler(settlement, doubts, new Map(Object.entries(human)), lines);
  }

  /** Why a document leaves, and at which step; undefined where it stays. */
  public leaves(row: SqlRow): { readonly step: 'label' | 'balance'; readonly reason: Reason } | undefined {
    const id = String(row['id']);
    const doubt = this.doubts.get(id);
    if (doubt !== undefined && this.settlement.held && !this.human.has(id)) {
      const detail = `${doubt.given}, probably ${doubt.suggested}`;
      return { step: 'label', reason: { rule: 'label/doubtful@1', value: doubt.confidence, limit: 0.5, detail } };
    }
    const source = String(row['source']);
    const share = this.settlement.shares[source];
    const rank = rankOf(this.settlement.seed, id) / RANKS;
    if (share === undefined || rank < share) return undefined;
    return { step: 'balance', reason: { rule: 'balance/source-cap@1', value: rank, limit: share, detail: source } };
  }

  /** The text without lines that other documents have too, and how many those were. */
  public thinned(text: string, row: SqlRow): { readonly text: string; readonly lines: number } {
    if (this.lines === undefined) return { text, lines: 0 };
    const left = removeLines(text, BigInt(row['place'] as bigint), this.lines);
    return { text: left.text, lines: left.frequent + left.repeated };
  }

  /** What a person said, or the acquired label; empty where there is none. */
  public label(row: SqlRow): string {
    return this.human.get(String(row['id'])) ?? String(row['label']);
  }

  public weight(row: SqlRow): number {
    return this.weights.get(cellName(String(row['facet']), this.label(row))) ?? 1;
  }
}

/** A cell of facet and label, as it is counted under. */
export function cellName(facet: string, label: string): string {
  return JSON.stringify([facet, label]);
}
