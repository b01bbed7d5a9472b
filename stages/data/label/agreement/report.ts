import { countsByItem, type LabelTable } from '../label-table';
import type { LabelSchema } from '../schema';
import { alphaOf } from './alpha';
import { bootstrapInterval, type BootstrapOptions, type Interval } from './bootstrap';
import { cohenKappa, pairTable } from './cohen';
import { fleissKappa } from './fleiss';
import { ratingsOf, unitsOf } from './ratings';

const MOST_PAIRED = 30;

/** Two labellers beside each other. */
export interface PairAgreement {
  readonly first: string;
  readonly second: string;
  /** Items that both answered. */
  readonly items: number;
  readonly kappa: number | undefined;
}

/** How far the labellers of a schema agree. A value is undefined where it is not defined. */
export interface AgreementReport {
  readonly items: number;
  /** Items with two labels or more: what alpha rests on. */
  readonly comparedItems: number;
  readonly labellers: number;
  readonly labels: number;
  readonly alpha: number | undefined;
  readonly alphaInterval: Interval | undefined;
  /** Share of pairs of labels of one item that are equal. */
  readonly percentAgreement: number | undefined;
  /** Only where each item has the same number of labels. */
  readonly fleissKappa: number | undefined;
  /**
   * For ordinal and interval schemas with squared weights. In the order of the labellers' names. Empty for more than thirty labellers: so
   * many pairs tell nobody anything, and each labeller's quality does.
   */
  readonly pairs: readonly PairAgreement[];
}

/** Measures agreement as the schema's kind asks for. */
export function agreementReport(table: LabelTable, schema: LabelSchema, options: BootstrapOptions): AgreementReport {
  const ratings = ratingsOf(
    unitsOf(
      table,
      schema.classes.map(({ value }) => value),
    ),
  );
  const all = ratings.pattern.map((_, unit) => unit);
  const rows = rowsOf(table);
  return {
    items: table.items.length,
    comparedItems: ratings.pattern.length,
    labellers: table.labellers.length,
    labels: table.item.length,
    alpha: alphaOf(ratings, schema.kind, all),
    alphaInterval: bootstrapInterval(
      ratings.pattern.length,
      (chosen) => alphaOf(ratings, schema.kind, chosen),
      options,
    ),
    percentAgreement: percentAgreement(rows),
    fleissKappa: new Set(rows.map(total)).size === 1 && total(rows[0] ?? []) > 1 ? fleissKappa(rows).kappa : undefined,
    pairs: pairsOf(table, schema),
  };
}

/** Share of equal pairs among all pairs of labels of one item; undefined where no item has two labels. */
export function percentAgreement(counts: readonly (readonly number[])[]): number | undefined {
  const pairs = total(counts.map((row) => total(row) * (total(row) - 1)));
  return pairs === 0 ? undefined : total(counts.map((row) => total(row.map((count) => count * (count - 1))))) / pairs;
}

function total(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}

function rowsOf(table: LabelTable): number[][] {
  const counts = countsByItem(table);
  const size = table.classes.length;
  return table.items.map((_, item) => [...counts.subarray(item * size, (item + 1) * size)]);
}

/** Each labeller's first answer of an item, beside each other labeller's. */
function pairsOf(table: LabelTable, schema: LabelSchema): PairAgreement[] {
  if (table.labellers.length > MOST_PAIRED) return [];
  const answers = table.labellers.map(() => new Map<number, number>());
  for (let label = table.item.length - 1; label >= 0; label--) {
    answers[table.labeller[label] as number]?.set(table.item[label] as number, table.value[label] as number);
  }
  const distances = schema.classes.map((one) => schema.classes.map((other) => (one.value - other.value) ** 2));
  return answers.flatMap((one, first) =>
    answers.slice(first + 1).flatMap((other, offset) => {
      const pairs = [...one].flatMap(([item, value]): [number, number][] => {
        const second = other.get(item);
        return second === undefined ? [] : [[value, second]];
      });
      if (pairs.length === 0) return [];
      return {
        first: table.labellers[first] ?? '',
        second: table.labellers[first + 1 + offset] ?? '',
        items: pairs.length,
        kappa: cohenKappa(pairTable(pairs, schema.classes.length), schema.kind === 'nominal' ? 'none' : distances),
      };
    }),
  );
}
