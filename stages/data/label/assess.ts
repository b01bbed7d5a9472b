import { goldOf, type Consensus, type TieRule } from './aggregate/consensus';
import { dawidSkene } from './aggregate/dawid-skene';
import { mace } from './aggregate/mace';
import { majority } from './aggregate/majority';
import { labellerQuality, labellerWeights, type LabellerQuality } from './aggregate/quality';
import { agreementReport, type AgreementReport } from './agreement/report';
import { agreementGate, type AgreementLimits, type GateResult } from './gate';
import { tabulate, type Label, type LabelTable } from './label-table';
import type { LabelSchema } from './schema';

/** How many labels of an item become one. */
export type AggregationMethod = 'majority' | 'weighted-majority' | 'dawid-skene' | 'mace';

/** How labels are assessed. */
export interface AssessOptions {
  /** For the bootstrap. */
  readonly seed: number;
  /** @default 'dawid-skene' */
  readonly method?: AggregationMethod;
  /** @default 'abstain' */
  readonly ties?: TieRule;
  /** Class ids by item, where the answer is known. */
  readonly gold?: Readonly<Record<string, string>>;
  readonly limits?: AgreementLimits;
  /** Rounds of the bootstrap. @default 1000 */
  readonly rounds?: number;
}

/** An item's label, made of all that were given. */
export interface AggregatedLabel {
  readonly item: string;
  /** A class id; undefined where there is a tie. */
  readonly value: string | undefined;
  /** Of the most probable class. */
  readonly probability: number;
  readonly labels: number;
}

/** What a set of labels is worth, and the labels that it gives. */
export interface Assessment {
  readonly agreement: AgreementReport;
  readonly gate: GateResult;
  readonly labellers: readonly LabellerQuality[];
  /** In the order of the items' names. */
  readonly labels: readonly AggregatedLabel[];
}

/**
 * From single labels to one label an item, each labeller's quality, and whether all of it may go on. Labels given under another guideline
 * than the schema's are counted and said.
 *
 * @throws LabelError `LABEL_CLASS_UNKNOWN`
 */
export function assessLabels(given: readonly Label[], schema: LabelSchema, options: AssessOptions): Assessment {
  const { seed, method = 'dawid-skene', ties = 'abstain', gold: answers = {}, limits, rounds = 1000 } = options;
  const classes = schema.classes.map(({ id }) => id);
  const table = tabulate(given, classes);
  const gold = goldOf(table, answers);
  const estimate = dawidSkene(table, { gold, ties });
  const labellers = labellerQuality(table, estimate, gold);
  const agreement = agreementReport(table, schema, { seed, rounds });
  const gate = agreementGate(agreement, limits);
  const stale = given.filter(({ guideline }) => guideline !== undefined && guideline !== schema.guideline.version);
  return {
    agreement,
    gate: stale.length === 0 ? gate : withStale(gate, stale.length, schema.guideline.version),
    labellers,
    labels: aggregated(
      table,
      {
        majority: () => majority(table, { ties }),
        'weighted-majority': () => majority(table, { ties, weights: labellerWeights(labellers) }),
        'dawid-skene': () => estimate,
        mace: () => mace(table, { gold, ties }),
      }[method](),
    ),
  };
}

function withStale(gate: GateResult, count: number, version: number): GateResult {
  const reason = `${count} labels were given under another version of the guideline than ${version}`;
  return { ...gate, warning: gate.warning || gate.outcome === 'passed', reasons: [...gate.reasons, reason] };
}

function aggregated({ items, item, classes }: LabelTable, { probabilities, chosen }: Consensus): AggregatedLabel[] {
  const counts = new Int32Array(items.length);
  for (const number of item) counts[number] = (counts[number] as number) + 1;
  return items.map((name, number) => {
    const row = probabilities.subarray(number * classes.length, (number + 1) * classes.length);
    return {
      item: name,
      value: classes[chosen[number] as number],
      probability: row.reduce((most, value) => Math.max(most, value), 0),
      labels: counts[number] as number,
    };
  });
}
