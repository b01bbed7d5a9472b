import { LabelError } from '../../../stages/data/label/errors';
import { schemaName, type LabelSchema } from '../../../stages/data/label/schema';
import type { PageItem } from './items';
import type { JournalFile, NewEntry } from './journal-file';

/** What the page may ask for. A place is an item's number in the labeller's order, from 0: ids stay on the server. */
export type PageRequest =
  | { readonly kind: 'answer'; readonly place: number; readonly value: string }
  | { readonly kind: 'skip'; readonly place: number }
  | { readonly kind: 'note'; readonly place: number; readonly note: string }
  | { readonly kind: 'undo' };

/** Where the labeller stands. */
export interface Progress {
  readonly total: number;
  readonly answered: number;
  readonly skipped: number;
  /** The place to go to next: the first without an answer after the one asked about, or -1 where all have one. */
  readonly next: number;
}

/** One item as the page shows it. */
export interface ShownItem {
  readonly place: number;
  readonly text: string;
  /** The text goes on, but is not shown further. */
  readonly cut: boolean;
  readonly fields: readonly (readonly [string, string])[];
  readonly value?: string;
  readonly skipped: boolean;
  readonly note: string;
}

const MOST_SHOWN = 200_000;
const MOST_NOTE = 2000;
const MOST_ITEMS = 50;

/** One labeller at work: answers from the journal, and writes to it. Knows nothing of HTTP, nor of other labellers. */
export class LabelSession {
  private readonly places: ReadonlyMap<string, number>;

  public constructor(
    private readonly schema: LabelSchema,
    private readonly items: readonly PageItem[],
    private readonly journal: JournalFile,
    private readonly now: () => string,
  ) {
    this.places = new Map(items.map(({ id }, place) => [id, place]));
  }

  public progress(after: number): Progress {
    let answered = 0;
    let skipped = 0;
    for (const [id, state] of this.journal.items) {
      if (!this.places.has(id)) continue;
      answered += Number(state.value !== undefined);
      skipped += Number(state.skipped);
    }
    return { total: this.items.length, answered, skipped, next: this.nextOpen(after) };
  }

  /** A page of items: all of them at once would not do for ten thousand. */
  public shown(from: number, count: number): ShownItem[] {
    return this.items.slice(from, from + Math.min(count, MOST_ITEMS)).map(({ id, text, fields = {} }, offset) => {
      const state = this.journal.items.get(id);
      return {
        place: from + offset,
        text: text.slice(0, MOST_SHOWN),
        cut: text.length > MOST_SHOWN,
        fields: Object.entries(fields),
        ...(state?.value !== undefined && { value: state.value }),
        skipped: state?.skipped ?? false,
        note: this.journal.notes.get(id) ?? '',
      };
    });
  }

  /**
   * Writes what the labeller did, and returns the place that it was about.
   *
   * @throws LabelError `LABEL_REQUEST_INVALID`
   */
  public async act(request: PageRequest): Promise<number> {
    let place = request.kind === 'undo' ? -1 : request.place;
    await this.journal.append((): NewEntry | undefined => {
      if (request.kind === 'undo') place = this.lastPlace();
      const id = this.items[place]?.id;
      return id === undefined ? undefined : { ...this.entry(request), ...this.base(id) };
    });
    return place;
  }

  private entry(
    request: PageRequest,
  ): { kind: 'answer'; value: string } | { kind: 'skip' | 'undo' } | { kind: 'note'; note: string } {
    if (request.kind === 'answer') return { kind: 'answer', value: request.value };
    return request.kind === 'note' ? { kind: 'note', note: request.note } : { kind: request.kind };
  }

  private base(item: string): { item: string; schema: string; guideline: number; time: string } {
    return { item, schema: schemaName(this.schema), guideline: this.schema.guideline.version, time: this.now() };
  }

  /** The place answered last, or -1 where there is nothing to take back. */
  private lastPlace(): number {
    const done = [...this.journal.items.keys()].filter((id) => this.places.has(id));
    return this.places.get(done.at(-1) ?? '') ?? -1;
  }

  private nextOpen(after: number): number {
    for (let step = 1; step <= this.items.length; step++) {
      const place = (after + step + this.items.length) % this.items.length;
      if (!this.journal.items.has(this.items[place]?.id ?? '')) return place;
    }
    return -1;
  }

  /** @throws LabelError `LABEL_REQUEST_INVALID` naming the property */
  public parse(body: unknown): PageRequest {
    const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
    const { kind, place, value, note } = given;
    if (kind === 'undo') return { kind };
    if (kind !== 'answer' && kind !== 'skip' && kind !== 'note') throw invalid('kind', 'answer, skip, undo or note');
    if (typeof place !== 'number' || this.items[place] === undefined) throw invalid('place', 'the number of an item');
    if (kind === 'skip') return { kind, place };
    if (kind === 'note') {
      if (typeof note === 'string' && note.length <= MOST_NOTE) return { kind, place, note };
      throw invalid('note', `a text of at most ${MOST_NOTE} characters`);
    }
    const known = this.schema.classes.find(({ id }) => id === value);
    if (known === undefined) throw invalid('value', 'a class of the schema');
    return { kind, place, value: known.id };
  }
}

function invalid(property: string, allowed: string): LabelError {
  return new LabelError('LABEL_REQUEST_INVALID', `${property} must be ${allowed}, got something else`);
}
