import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { CONFIG_PROBLEM_CODES, ConfigError } from '../../../lib/config/errors';
import { parseConfig } from '../../../lib/config/load';
import { scenarioText } from './scenario';

const bases = ['single', 'four'].map((base) => scenarioText({ base }));

/** Whether the text is usable; anything but a whole ConfigError fails the property. */
function judged(text: string): boolean {
  try {
    parseConfig(text, 'mutant.yaml');
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = text.split(/\r\n|\n/).length;
    for (const problem of error.problems) {
      expect(CONFIG_PROBLEM_CODES).toContain(problem.code);
      expect(problem.line).toBeGreaterThanOrEqual(1);
      expect(problem.line).toBeLessThanOrEqual(lines);
      expect(problem.got).not.toBe('');
      expect(problem.allowed).not.toBe('');
    }
    return false;
  }
}

const fragment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    ...[
      '&a',
      '*a',
      '!!binary ',
      '<<: ',
      '? ',
      '- ',
      ': ',
      '|',
      '>-',
      '{',
      '}',
      '[',
      ']',
      '#',
      '"',
      "'",
      '%YAML 1.1\n---\n',
      '\n---\n',
      '\t',
      '\r',
      '\0',
      '~',
      '__proto__',
      '.nan',
      '0x1F',
      '1e400',
    ],
  ),
);

test('splicing anything anywhere into a config gives a config or a ConfigError', () => {
  const splice = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), fragment });
  fc.assert(
    fc.property(fc.constantFrom(...bases), fc.array(splice, { minLength: 1, maxLength: 4 }), (base, splices) => {
      const text = splices.reduce((now, { at, cut, fragment: piece }) => {
        const start = Math.floor(at * now.length);
        return now.slice(0, start) + piece + now.slice(start + cut);
      }, base);
      judged(text);
    }),
    { numRuns: 600 },
  );
});

test('replacing any value by anything gives a config or a ConfigError', () => {
  const leaf = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...bases), fc.nat(), leaf, (base, choice, value) => {
      const config: unknown = parse(base);
      const places = placesIn(config);
      const { parent, key } = places[choice % places.length]!;
      parent[key] = value;
      judged(stringify(config));
    }),
    { numRuns: 600 },
  );
});

test('removing or renaming any key is noticed, unless it has a default', () => {
  const optional = new Set([
    'zones',
    'retentionDays',
    'raw',
    'curated',
    'model',
    'conversation',
    'log',
    'evidence',
    'instances',
    'minimum',
    'maximum',
    'vpcEndpoints',
    'existing',
    'guardDuty',
  ]);
  for (const base of bases) {
    for (const index of placesIn(parse(base)).keys()) {
      const config: unknown = parse(base);
      const { parent, key } = placesIn(config)[index]!;
      if (Array.isArray(parent)) continue;
      const value = parent[key];
      Reflect.deleteProperty(parent, key);
      expect([key, judged(stringify(config))]).toEqual([key, optional.has(key)]);
      parent[`${key}x`] = value;
      expect([key, judged(stringify(config))]).toEqual([key, false]);
    }
  }
});

interface Slot {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Slot[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}
