import { LabelError } from './errors';

/** One answer: this labeller (a person, a label function, a model) says that this item is of this class. */
export interface Label {
  readonly item: string;
  readonly labeller: string;
  /** A class id of the schema. */
  readonly value: string;
  /** Version of the guideline that the labeller was told; undefined for a function or a model. */
  readonly guideline?: number;
}

/** Labels as numbers, for the estimators: label n says that `items[item[n]]` is `classes[value[n]]`, by `labellers[labeller[n]]`. */
export interface LabelTable {
  readonly items: readonly string[];
  readonly labellers: readonly string[];
  readonly classes: readonly string[];
  readonly item: Int32Array;
  readonly labeller: Int32Array;
  readonly value: Int32Array;
}

/**
 * Numbers items and labellers in sorted order, so that the order in which labels arrive changes nothing.
 *
 * @throws LabelError `LABEL_CLASS_UNKNOWN` for a value that is no class
 */
export function tabulate(labels: readonly Label[], classes: readonly string[]): LabelTable {
  const items = numbered(labels.map((label) => label.item));
  const labellers = numbered(labels.map((label) => label.labeller));
  const values = new Map(classes.map((id, index) => [id, index]));
  const rows = labels.map(({ item, labeller, value }) => {
    const code = values.get(value);
    if (code === undefined) {
      throw new LabelError(
        'LABEL_CLASS_UNKNOWN',
        `the label of ${labeller} for ${item} must be one of ${classes.join(', ')}, got ${JSON.stringify(value)}`,
      );
    }
    return { item: items.numbers.get(item) ?? 0, labeller: labellers.numbers.get(labeller) ?? 0, value: code };
  });
  rows.sort((a, b) => a.item - b.item || a.labeller - b.labeller || a.value - b.value);
  return {
    items: items.names,
    labellers: labellers.names,
    classes,
    item: Int32Array.from(rows, (row) => row.item),
    labeller: Int32Array.from(rows, (row) => row.labeller),
    value: Int32Array.from(rows, (row) => row.value),
  };
}

/** How many labels of each class each item has, a row an item. */
export function countsByItem({ items, classes, item, value }: LabelTable): Float64Array {
  const counts = new Float64Array(items.length * classes.length);
  for (let label = 0; label < item.length; label++) {
    const cell = (item[label] as number) * classes.length + (value[label] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

function numbered(names: readonly string[]): { names: string[]; numbers: Map<string, number> } {
  const sorted = [...new Set(names)].sort();
  return { names: sorted, numbers: new Map(sorted.map((name, index) => [name, index])) };
}
