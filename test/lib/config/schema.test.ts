import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { schemaText, SCHEMA_FILE } from '../../../lib/config/export-schema';
import { scenarioText, SCENARIOS, type Scenario } from './scenario';

const exported = readFileSync(SCHEMA_FILE, 'utf8');
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(exported) as object);

test('the exported schema is in step with the code: npm run schema writes it anew', () => {
  expect(exported).toBe(schemaText());
});

test('every key has a description, for editors to show', () => {
  const silent: string[] = [];
  const visit = (node: SchemaNode, path: string): void => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      const described = child.description ?? child.items?.description;
      if (described === undefined) silent.push(`${path}${key}`);
      visit(child, `${path}${key}.`);
    }
    if (node.items !== undefined) visit(node.items, path);
  };
  visit(JSON.parse(exported) as SchemaNode, '');

  expect(silent).toEqual([]);
});

test.each(['minimal.yaml', 'production.yaml', 'multi-account.yaml'])(
  'the example %s is valid for an editor too',
  (name) => {
    const text = readFileSync(join(SCHEMA_FILE, '..', name), 'utf8');

    validate(parse(text));
    expect(validate.errors).toBeNull();
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./rampart.schema.json');
  },
);

/** What only the code can see: it compares parts, or looks at the text. */
const BEYOND_A_SCHEMA = new Set([
  'DUPLICATE_ROLE',
  'DUPLICATE_VALUE',
  'DUPLICATE_KEY',
  'MIXED_PARTITIONS',
  'CIDR_OVERLAP',
  'CIDR_CONFLICT',
  'CIDR_MISALIGNED',
  'CIDR_NOT_PRIVATE',
  'IMAGE_REGION',
  'DATASET_UNKNOWN',
  'TIMEZONE_UNKNOWN',
  'INSTANCES_REVERSED',
  'CONFIG_NOT_TEXT',
  'YAML_SYNTAX',
  'YAML_SEVERAL_DOCUMENTS',
  'YAML_ALIASES_EXPLODE',
]);

describe('the editor and the command line say the same', () => {
  const scenarios = readdirSync(SCENARIOS)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(SCENARIOS, name), 'utf8')) as Scenario[])
    .filter(({ problems }) => !problems.some(({ code }) => BEYOND_A_SCHEMA.has(code)));

  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('about: %s', (title, scenario) => {
    // Only the code sees that these two maps have other keys, that an octet is over 255, or has a leading zero.
    const unseen = ['accounts for all, ranges for each', 'an octet over 255', 'an octet with a leading zero'];
    const usable = scenario.problems.length === 0 || unseen.includes(title);

    expect(validate(parse(scenarioText(scenario)))).toBe(usable);
  });
});

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}
