import { createReadStream, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { RampartError } from '../../contract/errors';
import { harmless, pathText } from '../../lib/config/got';
import { parseFile, parseYaml } from '../../lib/config/load';
import { readConfigText } from '../../lib/config/read';
import { dataPlanShape, type DataPlan } from '../../lib/data-plan/plan';
import { isEncoding } from '../../stages/data/acquire/decode';
import { DEFAULT_LIMITS } from '../../stages/data/acquire/source';
import { readVectors } from '../../stages/data/balance/word-vectors';
import { DEFAULT_RULES } from '../../stages/data/run/default-rules';
import { loadLabelFunctions, loadLabelSchema } from './label-schema';
import { filesOf, unusable, type NamedFile } from './source-files';
import type { FoundFile } from '../../stages/data/run/land';
import type { RunSettings, StepRule } from '../../stages/data/run/settings';

/** A plan that names what is not there. */
export class PlanError extends RampartError {}

/** A plan as it was read, with the folder that its paths start from. */
export interface LoadedPlan {
  readonly plan: DataPlan;
  readonly folder: string;
  readonly settings: RunSettings;
  readonly files: readonly FoundFile[];
}

/**
 * Reads a data plan, and finds its files.
 *
 * @throws ConfigError for what is wrong in the plan, PlanError `NO_SUCH_FILES` for a pattern that no file matches, `NOT_A_FILE` for what is none
 */
export async function loadPlan(file: string): Promise<LoadedPlan> {
  const ids = DEFAULT_RULES.map(({ id }) => id);
  const text = readConfigText(file);
  const plan = parseFile(text, file, dataPlanShape(ids, isEncoding));
  const folder = dirname(resolve(file));
  const { lineOf } = parseYaml(text, file, 'a data plan');
  const refuse = (code: string, at: readonly (string | number)[], what: string, got: string): PlanError => {
    const allowed = "a path or a pattern of files below the plan's folder";
    return new PlanError(
      code,
      `${file}:${lineOf(`/${at.join('/')}`) ?? 1}  ${pathText(at)} ${what}; got '${harmless(got)}', allowed: ${allowed}`,
    );
  };
  const found = (pattern: string, at: readonly (string | number)[]): NamedFile[] => {
    const what = unusable(folder, pattern);
    if (what !== undefined) throw refuse('NOT_A_FILE', at, `names ${what}`, pattern);
    const files = filesOf(folder, pattern);
    if (files.length > 0) return files;
    throw refuse('NO_SUCH_FILES', at, 'names no file', pattern);
  };
  // A source keeps books of what could not be read. What a plan needs beside its sources has none: there, all must be files.
  const find: Find = (pattern, at) =>
    found(pattern, at).map(({ name, unread }) => {
      if (unread !== undefined) throw refuse('NOT_A_FILE', at, `names ${unread}`, name);
      return name;
    });
  const files = plan.sources.flatMap((source, index) =>
    source.files.flatMap((pattern, at) =>
      found(pattern, ['sources', index, 'files', at]).map((one) => {
        return { source: source.name, path: join(folder, one.name), ...one };
      }),
    ),
  );
  return { plan, folder, settings: await settingsOf(plan, folder, find), files: unique(files) };
}

/** Names below the plan's folder that a pattern matches, sorted; `at` is where the plan has the pattern. */
type Find = (pattern: string, at: readonly (string | number)[]) => string[];

async function settingsOf(plan: DataPlan, folder: string, find: Find): Promise<RunSettings> {
  const texts = (patterns: readonly string[], ...at: readonly string[]): string[] =>
    patterns.flatMap((pattern, index) =>
      find(pattern, [...at, index]).flatMap((name) => textsIn(join(folder, name), name)),
    );
  return {
    name: plan.name,
    sources: plan.sources.map(({ name, licence, provenance, format, text, fields, encoding }) => {
      return { name, licence, provenance, format, textField: text, fields: withNeeded(fields, plan), encoding };
    }),
    limits: DEFAULT_LIMITS,
    shardBytes: plan.shardMb * 1024 * 1024,
    seed: plan.seed,
    languages: plan.languages,
    rules: DEFAULT_RULES.filter(({ feature }) => feature !== 'relevance' || plan.relevance !== undefined).flatMap(
      (rule) => changed(rule, plan.rules[rule.id]),
    ),
    boilerplate: plan.boilerplate,
    typos: plan.typos,
    pseudonyms: plan.pseudonyms,
    ...(plan.relevance && {
      relevance: {
        seeds: texts(plan.relevance.seeds, 'relevance', 'seeds'),
        background: texts(plan.relevance.background, 'relevance', 'background'),
      },
    }),
    evaluation: texts(plan.evaluation, 'evaluation'),
    duplicates: plan.duplicates,
    anomalies: plan.anomalies,
    ...(plan.label && { label: labelSettings(plan.label, folder) }),
    ...(plan.watch.fewest !== undefined && { watch: { fewest: plan.watch.fewest } }),
    ...(plan.balance && { balance: await balanceSettings(plan.balance, folder, find) }),
  };
}

function labelSettings(
  { schema, functions, ...rest }: NonNullable<DataPlan['label']>,
  folder: string,
): NonNullable<RunSettings['label']> {
  if (schema === undefined) {
    if (functions === undefined) return rest;
    throw new PlanError(
      'NO_LABEL_SCHEMA',
      'label.functions: they vote for classes of a schema; label.schema must name it',
    );
  }
  const read = loadLabelSchema(join(folder, schema));
  return {
    ...rest,
    schema: read,
    ...(functions !== undefined && { functions: loadLabelFunctions(join(folder, functions), read) }),
  };
}

/** Of word vectors only those of the tests' words: settings travel with every task. */
async function balanceSettings(
  { weat, method, ...numbers }: NonNullable<DataPlan['balance']>,
  folder: string,
  find: Find,
): Promise<NonNullable<RunSettings['balance']>> {
  const rest = { ...numbers, methods: method === 'none' ? [] : [method].flat() };
  if (weat === undefined) return rest;
  const wanted = new Set(weat.tests.flatMap(({ x, y, a, b }) => [...x, ...y, ...a, ...b]));
  const [name = weat.vectors] = find(weat.vectors, ['balance', 'weat', 'vectors']);
  const lines = createInterface({ input: createReadStream(join(folder, name)), crlfDelay: Infinity });
  const vectors = [...(await readVectors(lines, wanted))].map(([word, values]) => [word, [...values]] as const);
  return { ...rest, weat: { tests: weat.tests, vectors: Object.fromEntries(vectors) } };
}

/** Labels and groups go along without being named twice. */
function withNeeded(fields: readonly string[], { label, balance }: DataPlan): string[] {
  const facet = balance === undefined || balance.facet === 'source' ? [] : [balance.facet];
  return [...new Set([...fields, ...(label ? [label.field] : []), ...facet])];
}

function changed(rule: StepRule, change: DataPlan['rules'][string] | undefined): StepRule[] {
  if (change === 'off') return [];
  if (change === undefined) return [rule];
  const { atLeast: _least, atMost: _most, ...rest } = rule;
  const { atLeast, atMost } = change;
  return [{ ...rest, ...(atLeast !== undefined && { atLeast }), ...(atMost !== undefined && { atMost }) }];
}

/** Texts of a file: each `text` of a JSONL file, or the file itself. */
function textsIn(path: string, name: string): string[] {
  const content = readFileSync(path, 'utf8');
  if (!path.endsWith('.jsonl')) return [content];
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const text = textOf(line);
    if (text !== undefined) return [text];
    throw new PlanError(
      'NO_TEXT',
      `${name}:${index + 1}  must be an object with a text; allowed: JSONL with a field text`,
    );
  });
}

function textOf(line: string): string | undefined {
  try {
    const { text } = JSON.parse(line) as { text?: unknown };
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

function unique(files: readonly FoundFile[]): FoundFile[] {
  return [...new Map(files.map((file) => [`${file.source}/${file.name}`, file])).values()];
}
