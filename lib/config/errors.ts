import { RampartError } from '../../contract/errors';

/** What can be wrong with a config file: a closed set, so that a program may branch on it. */
export const CONFIG_PROBLEM_CODES = [
  'CONFIG_NOT_FOUND',
  'CONFIG_NOT_A_FILE',
  'CONFIG_NOT_READABLE',
  'CONFIG_TOO_LARGE',
  'CONFIG_NOT_TEXT',
  'CONFIG_EMPTY',
  'YAML_SYNTAX',
  'YAML_SEVERAL_DOCUMENTS',
  'YAML_TOO_DEEP',
  'YAML_ALIASES_EXPLODE',
  'DUPLICATE_KEY',
  'UNKNOWN_KEY',
  'MISSING_KEY',
  'WRONG_TYPE',
  'INVALID_VALUE',
  'TOO_FEW',
  'TOO_MANY',
  'INVALID_ROLE',
  'DUPLICATE_ROLE',
  'DUPLICATE_VALUE',
  'UNKNOWN_REGION',
  'MIXED_PARTITIONS',
  'PLACES_MISMATCH',
  'CIDR_MALFORMED',
  'CIDR_MISALIGNED',
  'CIDR_SIZE',
  'CIDR_NOT_PRIVATE',
  'CIDR_OVERLAP',
  'CIDR_CONFLICT',
  'RETENTION_TOO_SHORT',
  'RETENTION_TOO_LONG',
  'RETENTION_UNSUPPORTED',
  'MODEL_MISSING',
  'MODEL_NOT_FOUNDATION',
  'IMAGE_NOT_PINNED',
  'IMAGE_REGION',
  'DATASET_UNKNOWN',
  'TIMEZONE_UNKNOWN',
  'INSTANCES_REVERSED',
  'COUNTER_MEASURES_ORDER',
] as const;

/** One of {@link CONFIG_PROBLEM_CODES}. */
export type ConfigProblemCode = (typeof CONFIG_PROBLEM_CODES)[number];

/** One thing that is wrong, where it stands, and what would be right. */
export interface ConfigProblem {
  readonly code: ConfigProblemCode;
  /** The file as the caller named it. */
  readonly file: string;
  /** From 1. Absent where the file as a whole is the problem. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** `retentionDays.log`, `people.approvers[1]`; empty for the file as a whole. */
  readonly path: string;
  /** What stands there, shortened, control characters escaped. */
  readonly got: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What the writer may have meant. */
  readonly hint?: string;
}

const SHOWN = 100;

/** Where a problem stands, as editors and terminals make it clickable: `file:line:column`. */
export function problemPlace(problem: ConfigProblem): string {
  return problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`;
}

/** One problem as a sentence: path, what was got, what is allowed, and a hint where there is one. */
export function problemSentence(problem: ConfigProblem): string {
  const path = problem.path === '' ? '' : `${problem.path}: `;
  const hint = problem.hint === undefined ? '' : ` ${problem.hint}`;
  return `${path}got ${problem.got}; allowed: ${problem.allowed}.${hint}`;
}

/**
 * A config file that cannot be used, with everything that is wrong with it.
 * `code` is the first problem's; a program that wants them all reads `problems`.
 */
export class ConfigError extends RampartError {
  public readonly problems: readonly ConfigProblem[];

  public constructor(problems: readonly [ConfigProblem, ...ConfigProblem[]]) {
    const shown = problems.slice(0, SHOWN).map((one) => `  ${problemPlace(one)} ${one.code} ${problemSentence(one)}`);
    const more = problems.length > SHOWN ? [`  and ${problems.length - SHOWN} more`] : [];
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(problems[0].code, [`${problems[0].file} has ${count}:`, ...shown, ...more].join('\n'));
    this.problems = problems;
  }
}
