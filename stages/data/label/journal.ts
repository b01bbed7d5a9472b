import { LabelError } from './errors';
import type { Label } from './label-table';

/** One line of a labeller's journal, which only grows. The state is what the lines say, read from first to last. */
export type JournalEntry =
  | ({ readonly kind: 'answer'; readonly value: string } & EntryBase)
  | ({ readonly kind: 'skip' } & EntryBase)
  /** Takes the item's last answer or skip back. */
  | ({ readonly kind: 'undo' } & EntryBase)
  /** Replaces the item's note; an empty one removes it. */
  | ({ readonly kind: 'note'; readonly note: string } & EntryBase);

interface EntryBase {
  /** From 1, without a gap. */
  readonly sequence: number;
  readonly item: string;
  /** Which question was asked, e.g. `mail-spam@2`, and by which version of its guideline. */
  readonly schema: string;
  readonly guideline: number;
  /** ISO 8601, as the page's clock said. */
  readonly time: string;
}

/** What a labeller said of an item last. */
export interface ItemState {
  /** A class id; undefined where the item was skipped. */
  readonly value?: string;
  readonly skipped: boolean;
  readonly guideline: number;
  readonly time: string;
}

/** Where a labeller stands. */
export interface JournalState {
  readonly next: number;
  readonly items: ReadonlyMap<string, ItemState>;
  readonly notes: ReadonlyMap<string, string>;
  /** Items in the order of their last answers: the last is what an undo takes back. */
  readonly order: readonly string[];
  /** Bytes of whole lines. What follows was cut off by a kill and is no part of the journal. */
  readonly wholeBytes: number;
}

const KINDS = ['answer', 'skip', 'undo', 'note'];

/**
 * Reads a journal. A last line without its end is what a kill left half-written: it is left out, since its answer was never confirmed.
 *
 * @throws LabelError `JOURNAL_INVALID` naming file and line, where a whole line is damaged or answers another schema
 */
export function readJournal(text: string, schema: string, file: string): JournalState {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const items = new Map<string, ItemState>();
  const notes = new Map<string, string>();
  const lines = whole === '' ? [] : whole.slice(0, -1).split('\n');
  lines.forEach((line, index) => apply(readEntry(line, index + 1, schema, file), items, notes));
  return { next: lines.length + 1, items, notes, order: [...items.keys()], wholeBytes: Buffer.byteLength(whole) };
}

/** Applies one entry. The map's order is the order of answers, so an answer goes to its end. */
export function apply(entry: JournalEntry, items: Map<string, ItemState>, notes: Map<string, string>): void {
  const { item, guideline, time } = entry;
  if (entry.kind === 'note') {
    if (entry.note === '') notes.delete(item);
    else notes.set(item, entry.note);
    return;
  }
  items.delete(item);
  if (entry.kind === 'answer') items.set(item, { value: entry.value, skipped: false, guideline, time });
  if (entry.kind === 'skip') items.set(item, { skipped: true, guideline, time });
}

/** A labeller's answers as labels, skipped items left out, in the order of the items' names. */
export function journalLabels({ items }: JournalState, labeller: string): Label[] {
  return [...items]
    .flatMap(([item, { value, guideline }]) => (value === undefined ? [] : [{ item, labeller, value, guideline }]))
    .sort((a, b) => (a.item < b.item ? -1 : 1));
}

function readEntry(line: string, number: number, schema: string, file: string): JournalEntry {
  let entry: Partial<Record<string, unknown>>;
  try {
    entry = JSON.parse(line) as Partial<Record<string, unknown>>;
  } catch {
    throw damaged(file, number, 'a JSON object', 'a line that is no JSON');
  }
  const text = (name: string): boolean => typeof entry[name] === 'string';
  const { kind } = entry;
  if (entry['schema'] !== schema)
    throw damaged(file, number, `a label of ${schema}`, `one of ${String(entry['schema'])}`);
  if (entry['sequence'] !== number)
    throw damaged(file, number, `entry ${number}`, `entry ${String(entry['sequence'])}`);
  const complete =
    typeof kind === 'string' &&
    KINDS.includes(kind) &&
    ['item', 'time'].every(text) &&
    typeof entry['guideline'] === 'number' &&
    (kind !== 'answer' || text('value')) &&
    (kind !== 'note' || text('note'));
  if (!complete) throw damaged(file, number, 'an answer, skip, undo or note with all its properties', 'another object');
  return entry as unknown as JournalEntry;
}

function damaged(file: string, line: number, allowed: string, got: string): LabelError {
  return new LabelError('JOURNAL_INVALID', `${file}:${line} must be ${allowed}, got ${got}`);
}
