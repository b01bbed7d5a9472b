import type { MapEngine, MapResult, MapTask } from '../engine/map-engine';
import type { SqlEngine } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { close, summed } from './accounts';
import { ATTRIBUTES } from './attributes';
import {
  causesOf,
  counterMeasure,
  measureBalance,
  underWeights,
  type BalanceReport,
  type Table,
  type TableBySource,
} from './balance-step';
import { duplicatesKey, findDuplicates, type ComparedRun, type DuplicatesStep } from './duplicates-step';
import { finished } from './finished';
import { storeFrequentLines } from './frequent-lines';
import { groupOf } from './groups';
import { hashOf } from './hash';
import { humanLabels, storeLabels, type HumanLabels } from './human-labels';
import { keptCounts } from './kept-counts';
import { reviewLabels, type LabelStep } from './label-step';
import { findOutliers } from './outliers';
import type { CleanedPart } from './part';
import { RunError } from './run-error';
import { cleaningSettings } from './run-key';
import { cellName, type Settlement } from './settled';
import { PIPELINE_VERSION, type RunSettings } from './settings';
import { stored } from './shard-writer';
import { acquireTasks, type InputFile } from './slices';
import { JUDGED } from './tables';

/** How far a run is. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly of: number;
}

/** What a run is done with. */
export interface Pipeline {
  /** The store that the SQL engine sees. */
  readonly whole: Store;
  /** The run's own part of it, at `prefix`. */
  readonly store: Store;
  readonly prefix: string;
  readonly settings: RunSettings;
  readonly files: readonly InputFile[];
  readonly map: MapEngine;
  readonly sql: SqlEngine;
  /** Runs whose data this one must not repeat, the earliest first. */
  readonly earlier: readonly ComparedRun[];
  readonly onProgress?: (progress: Progress) => void;
}

/** A part with all that was decided about it. */
export interface FinishedPart {
  readonly cleaned: CleanedPart;
  readonly judged: string;
}

/** What a run came to, before it is written into a manifest. */
export interface Outcome {
  readonly acquired: readonly MapResult[];
  readonly mixed: readonly MapResult[];
  readonly parts: readonly FinishedPart[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly tallies: Readonly<Record<string, number>>;
  readonly duplicates: DuplicatesStep['found'];
  readonly labels: LabelStep;
  readonly human: HumanLabels;
  readonly balance?: {
    readonly before: BalanceReport;
    readonly after: BalanceReport;
    readonly causes: ReturnType<typeof causesOf>;
  };
  readonly sources: {
    readonly before: Readonly<Record<string, number>>;
    readonly after: Readonly<Record<string, number>>;
  };
  readonly kept: string;
  readonly review: string;
}

/** Takes a run through all its steps. What was done already, by this process or one that was killed, is not done again. */
export async function runSteps(pipeline: Pipeline): Promise<Outcome> {
  const { store, settings, prefix, sql } = pipeline;
  const acquired = await over(pipeline, 'acquire', acquireTasks(pipeline.files, settings));
  const cleaned = await clean(pipeline, acquired);
  const sifted = await judgeParts(pipeline, 'sift', cleaned, {});
  const duplicates = await duplicatesOf(pipeline, cleaned, sifted);
  const id = duplicates.id;
  const without = await judgeParts(pipeline, 'judge', cleaned, { duplicates: id });
  await sql.attach('attributes', `${prefix}attributes/`, ATTRIBUTES);
  await sql.attach('judged', prefix + folderOf(without), JUDGED);
  pipeline.onProgress?.({ step: 'anomalies', done: 0, of: 1 });
  const outliers = await findOutliers(store, sql, hashOf(without.map((one) => one.id)), settings);
  const judged = await judgeParts(pipeline, 'judge', cleaned, { duplicates: id, outliers });
  const parts = cleaned.map((one, index) => ({ cleaned: one, judged: keyOf(judged[index]) }));
  await sql.attach('judged', prefix + folderOf(judged), JUDGED);
  const counted = await countsOf(sql);
  const human = await humanLabels(pipeline.whole, settings.label?.schema, settings.seed);
  const { key: labelsKey } = await storeLabels(store, human);
  const settled = hashOf({
    human: human.id,
    lines: settings.duplicates.lines,
    judged: judged.map((one) => one.id),
    label: settings.label,
    balance: settings.balance,
    seed: settings.seed,
    PIPELINE_VERSION,
  });
  pipeline.onProgress?.({ step: 'label', done: 0, of: 1 });
  const labels = await finished(store, 'label', settled, () =>
    reviewLabels(store, parts, settings.label, settings.seed, `review/${settled}`),
  );
  const most = settings.duplicates.lines;
  const lines = await storeFrequentLines(sql, store, { id: settled, prefix, most });
  const measure = counterMeasure(counted.table, counted.sources, settings.balance);
  const review = labels.outputs[0]?.key ?? '';
  const settlement: Settlement = {
    ...measure,
    ...(lines !== undefined && { lines }),
    labels: labelsKey,
    seed: settings.seed,
    review,
    held: settings.label?.review ?? false,
  };
  const settlementKey = `settled/${settled}.json`;
  await stored(store, settlementKey, Buffer.from(JSON.stringify(settlement)));
  const kept = `kept/${settled}/`;
  const mixed = await over(
    pipeline,
    'mix',
    parts.map((part) => {
      const { documents, attributes } = part.cleaned;
      const input = { documents, attributes, judged: part.judged, settlement: settlementKey, kept };
      return { step: 'mix', id: hashOf({ step: 'mix', PIPELINE_VERSION, input, part: part.cleaned.sha256 }), input };
    }),
  );
  return {
    acquired,
    mixed,
    parts,
    reasons: summed([...acquired, ...mixed].map((one) => one.reasons)),
    tallies: summed([...acquired, ...cleaned.map(({ tallies }) => ({ tallies })), ...mixed].map((one) => one.tallies)),
    duplicates: duplicates.found,
    labels,
    human,
    ...balanceOf(pipeline, counted, mixed, measure.weights),
    sources: { before: counted.sources, after: tallied(mixed, 'source ') },
    kept,
    review,
  };
}

/** Runs a step over its parts, tells how far it is, and closes its books. */
async function over({ map, onProgress }: Pipeline, step: string, tasks: readonly MapTask[]): Promise<MapResult[]> {
  let done = 0;
  const tell = (): void => onProgress?.({ step, done, of: tasks.length });
  tell();
  const results = await map.run(tasks, () => {
    done++;
    tell();
  });
  for (const result of results) close(step, result.counts, result.counts.in);
  return results;
}

interface CleanedResult extends CleanedPart {
  readonly tallies: MapResult['tallies'];
  readonly kept: number;
}

async function clean(pipeline: Pipeline, acquired: readonly MapResult[]): Promise<CleanedResult[]> {
  const parts = acquired.flatMap((one) => one.outputs.filter(({ key }) => key.startsWith('acquired/')));
  const settings = cleaningSettings(pipeline.settings);
  const tasks = parts.map(({ key, sha256 }, shard): MapTask => {
    const input = { part: key, sha256, shard };
    return { step: 'clean', id: hashOf({ step: 'clean', PIPELINE_VERSION, input, settings }), input };
  });
  const results = await over(pipeline, 'clean', tasks);
  const due = acquired.reduce((sum, { counts }) => sum + counts.kept, 0);
  close('clean', sumOf(results), due);
  return results.map(({ outputs, tallies, counts }, shard) => {
    const find = (folder: string): string => outputs.find(({ key }) => key.startsWith(`${folder}/`))?.key ?? '';
    return {
      shard,
      documents: find('documents'),
      attributes: find('attributes'),
      bands: find('bands'),
      sha256: hashOf(outputs.map(({ sha256 }) => sha256)),
      tallies,
      kept: counts.kept,
    };
  });
}

interface Known {
  readonly duplicates?: string;
  readonly outliers?: string | undefined;
}

interface JudgedPart {
  readonly id: string;
  readonly result: MapResult;
}

/** Applies thresholds to all parts, with what is known by then. */
async function judgeParts(
  pipeline: Pipeline,
  name: string,
  cleaned: readonly CleanedResult[],
  { duplicates, outliers }: Known,
): Promise<JudgedPart[]> {
  const { rules, seed } = pipeline.settings;
  const folder = `judged/${hashOf({ rules, seed, duplicates, outliers }).slice(0, 16)}/`;
  const tasks = cleaned.map((part): MapTask => {
    const { attributes, shard, sha256 } = part;
    const input = {
      attributes,
      folder,
      ...(duplicates !== undefined && { duplicates: duplicatesKey(duplicates, groupOf(shard)) }),
      ...(outliers !== undefined && { outliers }),
    };
    return { step: 'judge', id: hashOf({ step: 'judge', PIPELINE_VERSION, input, rules, sha256 }), input };
  });
  const results = await over(pipeline, name, tasks);
  results.forEach((result, index) => close(name, result.counts, cleaned[index]?.kept ?? 0));
  return results.map((result, index) => ({ id: tasks[index]?.id ?? '', result }));
}

async function duplicatesOf(pipeline: Pipeline, cleaned: readonly CleanedResult[], sifted: readonly JudgedPart[]) {
  const { store, whole, prefix, sql, settings, earlier } = pipeline;
  const { similarity } = settings.duplicates;
  const id = hashOf({
    sifted: sifted.map((one) => one.id),
    similarity,
    earlier: earlier.map((one) => one.prefix + one.judged),
    PIPELINE_VERSION,
  });
  pipeline.onProgress?.({ step: 'deduplicate', done: 0, of: 1 });
  const parts = cleaned.map(({ documents }) => documents);
  const run: ComparedRun = { store, prefix, parts, judged: folderOf(sifted) };
  const step = await finished(store, 'deduplicate', id, () =>
    findDuplicates(sql, whole, run, earlier, { id, similarity }),
  );
  pipeline.onProgress?.({ step: 'deduplicate', done: 1, of: 1 });
  return { id, found: step.found };
}

async function countsOf(sql: SqlEngine) {
  const rows = await sql.rows(keptCounts());
  const table = new Map<string, Table[number]>();
  const bySource: TableBySource[number][] = [];
  const sources: Record<string, number> = {};
  for (const row of rows) {
    const [source, facet, label, documents] = [
      String(row['source']),
      String(row['facet']),
      String(row['label']),
      Number(row['documents']),
    ];
    bySource.push({ source, facet, label, count: documents });
    const name = cellName(facet, label);
    table.set(name, { facet, label, count: (table.get(name)?.count ?? 0) + documents });
    sources[source] = (sources[source] ?? 0) + documents;
  }
  return { table: [...table.values()], bySource, sources };
}

function balanceOf(
  { settings }: Pipeline,
  before: Awaited<ReturnType<typeof countsOf>>,
  mixed: readonly MapResult[],
  weights: Settlement['weights'],
) {
  if (settings.balance === undefined) return {};
  const after = Object.entries(tallied(mixed, 'cell ')).map(([name, count]) => {
    const [facet = '', label = ''] = JSON.parse(name) as [string, string];
    return { facet, label, count };
  });
  return {
    balance: {
      before: measureBalance(before.table, settings.balance),
      causes: causesOf(before.bySource, settings.balance),
      after: measureBalance(underWeights(after, weights), settings.balance),
    },
  };
}

function tallied(results: readonly MapResult[], prefix: string): Record<string, number> {
  const sums = summed(results.map(({ tallies }) => tallies));
  return Object.fromEntries(
    Object.entries(sums).flatMap(([name, count]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), count]] : [],
    ),
  );
}

function sumOf(results: readonly MapResult[]) {
  const add = (key: keyof MapResult['counts']): number => results.reduce((sum, { counts }) => sum + counts[key], 0);
  return { in: add('in'), kept: add('kept'), dropped: add('dropped'), quarantined: add('quarantined') };
}

function keyOf(part: JudgedPart | undefined): string {
  const key = part?.result.outputs[0]?.key;
  if (key === undefined) throw new RunError('NOT_JUDGED', 'a part was judged and left no table');
  return key;
}

/** The folder in which parts were judged: the same for all of them. */
function folderOf(parts: readonly JudgedPart[]): string {
  const key = keyOf(parts[0]);
  return key.slice(0, key.lastIndexOf('/') + 1);
}
