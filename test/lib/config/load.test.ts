import { join } from 'node:path';
import { ConfigError } from '../../../lib/config/errors';
import { loadConfig, parseConfig } from '../../../lib/config/load';
import { DEFAULT_PII } from '../../../lib/config/guardrail';
import { scenarioText } from './scenario';

const example = (name: string) => loadConfig(join(__dirname, '..', '..', '..', 'config', name));

function failure(text: string): ConfigError {
  try {
    parseConfig(text, 'case.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the config was usable');
}

test('the minimal example lives in one environment, with every default filled in', () => {
  const config = example('minimal.yaml');

  expect(config).toMatchObject({ partition: 'aws', singleEnvironment: true, zones: 2 });
  expect(config.places.security).toEqual({ account: '111122223333', region: 'eu-central-1' });
  expect(new Set(Object.values(config.ranges))).toEqual(new Set(['10.40.0.0/20']));
  expect(config.retentionDays).toEqual({
    raw: 365,
    curated: 730,
    model: 1095,
    conversation: 365,
    log: 400,
    evidence: 2557,
  });
  expect(Object.values(config.existing)).toEqual(Array(8).fill(false));
  expect(config.callers.vpcEndpoints).toEqual([]);
  expect(config.models.bedrock?.guardrail.piiEntities).toEqual(DEFAULT_PII);
  expect(config.models.bedrock?.guardrail.blockedInputMessage).not.toBe('');
  expect(config.models).not.toHaveProperty('sagemaker');
});

test('the production example has both sources of models and adopts what runs already', () => {
  const config = example('production.yaml');

  expect(Object.keys(config.models)).toEqual(['bedrock', 'sagemaker']);
  expect(config.models.sagemaker?.instances).toEqual({ minimum: 2, maximum: 6 });
  expect(config.existing).toMatchObject({ guardDuty: true, macie: false });
});

test('the multi-account example keeps four places apart', () => {
  const config = example('multi-account.yaml');

  expect(config.singleEnvironment).toBe(false);
  expect(new Set(Object.values(config.places).map(({ account }) => account)).size).toBe(4);
  expect(new Set(Object.values(config.ranges)).size).toBe(4);
});

test('four places that are one environment count as one', () => {
  const change = {
    "training: { account: '222233334444'": "training: { account: '111122223333'",
    "serving: { account: '333344445555'": "serving: { account: '111122223333'",
    "security: { account: '444455556666'": "security: { account: '111122223333'",
    '10.40.16.0/20': '10.40.0.0/20',
    '10.40.32.0/20': '10.40.0.0/20',
    '10.40.48.0/24': '10.40.0.0/20',
  };

  expect(parseConfig(scenarioText({ base: 'four', change }), 'case.yaml').singleEnvironment).toBe(true);
});

test('a config adds to the guardrail and sharpens it, but cannot soften what it does anyway', () => {
  const piiEntities =
    '[{ type: NAME, action: ANONYMIZE }, { type: EMAIL, action: BLOCK }, { type: PASSWORD, action: ANONYMIZE }]';
  const change = { '    modelId:': `    guardrail: { piiEntities: ${piiEntities} }\n    modelId:` };
  const rules = parseConfig(scenarioText({ change }), 'case.yaml').models.bedrock?.guardrail.piiEntities ?? [];

  expect(rules).toHaveLength(DEFAULT_PII.length + 1);
  expect(rules).toContainEqual({ type: 'NAME', action: 'ANONYMIZE' });
  expect(rules).toContainEqual({ type: 'EMAIL', action: 'BLOCK' });
  expect(rules).toContainEqual({ type: 'PASSWORD', action: 'BLOCK' });
});

test('the same text gives the same config, whatever order its keys have', () => {
  const lines = scenarioText({}).split(/\n(?=\w)/);
  const turned = [...lines].reverse().map((block) => block.trimEnd());

  expect(parseConfig(`${turned.join('\n')}\n`, 'b.yaml')).toEqual(parseConfig(scenarioText({}), 'a.yaml'));
});

test('an error names file, line, column, path, what was got and what is allowed', () => {
  const error = failure(scenarioText({ change: { '10.40.0.0/20': '10.40.3.0/20' } }));

  expect(error.code).toBe('CIDR_MISALIGNED');
  expect(error.problems).toEqual([
    {
      code: 'CIDR_MISALIGNED',
      file: 'case.yaml',
      line: 6,
      column: 18,
      path: 'network.ranges.all',
      got: "'10.40.3.0/20'",
      allowed: 'a range that starts at its first address: 10.40.0.0/20',
    },
  ]);
  expect(error.message).toContain('case.yaml:6:18 CIDR_MISALIGNED network.ranges.all: got');
});

test('a message with very many problems stays readable, and the list of them whole', () => {
  const error = failure(Array.from({ length: 500 }, (_, index) => `unknown${index}: 1`).join('\n'));

  expect(error.problems).toHaveLength(508);
  expect(error.message).toContain('and 408 more');
  expect(error.message.split('\n')).toHaveLength(102);
});
