import { open, type AuditResult } from '../result';
import { byText, OUTCOMES, type Outcome } from './row';

/** Accepted findings for each resource that the project allows itself. */
export const ACKNOWLEDGEMENT_BUDGET = 0.1;

export type Counts = Readonly<Record<Outcome, number>>;

/** The ledger in numbers. */
export interface Summary {
  /** Checks that were made: rows that are compliant, non-compliant or accepted. */
  readonly checks: number;
  readonly totals: Counts;
  readonly byPack: Readonly<Record<string, Counts>>;
  readonly resources: number;
  /** By the stack's construct path, then resource type. */
  readonly byStack: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly open: number;
  readonly acknowledgements: {
    /** Waivers, counted once for each resource and finding. */
    readonly count: number;
    readonly perResource: number;
    readonly budget: number;
    readonly withinBudget: boolean;
  };
}

/** Counts by pack and outcome, resources by stack and type, and how much of the waiver budget is used. */
export function summary(result: AuditResult): Summary {
  const totals = none();
  const byPack = new Map<string, Record<Outcome, number>>();
  const accepted = new Set<string>();
  for (const { pack, outcome, path, finding } of result.rows) {
    let counts = byPack.get(pack);
    if (!counts) byPack.set(pack, (counts = none()));
    counts[outcome] += 1;
    totals[outcome] += 1;
    if (outcome === 'accepted') accepted.add(`${path}\n${finding}`);
  }
  const byStack = Object.fromEntries(result.templates.map(({ path, types }) => [path, types]));
  const resources = result.templates
    .flatMap(({ types }) => Object.values(types))
    .reduce((sum, count) => sum + count, 0);
  const perResource = resources === 0 ? 0 : accepted.size / resources;
  return {
    checks: totals.compliant + totals['non-compliant'] + totals.accepted,
    totals,
    byPack: Object.fromEntries([...byPack].sort(([a], [b]) => byText(a, b))),
    resources,
    byStack,
    open: open(result).count,
    acknowledgements: {
      count: accepted.size,
      perResource: Math.round(perResource * 1000) / 1000,
      budget: ACKNOWLEDGEMENT_BUDGET,
      withinBudget: perResource <= ACKNOWLEDGEMENT_BUDGET,
    },
  };
}

function none(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}
