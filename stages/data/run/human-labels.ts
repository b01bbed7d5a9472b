import type { StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { assessLabels, type Assessment } from '../label/assess';
import { journalLabels, readJournal } from '../label/journal';
import { schemaName, type LabelSchema } from '../label/schema';
import { hashOf } from './hash';
import { stored } from './shard-writer';

/** Where labellers' journals lie, beside the runs. */
const JOURNALS = 'labels/';

/** What people said of a run's documents. */
export interface HumanLabels {
  /** Hash of every label that was given: what depends on them depends on it. */
  readonly id: string;
  readonly given: number;
  /** Agreement, and whether the labels may train a model; absent where nobody labelled. */
  readonly assessment?: Pick<Assessment, 'agreement' | 'gate' | 'labellers'>;
  /** Aggregated labels by document. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Reads every labeller's journal of a schema, and makes one label of those of a document. */
export async function humanLabels(whole: Store, schema: LabelSchema | undefined, seed: number): Promise<HumanLabels> {
  const none = { id: '', given: 0, labels: {} };
  if (schema === undefined) return none;
  const prefix = `${JOURNALS}${schemaName(schema)}.`;
  const given = [];
  for (const { key } of await whole.list(prefix)) {
    if (!key.endsWith('.jsonl')) continue;
    const text = Buffer.from(await whole.read(key)).toString('utf8');
    given.push(
      ...journalLabels(readJournal(text, schemaName(schema), key), key.slice(prefix.length, -'.jsonl'.length)),
    );
  }
  if (given.length === 0) return none;
  const { labels, agreement, gate, labellers } = assessLabels(given, schema, { seed });
  const chosen = labels.flatMap(({ item, value }) => (value === undefined ? [] : [[item, value] as const]));
  return {
    id: hashOf({ schema, given }),
    given: given.length,
    assessment: { agreement, gate, labellers },
    labels: Object.fromEntries(chosen),
  };
}

/** Writes the labels of people where tasks find them. */
export function storeLabels(store: Store, { id, labels }: HumanLabels): Promise<StoredObject> {
  return stored(store, `human-labels/${id === '' ? 'none' : id}.json`, Buffer.from(JSON.stringify(labels)));
}
