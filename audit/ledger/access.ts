import { ACCESS_MATRIX_METADATA, type AccessRow } from '../../contract/access';
import { byText } from './row';
import type { LocalTemplate } from './templates';

/** The declared access matrix as the templates carry it. Declared is not proven: this only reads. */
export interface DeclaredAccess {
  readonly rows: readonly AccessRow[];
  /** Stacks whose templates carry a matrix. */
  readonly stacks: readonly string[];
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}

/** Reads `Metadata['Rampart::AccessMatrix']` of every template, as an outsider who trusts no shape. */
export function readAccess(templates: readonly LocalTemplate[]): DeclaredAccess {
  const rows = new Map<string, AccessRow>();
  const stacks: string[] = [];
  const problems: string[] = [];
  for (const { stack, document } of templates) {
    const value = document.Metadata?.[ACCESS_MATRIX_METADATA];
    if (value === undefined) continue;
    stacks.push(stack);
    const read = accessRows(stack, value);
    problems.push(...read.problems);
    for (const row of read.rows) rows.set(JSON.stringify(row), row);
  }
  const sorted = [...rows].sort(([a], [b]) => byText(a, b)).map(([, row]) => row);
  return { rows: sorted, stacks, problems };
}

/** The lines of one template's matrix, and what of it could not be read. Without a matrix there is neither. */
export function accessRows(
  stack: string,
  value: unknown,
): { readonly rows: readonly AccessRow[]; readonly problems: readonly string[] } {
  if (value === undefined) return { rows: [], problems: [] };
  if (!Array.isArray(value))
    return { rows: [], problems: [`${stack}: the access matrix must be a list, got ${typeof value}`] };
  const read = value.map((entry: unknown, index) => rowOf(entry) ?? index);
  return {
    rows: read.filter((row) => typeof row !== 'number'),
    problems: read
      .filter((row) => typeof row === 'number')
      .map((index) => `${stack}: line ${index + 1} of the access matrix lacks role, action, dataClass or door`),
  };
}

/** Keys in a fixed order, so that equal lines are one line. */
function rowOf(entry: unknown): AccessRow | undefined {
  const { dataClass, role, action, prefix = '', door, principal = '' } = (entry ?? {}) as Record<string, unknown>;
  const fields = { dataClass, role, action, prefix, door, principal };
  return Object.values(fields).every((field) => typeof field === 'string') && dataClass && role && action && door
    ? (fields as unknown as AccessRow)
    : undefined;
}
