import type { DeclaredAccess } from './ledger/access';
import type { LedgerRow } from './ledger/row';
import type { Template } from './ledger/templates';
import type { WaiverProblem } from './ledger/waivers';

/** Everything one audit found. Equal for equal templates, date and tools. */
export interface AuditResult {
  readonly date: string;
  readonly configHash?: string;
  readonly tools: Readonly<Record<string, string>>;
  readonly templates: readonly Template[];
  /** In canonical order: by resource, then rule, then finding. */
  readonly rows: readonly LedgerRow[];
  readonly problems: readonly WaiverProblem[];
  readonly access: DeclaredAccess;
}

/** What stands in the way of a clean exit. */
export interface OpenItems {
  /** Violations, and checks that threw. */
  readonly findings: readonly LedgerRow[];
  readonly problems: readonly WaiverProblem[];
  readonly count: number;
}

/** What is open. A check that threw is: what could not be read was not shown. One that did not run at all is only listed. */
export function open({ rows, problems }: Pick<AuditResult, 'rows' | 'problems'>): OpenItems {
  const findings = rows.filter(
    ({ outcome, cause }) => outcome === 'non-compliant' || (outcome === 'not evaluated' && cause !== 'unavailable'),
  );
  return { findings, problems, count: findings.length + problems.length };
}

/** 0 with nothing open, 1 otherwise. */
export function exitCode(result: Pick<AuditResult, 'rows' | 'problems'>): 0 | 1 {
  return open(result).count === 0 ? 0 : 1;
}
