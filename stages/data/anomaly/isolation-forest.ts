import { Seeded } from '../seeded';

/** Rows of numbers, one after the other. */
export interface Table {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

export interface ForestOptions {
  readonly seed: number;
  /** @default 100 */
  readonly trees?: number;
  /** Rows a tree. @default 256 */
  readonly sample?: number;
}

const EULER = 0.5772156649015329;

/**
 * The mean path to a row in a tree of `size` rows: 2 H(size - 1) - 2 (size - 1) / size, with H by ln and Euler's constant
 * (Liu, Ting and Zhou 2008, equation 1); 1 for two rows and 0 for one.
 */
export function meanPath(size: number): number {
  if (size <= 1) return 0;
  if (size === 2) return 1;
  return 2 * (Math.log(size - 1) + EULER) - (2 * (size - 1)) / size;
}

/** Trees as flat arrays: a node splits on a column at a value; a leaf has column -1 and its rows' number as value. */
interface Tree {
  readonly column: Int32Array;
  readonly split: Float64Array;
  /** The left child; the right one is the next. */
  readonly child: Int32Array;
}

/** Isolation forest (Liu, Ting and Zhou, ICDM 2008): each row's anomaly score, near 1 for a row that few splits set apart, under 0.5 for a common one. */
export function isolationScores(table: Table, { seed, trees = 100, sample = 256 }: ForestOptions): Float64Array {
  const scores = new Float64Array(table.rows);
  if (table.rows < 2) return scores;
  const size = Math.min(sample, table.rows);
  const random = new Seeded(seed);
  const chosen = Int32Array.from({ length: table.rows }, (_, row) => row);
  for (let tree = 0; tree < trees; tree++) {
    drawFirst(chosen, size, random);
    const grown = grow(table, chosen.slice(0, size), Math.ceil(Math.log2(size)), random);
    for (let row = 0; row < table.rows; row++) scores[row] = (scores[row] ?? 0) + pathOf(grown, table, row);
  }
  const normal = trees * meanPath(size);
  return scores.map((paths) => 2 ** (-paths / normal));
}

/** Brings a sample without replacement to the front. */
function drawFirst(rows: Int32Array, size: number, random: Seeded): void {
  for (let at = 0; at < size; at++) {
    const other = at + random.below(rows.length - at);
    const kept = rows[at] ?? 0;
    rows[at] = rows[other] ?? 0;
    rows[other] = kept;
  }
}

function grow(table: Table, rows: Int32Array, deepest: number, random: Seeded): Tree {
  const most = 2 * rows.length;
  const tree = { column: new Int32Array(most).fill(-1), split: new Float64Array(most), child: new Int32Array(most) };
  let next = 1;
  const open = [{ node: 0, from: 0, to: rows.length, depth: 0 }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    const { node, from, to, depth } = task;
    const cut = to - from > 1 && depth < deepest ? chooseSplit(table, rows, from, to, random) : undefined;
    if (cut === undefined) {
      tree.split[node] = to - from;
      continue;
    }
    const middle = partition(table, rows, from, to, cut);
    tree.column[node] = cut.column;
    tree.split[node] = cut.value;
    tree.child[node] = next;
    open.push(
      { node: next, from, to: middle, depth: depth + 1 },
      { node: next + 1, from: middle, to, depth: depth + 1 },
    );
    next += 2;
  }
  return tree;
}

interface Split {
  readonly column: number;
  readonly value: number;
}

/** A column in which the rows differ, and a value between its least and its greatest; undefined where all rows are equal. */
function chooseSplit(table: Table, rows: Int32Array, from: number, to: number, random: Seeded): Split | undefined {
  const first = random.below(table.columns);
  for (let step = 0; step < table.columns; step++) {
    const column = (first + step) % table.columns;
    let least = Infinity;
    let greatest = -Infinity;
    for (let at = from; at < to; at++) {
      const value = cell(table, rows[at] ?? 0, column);
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    if (greatest > least) return { column, value: least + (1 - random.next()) * (greatest - least) };
  }
  return undefined;
}

function partition(table: Table, rows: Int32Array, from: number, to: number, { column, value }: Split): number {
  let middle = from;
  for (let at = from; at < to; at++) {
    const row = rows[at] ?? 0;
    if (cell(table, row, column) >= value) continue;
    rows[at] = rows[middle] ?? 0;
    rows[middle++] = row;
  }
  return middle;
}

function pathOf({ column, split, child }: Tree, table: Table, row: number): number {
  let node = 0;
  let depth = 0;
  for (let on = column[node] ?? -1; on >= 0; on = column[node] ?? -1) {
    node = (child[node] ?? 0) + (cell(table, row, on) < (split[node] ?? 0) ? 0 : 1);
    depth++;
  }
  return depth + meanPath(split[node] ?? 0);
}

function cell({ values, columns }: Table, row: number, column: number): number {
  return values[row * columns + column] ?? 0;
}
