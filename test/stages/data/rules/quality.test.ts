import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Measurer } from '../../../../stages/data/clean/measure/measure';
import { QUALITY_RULES } from '../../../../stages/data/rules/quality-rules';
import { firstFailure } from '../../../../stages/data/rules/rule';

type Part =
  string | { readonly of: string; readonly times: number } | { readonly distinct: number; readonly letters: number };

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly text: readonly Part[];
  readonly value: string;
  readonly passes: boolean;
}

const FOLDER = join(__dirname, '../../../scenarios/data/quality');
const CASES: readonly Case[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Case[]);

const measurer = new Measurer();

test.each(CASES.map((each) => [`${each.rule}: ${each.name}`, each] as const))(
  '%s',
  (_, { rule: id, text, ...expected }) => {
    const rule = QUALITY_RULES.find((each) => each.id === id)!;
    const { features } = measurer.measure(text.map(written).join(''));
    expect(features[rule.feature]).toBe(number(expected.value));
    expect(firstFailure(features, [rule])?.reason).toEqual(
      expected.passes
        ? undefined
        : { rule: `${id}@1`, value: number(expected.value), limit: rule.atLeast ?? rule.atMost },
    );
  },
);

test.each(QUALITY_RULES.map(({ id }) => id))('%s has a case on both sides of its threshold', (id) => {
  const sides = CASES.filter(({ rule }) => rule === id).map(({ passes }) => passes);
  expect(new Set(sides)).toEqual(new Set([true, false]));
});

test('every rule is named once, has one limit, and measures a feature that is a column name', () => {
  const { features } = measurer.measure('');
  expect(new Set(QUALITY_RULES.map(({ id }) => id)).size).toBe(QUALITY_RULES.length);
  for (const rule of QUALITY_RULES) {
    expect([rule.atLeast, rule.atMost].filter((limit) => limit !== undefined)).toHaveLength(1);
    expect(rule.feature).toMatch(/^[a-z0-9_]+$/);
    expect(Object.keys(features)).toContain(rule.feature);
  }
});

function written(part: Part): string {
  if (typeof part === 'string') return part;
  if ('of' in part) return part.of.repeat(part.times);
  return Array.from({ length: part.distinct }, (_, index) => word(index, part.letters)).join(' ');
}

/** The index in letters, from the right: a different word for each, with enough letters. */
function word(index: number, letters: number): string {
  let rest = index;
  return Array.from({ length: letters }, () => {
    const letter = String.fromCharCode(97 + (rest % 26));
    rest = Math.floor(rest / 26);
    return letter;
  }).join('');
}

function number(value: string): number {
  const [part = Number.NaN, whole = 1] = value.split('/').map(Number);
  return whole === 0 ? 0 : part / whole;
}
