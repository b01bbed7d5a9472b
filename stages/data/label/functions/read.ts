import { LabelError } from '../errors';
import { matcherFor } from '../pattern/matcher';
import type { LabelSchema } from '../schema';
import { Shape, type Origin } from '../shape';
import type { Condition, LabelFunctionSpec } from './label-function';

const KINDS = ['keywords', 'pattern', 'field', 'feature'] as const;
const NAME_RULE = { most: 64, pattern: /^[a-z0-9][a-z0-9-]*$/, allowed: 'a name of a-z, 0-9 and -' };

/**
 * Reads label functions from a parsed YAML or JSON value: a list of `{ name, vote, when }`, where `when` is one of
 * `{ keywords: [...] }`, `{ pattern, ignoreCase? }`, `{ field, in: [...] }`, `{ feature, above?, below? }`.
 *
 * @throws ShapeError `LABEL_FUNCTIONS_INVALID` naming file, line where known, property, what was got and what is allowed
 */
export function readLabelFunctions(value: unknown, schema: LabelSchema, origin: Origin): LabelFunctionSpec[] {
  const shape = new Shape(origin);
  const classes = schema.classes.map(({ id }) => id);
  const names = new Set<string>();
  const specs = shape.list(value, '', 1, 1000).map((entry, index): LabelFunctionSpec => {
    const pointer = `/${index}`;
    const given = shape.object(entry, pointer, ['name', 'vote', 'when']);
    const name = shape.text(given['name'], `${pointer}/name`, NAME_RULE);
    if (name !== '' && names.has(name)) shape.wrong(`${pointer}/name`, name, 'a name that no earlier function has');
    names.add(name);
    const vote = shape.choice(given['vote'], `${pointer}/vote`, classes) ?? '';
    return { name, vote, when: readCondition(shape, given['when'], `${pointer}/when`) };
  });
  shape.finish('LABEL_FUNCTIONS_INVALID', 'The label functions');
  return specs;
}

function readCondition(shape: Shape, value: unknown, pointer: string): Condition {
  const given = shape.object(value, pointer, [...KINDS, 'ignoreCase', 'in', 'above', 'below']);
  const [kind, ...more] = KINDS.filter((key) => Object.hasOwn(given, key));
  const nothing: Condition = { kind: 'keywords', keywords: [] };
  if (kind === undefined || more.length > 0) {
    if (Object.keys(given).length > 0 || kind === undefined) shape.wrong(pointer, value, `one of ${KINDS.join(', ')}`);
    return nothing;
  }
  if (kind === 'keywords') return { kind, keywords: readTexts(shape, given[kind], `${pointer}/keywords`, 2000) };
  if (kind === 'pattern') return readPattern(shape, given, pointer);
  const name = shape.text(given[kind], `${pointer}/${kind}`, { allowed: 'a name' });
  if (kind === 'field') return { kind, field: name, in: readTexts(shape, given['in'], `${pointer}/in`, 1000) };
  const limit = (key: 'above' | 'below'): { above?: number; below?: number } =>
    given[key] === undefined
      ? {}
      : { [key]: shape.number(given[key], `${pointer}/${key}`, () => true, 'a finite number') };
  if (given['above'] === undefined && given['below'] === undefined) {
    shape.wrong(pointer, value, 'a feature with above, below or both');
  }
  return { kind, feature: name, ...limit('above'), ...limit('below') };
}

function readTexts(shape: Shape, value: unknown, pointer: string, most: number): string[] {
  return shape
    .list(value, pointer, 1, most)
    .map((entry, index) => shape.text(entry, `${pointer}/${index}`, { pattern: /\S/, allowed: 'a text' }));
}

function readPattern(shape: Shape, given: Readonly<Record<string, unknown>>, pointer: string): Condition {
  const pattern = shape.text(given['pattern'], `${pointer}/pattern`, { most: 2000, allowed: 'a regular expression' });
  const ignoreCase = given['ignoreCase'] ?? false;
  if (typeof ignoreCase !== 'boolean') shape.wrong(`${pointer}/ignoreCase`, ignoreCase, 'true or false');
  try {
    matcherFor(pattern);
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    shape.wrong(`${pointer}/pattern`, pattern, `a pattern that can be matched in linear time (${error.message})`);
  }
  return { kind: 'pattern', pattern, ignoreCase: ignoreCase === true };
}
