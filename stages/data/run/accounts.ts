import { RampartError } from '../../../contract/errors';
import type { Decision, Reason } from '../decision';
import type { Counts } from '../engine/map-engine';

/** The books of a step do not close: a record got lost, or came out twice. */
export class AccountError extends RampartError {}

/** Counts records as they leave, by how and why. */
export class Account {
  private kept = 0;
  private dropped = 0;
  private quarantined = 0;
  private readonly byReason = new Map<string, number>();
  private readonly tallied = new Map<string, number>();

  public count(step: string, decision: Decision): void {
    this[decision.kind] += 1;
    if (decision.kind === 'kept') return;
    add(this.byReason, reasonKey(step, decision.kind, decision.reason), 1);
  }

  public tally(name: string, value: number): void {
    if (value !== 0) add(this.tallied, name, value);
  }

  public get counts(): Counts {
    const { kept, dropped, quarantined } = this;
    return { in: kept + dropped + quarantined, kept, dropped, quarantined };
  }

  public get reasons(): Record<string, number> {
    return sorted(this.byReason);
  }

  public get tallies(): Record<string, number> {
    return sorted(this.tallied);
  }
}

/** `STEP KIND RULE`: what counts by reason are kept under. */
export function reasonKey(step: string, kind: 'dropped' | 'quarantined', reason: Reason): string {
  return `${step} ${kind} ${reason.rule}`;
}

/** The sum of counts by name. */
export function summed(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const one of all) for (const [name, value] of Object.entries(one)) add(sums, name, value);
  return sorted(sums);
}

/** Counts whose name begins with `prefix`, by the rest of the name. */
export function under(counts: Readonly<Record<string, number>>, prefix: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), count]] : [],
    ),
  );
}

/** @throws AccountError `COUNTS_DIFFER` where what went in is not what came out */
export function close(step: string, counts: Counts, expected: number): Counts {
  const out = counts.kept + counts.dropped + counts.quarantined;
  if (counts.in === out && counts.in === expected) return counts;
  throw new AccountError(
    'COUNTS_DIFFER',
    `${step}: ${expected} records were due, ${counts.in} came in, ${out} came out; allowed: the same number`,
  );
}

function add(map: Map<string, number>, name: string, value: number): void {
  map.set(name, (map.get(name) ?? 0) + value);
}

function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
