import { Shape, type Origin } from './shape';

/** How far apart two answers are: not at all comparable, in an order, or as far as their values differ. */
export type LabelKind = 'nominal' | 'ordinal' | 'interval';

/** One of the possible answers. */
export interface LabelClass {
  /** What a label records. Never renamed within a version. */
  readonly id: string;
  /** What a labeller sees. */
  readonly name: string;
  readonly definition: string;
  readonly examples: readonly string[];
  /** The class's place on the scale: for `interval` as declared, else its place in the list from 0. */
  readonly value: number;
}

/** One question that is asked of each document. A change of meaning is a new version: labels of two versions are never mixed. */
export interface LabelSchema {
  readonly id: string;
  readonly version: number;
  readonly question: string;
  readonly kind: LabelKind;
  /** For `ordinal` from least to most. */
  readonly classes: readonly LabelClass[];
  /** What labellers are told. Each label records its version. */
  readonly guideline: { readonly version: number; readonly text: string };
}

/** More than a person can hold apart, or find keys for. */
const MOST_CLASSES = 20;
const NAME = /^[a-z0-9][a-z0-9-]*$/;
const NAME_RULE = { most: 64, pattern: NAME, allowed: 'a name of a-z, 0-9 and -' };
const counts = (value: number): boolean => Number.isInteger(value) && value >= 1;

/** How a label names the schema that it answers, e.g. `mail-spam@2`. */
export function schemaName({ id, version }: Pick<LabelSchema, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/**
 * Reads a schema from a parsed YAML or JSON value.
 *
 * @throws ShapeError `LABEL_SCHEMA_INVALID` naming file, line where known, property, what was got and what is allowed
 */
export function readLabelSchema(value: unknown, origin: Origin): LabelSchema {
  const shape = new Shape(origin);
  const top = shape.object(value, '', ['id', 'version', 'question', 'kind', 'classes', 'guideline']);
  const id = shape.text(top['id'], '/id', NAME_RULE);
  const version = shape.number(top['version'], '/version', counts, 'a whole number from 1 on');
  const question = shape.text(top['question'], '/question', { most: 500, allowed: 'a text' });
  const kind = shape.choice(top['kind'], '/kind', ['nominal', 'ordinal', 'interval']) ?? 'nominal';
  const classes = shape
    .list(top['classes'], '/classes', 2, MOST_CLASSES)
    .map((entry, index) => readClass(shape, entry, index, kind));
  refuseRepeats(shape, classes, kind);
  const told = shape.object(top['guideline'], '/guideline', ['version', 'text']);
  const guideline = {
    version: shape.number(told['version'], '/guideline/version', counts, 'a whole number from 1 on'),
    text: shape.text(told['text'], '/guideline/text', { most: 20_000, allowed: 'a text' }),
  };
  shape.finish('LABEL_SCHEMA_INVALID', 'The label schema');
  return { id, version, question, kind, classes, guideline };
}

function readClass(shape: Shape, entry: unknown, index: number, kind: LabelKind): LabelClass {
  const pointer = `/classes/${index}`;
  const keys = ['id', 'name', 'definition', 'examples', ...(kind === 'interval' ? ['value'] : [])];
  const given = shape.object(entry, pointer, keys);
  const id = shape.text(given['id'], `${pointer}/id`, NAME_RULE);
  const examples = given['examples'] === undefined ? [] : shape.list(given['examples'], `${pointer}/examples`, 0, 50);
  return {
    id,
    name: given['name'] === undefined ? id : shape.text(given['name'], `${pointer}/name`, { allowed: 'a text' }),
    definition: shape.text(given['definition'], `${pointer}/definition`, { most: 2000, allowed: 'a text' }),
    examples: examples.map((text, at) =>
      shape.text(text, `${pointer}/examples/${at}`, { most: 2000, allowed: 'a text' }),
    ),
    value:
      kind === 'interval' ? shape.number(given['value'], `${pointer}/value`, () => true, 'a finite number') : index,
  };
}

function refuseRepeats(shape: Shape, classes: readonly LabelClass[], kind: LabelKind): void {
  classes.forEach(({ id, value }, index) => {
    const before = classes.slice(0, index);
    if (id !== '' && before.some((other) => other.id === id)) {
      shape.wrong(`/classes/${index}/id`, id, 'an id that no earlier class has');
    }
    if (kind === 'interval' && before.some((other) => other.value === value)) {
      shape.wrong(`/classes/${index}/value`, value, 'a value that no earlier class has');
    }
  });
}
