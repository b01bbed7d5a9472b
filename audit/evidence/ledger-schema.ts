import { LEDGER_SCHEMA_VERSION, LETTERS } from './ledger-json';
import { OUTCOMES } from '../ledger/row';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

function list(items: object): object {
  return { type: 'array', items };
}

/** An object with exactly these fields, all present but the optional ones. */
function record(required: Record<string, object>, optional: Record<string, object> = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

function mapOf(values: object): object {
  return { type: 'object', additionalProperties: values };
}

const outcomeCounts = record(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count])));
const waiver = record({ id: text, reason: text, owner: text, expiry: day });

/** JSON Schema (draft 2020-12) of `ledger.json`, written beside it. */
export const LEDGER_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:${LEDGER_SCHEMA_VERSION.replace('/', ':')}`,
  title: 'Rampart ledger',
  ...record({
    schema: { const: LEDGER_SCHEMA_VERSION },
    date: day,
    previous: record({ step: { const: 'templates' }, sha256: hash }),
    config: { anyOf: [{ type: 'null' }, record({ sha256: text })] },
    tools: mapOf(text),
    templates: list(
      record(
        { stack: text, path: text, file: text, sha256: hash, after: list(text), types: mapOf(count) },
        { account: text, region: text },
      ),
    ),
    legend: mapOf(text),
    packs: list(record({ name: text, rules: list(record({ id: text, checks: text })) })),
    resources: list(record({ stack: text, logicalId: text, resourceType: text, path: text })),
    outcomes: list(
      record({
        resource: count,
        pack: text,
        rules: { type: 'string', pattern: `^[${Object.values(LETTERS).join('').replace('-', '')}.-]*$` },
      }),
    ),
    findings: list(
      record(
        {
          pack: text,
          rule: text,
          finding: text,
          outcome: { enum: ['non-compliant', 'accepted', 'not evaluated'] },
          detail: text,
          resource: count,
        },
        { cause: { enum: ['threw', 'unavailable'] }, waiver },
      ),
    ),
    waiverProblems: list(record({ code: text, id: text, path: text, message: text })),
    access: record({
      rows: list(record({ dataClass: text, role: text, action: text, prefix: text, door: text, principal: text })),
      stacks: list(text),
      problems: list(text),
    }),
    summary: record({
      checks: count,
      totals: outcomeCounts,
      byPack: mapOf(outcomeCounts),
      resources: count,
      byStack: mapOf(mapOf(count)),
      open: count,
      acknowledgements: record({
        count,
        perResource: { type: 'number' },
        budget: { type: 'number' },
        withinBudget: { type: 'boolean' },
      }),
    }),
  }),
} as const;
