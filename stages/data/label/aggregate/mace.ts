import type { LabelTable } from '../label-table';
import { choose, pinGold, type Consensus, type Gold, type TieRule } from './consensus';
import { fromLogs } from './dawid-skene';
import { digamma } from './digamma';
import { majority } from './majority';

/** How the estimate is made. */
export interface MaceOptions {
  /** `em` is maximum likelihood; `vb` weighs towards labellers that are either good or spammers. @default 'vb' */
  readonly method?: 'em' | 'vb';
  /** @default 50 */
  readonly rounds?: number;
  /** @default 1e-6 */
  readonly tolerance?: number;
  readonly gold?: Gold;
  /** @default 'abstain' */
  readonly ties?: TieRule;
}

/** The consensus, and who was guessing. */
export interface Mace extends Consensus {
  /** For each labeller the probability that an answer is from knowledge, not from habit. */
  readonly competence: Float64Array;
  /** For each labeller, what it answers from habit: a row a labeller, a column a class. */
  readonly habit: Float64Array;
  readonly rounds: number;
  readonly settled: boolean;
}

/** Hovy et al.'s priors: a competence is rather near 0 or 1 (Beta), habits are near even (Dirichlet); EM adds a little to each count. */
const BETA = 0.5;
const DIRICHLET = 10;
const EM_SMOOTHING = 0.01;

/**
 * MACE (D. Hovy, T. Berg-Kirkpatrick, A. Vaswani, E. Hovy, Learning Whom to Trust with MACE, 2013): a labeller either knows and says the
 * true class, or answers by habit whatever the item is. Starts from the shares of votes, so one start and no chance.
 */
export function mace(table: LabelTable, options: MaceOptions = {}): Mace {
  const { method = 'vb', rounds = 50, tolerance = 1e-6, gold = new Map(), ties = 'abstain' } = options;
  const size = table.classes.length;
  const probabilities = majority(table).probabilities;
  const knows = new Float64Array(table.labellers.length).fill(0.5);
  const habit = new Float64Array(table.labellers.length * size).fill(1 / size);
  let round = 0;
  let moved = Infinity;
  while (round < rounds && moved > tolerance) {
    round++;
    pinGold(probabilities, gold, size);
    const counts = expectedCounts(table, probabilities, knows, habit);
    const before = knows.slice();
    estimate(counts, knows, habit, size, method);
    judge(table, probabilities, knows, habit);
    moved = knows.reduce((most, value, at) => Math.max(most, Math.abs(value - (before[at] as number))), 0);
  }
  pinGold(probabilities, gold, size);
  const competence = method === 'em' ? knows : knowsOf(table, probabilities, knows, habit);
  return {
    probabilities,
    chosen: choose(probabilities, size, ties),
    competence,
    habit: rowsToShares(habit, size),
    rounds: round,
    settled: moved <= tolerance,
  };
}

interface Counts {
  readonly known: Float64Array;
  readonly guessed: Float64Array;
  readonly byHabit: Float64Array;
}

/** For each labeller how many answers were known and how many were habit, given what is believed of the items. */
function expectedCounts(
  { item, labeller, value, labellers, classes }: LabelTable,
  probabilities: Float64Array,
  knows: Float64Array,
  habit: Float64Array,
): Counts {
  const size = classes.length;
  const known = new Float64Array(labellers.length);
  const guessed = new Float64Array(labellers.length);
  const byHabit = new Float64Array(labellers.length * size);
  for (let label = 0; label < item.length; label++) {
    const who = labeller[label] as number;
    const answer = value[label] as number;
    const right = probabilities[(item[label] as number) * size + answer] as number;
    const competence = knows[who] as number;
    const chance = (1 - competence) * (habit[who * size + answer] as number);
    const share = (right * competence) / (competence + chance || 1);
    known[who] = (known[who] as number) + share;
    guessed[who] = (guessed[who] as number) + 1 - share;
    byHabit[who * size + answer] = (byHabit[who * size + answer] as number) + 1 - share;
  }
  return { known, guessed, byHabit };
}

function estimate(counts: Counts, knows: Float64Array, habit: Float64Array, size: number, method: 'em' | 'vb'): void {
  const vb = method === 'vb';
  // In variational Bayes a share is exp(digamma(count + prior)) over that of the sum, which need not add up to 1.
  const scaled = (count: number, prior: number): number => (vb ? Math.exp(digamma(count + prior)) : count + prior);
  knows.forEach((_, who) => {
    const beta = vb ? BETA : EM_SMOOTHING;
    const known = scaled(counts.known[who] as number, beta);
    const guessed = scaled(counts.guessed[who] as number, beta);
    knows[who] = known / (known + guessed);
    const rest = counts.byHabit.subarray(who * size, (who + 1) * size);
    const prior = vb ? DIRICHLET : EM_SMOOTHING;
    const sum = rest.reduce((total, count) => total + scaled(count, prior), 0);
    rest.forEach((count, answer) => (habit[who * size + answer] = scaled(count, prior) / sum));
  });
}

/** Each item's class probabilities, all classes being equally likely before any answer. */
function judge(
  { item, labeller, value, classes }: LabelTable,
  probabilities: Float64Array,
  knows: Float64Array,
  habit: Float64Array,
): void {
  const size = classes.length;
  const wrong = habit.map((share, cell) => (1 - (knows[Math.floor(cell / size)] as number)) * share);
  const right = wrong.map((chance, cell) => Math.log(chance + (knows[Math.floor(cell / size)] as number)));
  wrong.forEach((chance, cell) => (wrong[cell] = Math.log(Math.max(chance, Number.MIN_VALUE))));
  probabilities.fill(0);
  for (let label = 0; label < item.length; label++) {
    const answer = value[label] as number;
    const cell = (labeller[label] as number) * size + answer;
    const start = (item[label] as number) * size;
    for (let one = 0; one < size; one++) {
      const log = (one === answer ? right[cell] : wrong[cell]) as number;
      probabilities[start + one] = (probabilities[start + one] as number) + log;
    }
  }
  for (let start = 0; start < probabilities.length; start += size) fromLogs(probabilities, start, size);
}

/** The mean of what is believed of each labeller's competence: counts with their prior, without the variational scaling. */
function knowsOf(
  table: LabelTable,
  probabilities: Float64Array,
  knows: Float64Array,
  habit: Float64Array,
): Float64Array {
  const { known, guessed } = expectedCounts(table, probabilities, knows, habit);
  return known.map((count, who) => (count + BETA) / (count + (guessed[who] as number) + 2 * BETA));
}

function rowsToShares(rows: Float64Array, size: number): Float64Array {
  const shares = rows.slice();
  for (let start = 0; start < shares.length; start += size) {
    const row = shares.subarray(start, start + size);
    const sum = row.reduce((total, share) => total + share, 0);
    row.forEach((share, at) => (row[at] = share / sum));
  }
  return shares;
}
