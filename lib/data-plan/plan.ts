import { z } from 'zod';
import { list, says, text } from '../config/fields';
import type { Shape } from '../config/judge';
import type { Breach } from '../config/parts';
import { nearest } from '../config/suggest';
import { balance } from './balance';
import { judgeBalance, type BalanceAsWritten } from './counter-measures';
import { name, share, whole, words, yes } from './fields';

const source = z.strictObject(
  {
    name: name.describe('Name of the source, unique in the plan'),
    licence: words('an SPDX identifier, or the name of an agreement').describe('Licence of the text'),
    provenance: words('a sentence: who made the text, and how it was obtained').describe('Where the text comes from'),
    files: list(
      words('a path or a pattern below the plan, such as raw/*.jsonl'),
      'a list of 1 to 100 paths or patterns',
      1,
      100,
    ).describe('Paths or patterns, from the folder of the plan'),
    format: z
      .enum(['jsonl', 'parquet', 'csv', 'text', 'html'], {
        error: says('INVALID_VALUE', 'one of jsonl, parquet, csv, text, html'),
      })
      .describe('How the files are written; .gz behind the name is unpacked'),
    text: words('the name of a field').default('text').describe('Field, or column, that holds the text'),
    fields: list(words('the name of a field'), 'a list of at most 50 fields', 0, 50)
      .default([])
      .describe('Fields that go along: labels, groups, dates'),
    encoding: text('an encoding such as utf-8 or windows-1252', /^[A-Za-z0-9_:.-]{2,40}$/)
      .default('utf-8')
      .describe("Encoding of the files, as the WHATWG's Encoding Standard names it"),
  },
  { error: 'a map of name, licence, provenance, files and format' },
);

const rule = z.union(
  [z.literal('off'), z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() })],
  { error: 'off, or a map of atLeast and atMost' },
);

const language = text('a language code of two or three letters, such as en', /^[a-z]{2,3}$/);

/** The shape of a data plan. Which rules there are is known to the stages, and comes from outside. */
export const dataPlanSchema = z
  .strictObject(
    {
      name: name.describe('Name of the data set'),
      sources: list(source, 'a list of 1 to 200 sources', 1, 200).describe('Where text is acquired from'),
      languages: list(language, 'a list of language codes', 0, 60).default([]).describe('Languages to keep; none: all'),
      rules: z
        .record(z.string(), rule, { error: 'a map from rule to off, or to atLeast and atMost' })
        .default({})
        .describe('Thresholds other than the default ones; rampart data rules lists them'),
      boilerplate: yes('Take out navigation, banners, quoted replies, footers and signatures').default(true),
      typos: yes('Repair unambiguous typing errors in English').default(false),
      pseudonyms: yes('The same personal value gets the same keyed pseudonym').default(false),
      relevance: z
        .strictObject({
          seeds: list(words('a path'), 'a list of 1 to 100 paths', 1, 100).describe(
            'Texts that the data should be like',
          ),
          background: list(words('a path'), 'a list of 1 to 100 paths', 1, 100).describe('Texts of the usual kind'),
        })
        .optional()
        .describe("What the team's data is about"),
      evaluation: list(words('a path or a pattern'), 'a list of at most 100 paths', 0, 100)
        .default([])
        .describe('Evaluation sets (JSONL with a field text, or text files) that must not be trained on'),
      duplicates: z
        .strictObject({
          similarity: share('a Jaccard similarity above 0, at most 1')
            .default(0.8)
            .describe('From here on two documents are one'),
          lines: whole(1, 1_000_000, 'a whole number of documents above 0')
            .optional()
            .describe('A line that more documents have stays in the first of them only'),
        })
        .prefault({})
        .describe('Near-duplicates'),
      anomalies: z
        .strictObject({
          share: z
            .number({ error: 'a share from 0 to 0.2' })
            .min(0, { error: says('INVALID_VALUE', 'a share from 0 to 0.2') })
            .max(0.2, { error: says('INVALID_VALUE', 'a share from 0 to 0.2') })
            .default(0.01)
            .describe('Share of documents that may be set aside as outliers'),
        })
        .prefault({})
        .describe('Outliers'),
      label: z
        .strictObject(
          {
            field: words('the name of a field').describe('Field of the acquired label'),
            classes: list(words('the name of a class'), 'a list of 2 to 100 classes', 2, 100).describe('Classes'),
            schema: words('a path')
              .optional()
              .describe('Label schema, where people label: YAML; rampart data label asks by it'),
            functions: words('a path')
              .optional()
              .describe('Label functions, for what has no acquired label: YAML; they need a schema'),
            review: yes('Set documents aside whose label the others contradict').default(true),
          },
          { error: 'a map of field and classes' },
        )
        .optional()
        .describe('Labels'),
      balance: balance.optional().describe('Bias'),
      watch: z
        .strictObject({
          baseline: words('the id of an earlier run').optional().describe('Run to compare with'),
          fewest: whole(1, 1_000_000, 'a whole number of records above 0')
            .optional()
            .describe('With fewer records on either side drift is not evaluated; without it 400'),
        })
        .prefault({})
        .describe('Drift'),
      shardMb: whole(1, 512, 'a whole number of megabytes from 1 to 512').default(32).describe('Size of a part'),
      seed: whole(0, 2 ** 31 - 1, 'a whole number from 0')
        .default(1)
        .describe('Seed of every generator'),
    },
    { error: 'a map with name and sources' },
  )
  .describe('Plan of a Rampart data run');

/** A data plan with its defaults filled in. */
export type DataPlan = z.output<typeof dataPlanSchema>;

/** The JSON Schema by which editors complete a data plan. */
export function dataPlanJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(dataPlanSchema, { io: 'input', reused: 'inline' });
  return { $schema, title: 'Rampart data plan', ...rest };
}

/** A data plan's shape, given the rules that there are. */
export function dataPlanShape(ruleIds: readonly string[], isEncoding: (name: string) => boolean): Shape<DataPlan> {
  return {
    what: 'a data plan',
    schema: dataPlanSchema,
    jsonSchema: dataPlanJsonSchema,
    together: (value) => judgeTogether(value, ruleIds, isEncoding),
  };
}

function judgeTogether(value: unknown, ruleIds: readonly string[], isEncoding: (name: string) => boolean): Breach[] {
  const plan = value as { sources?: unknown; rules?: unknown; balance?: BalanceAsWritten | null } | null;
  const sources: unknown[] = Array.isArray(plan?.sources) ? plan.sources : [];
  const breaches: Breach[] = [];
  const seen = new Set<string>();
  for (const [index, one] of sources.entries()) {
    const { name: called, encoding } = (one ?? {}) as { name?: unknown; encoding?: unknown };
    if (typeof called === 'string') {
      if (seen.has(called))
        breaches.push(
          problem('DUPLICATE_VALUE', ['sources', index, 'name'], `'${called}' a second time`, 'each name once'),
        );
      seen.add(called);
    }
    if (typeof encoding === 'string' && !isEncoding(encoding))
      breaches.push(
        problem(
          'INVALID_VALUE',
          ['sources', index, 'encoding'],
          `'${encoding}'`,
          'an encoding such as utf-8 or windows-1252',
        ),
      );
  }
  breaches.push(...judgeBalance(plan?.balance ?? {}, sources.length));
  const rules = typeof plan?.rules === 'object' && plan.rules !== null ? Object.keys(plan.rules) : [];
  for (const id of rules.filter((one) => !ruleIds.includes(one))) {
    const meant = nearest(id, ruleIds);
    const hint = meant === undefined ? 'rampart data rules lists them.' : `Did you mean ${meant}?`;
    breaches.push({
      ...problem('UNKNOWN_KEY', ['rules', id], `the rule ${id}`, `one of ${ruleIds.length} rules`),
      hint,
    });
  }
  return breaches;
}

function problem(code: Breach['code'], path: Breach['path'], got: string, allowed: string): Breach {
  return { code, path, got, allowed };
}
