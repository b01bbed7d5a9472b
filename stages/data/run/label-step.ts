import { hashedNgrams } from '../classifier/features';
import { crossValidate } from '../classifier/cross-validate';
import { labelErrors } from '../label/confident/label-errors';
import type { StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { labelFlips, type FlipCluster } from '../poison/label-flips';
import { documentsOf } from './documents';
import type { CleanedPart } from './part';
import type { LabelDoubt } from './opinions';
import type { LabelSettings } from './settings';
import { ShardWriter } from './shard-writer';
import { readTable } from './table';

/** A classifier learns from so many documents at most; which, is by the order of their hashes. */
const MOST = 50_000;
/** Documents among which sources are compared: each costs as much again. */
const MOST_FLIPS = 20_000;
/** Characters of a text that the classifier reads. */
const READ = 4000;
/** With fewer of a class nothing is said about its labels. */
const FEWEST_OF_CLASS = 30;

/** What is known of a run's labels. */
export interface LabelStep {
  readonly outputs: readonly StoredObject[];
  readonly labelled: number;
  /** Labels that are none of the schema's classes. */
  readonly unknown: number;
  /** Documents whose label was held against the others'. */
  readonly compared: number;
  readonly doubtful: number;
  readonly byClass: Readonly<Record<string, number>>;
  /** Sources whose labels contradict their texts more often than labels elsewhere: a sign of poisoned labels. */
  readonly flips: readonly Pick<FlipCluster, 'source' | 'documents' | 'share' | 'shareElsewhere' | 'p'>[];
}

interface Labelled {
  readonly shard: number;
  readonly row: number;
  readonly id: string;
  readonly source: string;
  readonly sha: string;
  readonly label: string;
}

/** Looks for labels that the other documents contradict (confident learning), and writes them in the order in which a person should look. */
export async function reviewLabels(
  store: Store,
  parts: readonly { readonly cleaned: CleanedPart; readonly judged: string }[],
  settings: LabelSettings | undefined,
  seed: number,
  key: string,
): Promise<LabelStep> {
  const writer = new ShardWriter(store, key);
  const none = { labelled: 0, unknown: 0, compared: 0, doubtful: 0, byClass: {}, flips: [] };
  if (settings === undefined) return { outputs: await writer.end(), ...none };
  const all: Labelled[] = [];
  let labelled = 0;
  let unknown = 0;
  const byClass = new Map<string, number>(settings.classes.map((one) => [one, 0]));
  for (const { cleaned, judged } of parts) {
    const attributes = await readTable(store, cleaned.attributes, ['label', 'source']);
    for (const [row, { id, sha, kind }] of (await readTable(store, judged, ['id', 'sha', 'kind'])).entries()) {
      const label = String(attributes[row]?.['label'] ?? '');
      if (kind !== 'kept' || label === '') continue;
      labelled++;
      if (!settings.classes.includes(label)) {
        unknown++;
        continue;
      }
      byClass.set(label, (byClass.get(label) ?? 0) + 1);
      all.push({
        shard: cleaned.shard,
        row,
        id: String(id),
        source: String(attributes[row]?.['source'] ?? ''),
        sha: String(sha),
        label,
      });
    }
  }
  const counts = { labelled, unknown, byClass: Object.fromEntries(byClass) };
  const classes = settings.classes.filter((one) => (byClass.get(one) ?? 0) >= FEWEST_OF_CLASS);
  if (classes.length < 2) return { outputs: await writer.end(), ...counts, compared: 0, doubtful: 0, flips: [] };
  const chosen = all
    .filter(({ label }) => classes.includes(label))
    .sort((a, b) => (a.sha < b.sha ? -1 : a.sha > b.sha ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, MOST);
  const texts = await textsOfRows(store, parts, chosen);
  const rows = hashedNgrams(texts);
  const labels = Int32Array.from(chosen, ({ label }) => classes.indexOf(label));
  const probabilities = crossValidate(rows, labels, classes.length, { seed });
  const issues = labelErrors(labels, probabilities, classes.length, { method: 'both' });
  for (const { row, given, suggested, selfConfidence } of issues) {
    const doubt: LabelDoubt = {
      id: chosen[row]?.id ?? '',
      given: classes[given] ?? '',
      suggested: classes[suggested] ?? '',
      confidence: selfConfidence,
    };
    await writer.add(doubt);
  }
  const documents = chosen.map(({ id, source, label }, row) => ({ id, source, label, text: texts[row] ?? '' }));
  const flips = labelFlips(documents.slice(0, MOST_FLIPS), { seed }).clusters.map(
    ({ source, documents: of, share, shareElsewhere, p }) => ({ source, documents: of, share, shareElsewhere, p }),
  );
  return { outputs: await writer.end(), ...counts, compared: chosen.length, doubtful: issues.length, flips };
}

async function textsOfRows(
  store: Store,
  parts: readonly { readonly cleaned: CleanedPart }[],
  chosen: readonly Labelled[],
): Promise<string[]> {
  const wanted = new Map<string, number>(chosen.map(({ shard, row }, index) => [`${shard}:${row}`, index]));
  const texts = new Array<string>(chosen.length).fill('');
  for (const { cleaned } of parts) {
    let row = 0;
    for await (const { text } of documentsOf(store, cleaned.documents)) {
      const index = wanted.get(`${cleaned.shard}:${row++}`);
      if (index !== undefined) texts[index] = text.slice(0, READ);
    }
  }
  return texts;
}
