import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ASSESSMENT, CATALOGUE, controlsFor } from '../../../../audit/packs/llm/catalogue';
import { RULES } from '../../../../audit/packs/llm/register';
import type { Rule } from '../../../../audit/packs/llm/rule';

const ROOM = join(__dirname, '../../../../audit/packs/llm/rules');

function files(): string[] {
  return readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

function rulesIn(file: string): Rule[] {
  return Object.values(jest.requireActual<Record<string, Rule>>(join(ROOM, file)));
}

test('each file holds one rule, each rule is registered, and each registered rule has its file', () => {
  const found = files().map((file) => {
    const rules = rulesIn(file);
    expect([file, rules.length]).toEqual([file, 1]);
    return rules[0]!;
  });
  expect(new Set(found)).toEqual(new Set(RULES));
  expect(found).toHaveLength(RULES.length);
});

test('each rule is in the catalogue once, and each control of the catalogue has its rule', () => {
  expect(CATALOGUE.map(({ id }) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('the 31 controls of AI Security Best Practices are there, under their numbers', () => {
  const numbers = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25];
  const wanted = [
    'Bedrock.1',
    ...[1, 2, 3, 4, 5, 6, 7].map((number) => `BedrockAgentCore.${number}`),
    ...numbers.map((number) => `SageMaker.${number}`),
  ];
  const hub = CATALOGUE.filter(({ sources }) => sources.some((source) => source.startsWith('SecurityHub ')));
  expect(hub.map(({ id }) => id).sort()).toEqual(wanted.sort());
  for (const { id, sources } of hub) expect(sources).toContain(`SecurityHub ${id}`);
});

test('the controls that Security Hub rates high are high, and no other of them', () => {
  const high = CATALOGUE.filter(
    ({ id, severity }) => severity === 'high' && /^(Bedrock|BedrockAgentCore|SageMaker)\./.test(id),
  );
  expect(high.map(({ id }) => id).sort()).toEqual([
    'BedrockAgentCore.1',
    'BedrockAgentCore.2',
    'BedrockAgentCore.5',
    'BedrockAgentCore.7',
    'SageMaker.1',
    'SageMaker.2',
    'SageMaker.20',
    'SageMaker.25',
    'SageMaker.3',
  ]);
});

test('what a control says is complete: title, risk, check and remedy are sentences of their own', () => {
  for (const { id, title, risk, check, remedy, decidability } of CATALOGUE) {
    expect([id, title.endsWith('.')]).toEqual([id, false]);
    for (const text of [risk, check, remedy])
      expect([id, text]).toEqual([id, expect.stringMatching(/^[A-Z"'`].{6,}\.$/)]);
    expect([id, decidability]).not.toEqual([id, 'only at run time']);
  }
});

test('every check of the assessment that a rule names is listed, and decided by a rule, by a note, or at run time only', () => {
  const ids = ASSESSMENT.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const named = CATALOGUE.flatMap(({ sources }) => sources).filter((source) => /^(SM|BR|AC|AG|FS)-/.test(source));
  expect(ids).toEqual(expect.arrayContaining(named));
  for (const { id, decidability, note } of ASSESSMENT) {
    const rules = controlsFor(id).length;
    if (decidability === 'only at run time') expect([id, rules]).toEqual([id, 0]);
    else expect([id, rules > 0 || note !== undefined]).toEqual([id, true]);
    if (rules > 0) expect([id, note]).toEqual([id, undefined]);
  }
});
