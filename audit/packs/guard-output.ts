import { RampartError } from '../../contract/errors';

/** Guard wrote something that is not its structured report. */
export class GuardError extends RampartError {}

/** What Guard said of one template: rule names, and for a violated rule the logical ids it names. */
export interface GuardReport {
  readonly template: string;
  readonly violated: ReadonlyMap<string, readonly string[]>;
  readonly passed: ReadonlySet<string>;
  readonly skipped: ReadonlySet<string>;
}

/**
 * Reads Guard's `--structured` JSON. Each rule exists there twice, for templates and for hooks, and the variant for hooks
 * is always skipped: so a rule is violated if any variant is, passed if any passed, and skipped only if nothing else.
 *
 * @throws GuardError `GUARD_OUTPUT_UNREADABLE`
 */
export function parseGuardOutput(text: string): GuardReport[] {
  try {
    const reports = JSON.parse(text) as unknown[];
    if (!Array.isArray(reports)) throw new TypeError('a list of reports is expected');
    return reports.map(reportOf);
  } catch (error) {
    throw new GuardError('GUARD_OUTPUT_UNREADABLE', `Guard's report can't be read: ${(error as Error).message}`);
  }
}

function reportOf(value: unknown): GuardReport {
  const { name, not_compliant, compliant, not_applicable } = value as Record<string, unknown>;
  if (typeof name !== 'string') throw new TypeError('a report without the name of its template');
  const violated = new Map<string, string[]>();
  for (const entry of Object.values((not_compliant ?? {}) as object)) {
    const rule = (entry as { Rule: { name: string; checks: unknown } }).Rule;
    violated.set(rule.name, [...new Set([...(violated.get(rule.name) ?? []), ...logicalIds(rule.checks)])].sort());
  }
  return { template: name, violated, passed: names(compliant), skipped: names(not_applicable) };
}

function names(list: unknown): Set<string> {
  return new Set(Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : []);
}

/** The resources at which the checks of a violated rule ended, wherever in the nested report they are named. */
function logicalIds(check: unknown): string[] {
  if (typeof check !== 'object' || check === null) return [];
  if (Array.isArray(check)) return check.flatMap(logicalIds);
  const { traversed_to, from, to, value, path } = check as Record<string, unknown>;
  if (traversed_to !== undefined) return logicalIds(traversed_to);
  // A comparison: `from` is the resource's value, `to` what it was held against, which may be another resource's.
  if (from !== undefined && to !== undefined) return logicalIds(from);
  if (typeof path === 'string' && value !== undefined) return /^\/Resources\/([^/[]+)/.exec(path)?.slice(1) ?? [];
  return Object.values(check).flatMap(logicalIds);
}
