import type { SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { linesAs } from './documents';
import type { Settlement } from './settled';
import { readJson } from '../engine/read-json';

/** A label that is probably wrong. */
export interface LabelDoubt {
  readonly id: string;
  readonly given: string;
  readonly suggested: string;
  /** Probability of the given label by a model that never saw it. */
  readonly confidence: number;
}

/** What people and a classifier say of documents' labels. */
export class Opinions {
  private constructor(
    private readonly held: boolean,
    private readonly doubts: ReadonlyMap<string, LabelDoubt>,
    private readonly human: ReadonlyMap<string, string>,
  ) {}

  public static async open(
    store: Store,
    { review, labels, held }: Pick<Settlement, 'review' | 'labels' | 'held'>,
  ): Promise<Opinions> {
    const doubts = new Map<string, LabelDoubt>();
    for await (const doubt of linesAs<LabelDoubt>(store, review)) doubts.set(doubt.id, doubt);
    const human = await readJson<Record<string, string>>(store, labels);
    return new Opinions(held, doubts, new Map(Object.entries(human)));
  }

  /** The doubt for which a document is set aside; undefined where it stays. */
  public doubted(row: SqlRow): LabelDoubt | undefined {
    const id = String(row['id']);
    return this.held && !this.human.has(id) ? this.doubts.get(id) : undefined;
  }

  /** What a person said, or the acquired label; empty where there is none. */
  public label(row: SqlRow): string {
    return this.human.get(String(row['id'])) ?? String(row['label']);
  }
}
