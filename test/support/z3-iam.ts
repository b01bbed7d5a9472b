import fc from 'fast-check';
import { init } from 'z3-solver';
import type { World } from '../../audit/iam/world';

/** A statement of the small language that both the engine and the encoding understand. */
export interface OracleStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly negateAction: boolean;
  readonly actions: readonly string[];
  readonly negateResource: boolean;
  readonly resources: readonly string[];
  readonly clauses: readonly OracleClause[];
}

/** One condition clause. */
export interface OracleClause {
  readonly key: 'app:text' | 'app:size' | 'app:flag' | 'aws:TagKeys';
  readonly operator: string;
  readonly values: readonly string[];
}

/** Layers that must all allow: identity policy, then boundary and control policy where there are. */
export type OracleCase = readonly (readonly OracleStatement[])[];

export const ORACLE_ACTIONS = ['s3:getobject', 's3:putobject', 's3:getbucketacl', 's3:deleteobject'];
/** All resources in question begin so. */
export const ORACLE_RESOURCES = 'r/*';

// Two patterns split the values of a multi-valued key into four kinds, none of them empty: a value is which patterns it matches, and
// four slots are enough.
const SLOTS = [0, 1, 2, 3];
const TAG_PATTERNS = ['r*', '*d'];

const some = (choices: readonly string[], max: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1, maxLength: max });

const clause: fc.Arbitrary<OracleClause> = fc.oneof(
  fc.record({
    key: fc.constant('app:text' as const),
    operator: fc.constantFrom('StringLike', 'StringNotLike', 'StringLikeIfExists'),
    values: some(['a*', '*b', '?c', 'ab', 'a?b'], 2),
  }),
  fc.record({
    key: fc.constant('app:text' as const),
    operator: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringNotEqualsIfExists'),
    values: some(['ab', 'a*', 'c'], 2),
  }),
  fc.record({
    key: fc.constant('app:size' as const),
    operator: fc.constantFrom(
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericGreaterThanEquals',
      'NumericLessThanEqualsIfExists',
    ),
    values: some(['1', '2', '5'], 2),
  }),
  fc.record({
    key: fc.constant('app:flag' as const),
    operator: fc.constantFrom('Bool', 'BoolIfExists'),
    values: some(['true', 'false'], 1),
  }),
  fc.record({
    key: fc.constant('aws:TagKeys' as const),
    operator: fc.constantFrom(
      'ForAllValues:StringLike',
      'ForAnyValue:StringLike',
      'ForAllValues:StringNotLike',
      'ForAnyValue:StringNotLike',
      'ForAnyValue:StringLikeIfExists',
    ),
    values: some(TAG_PATTERNS, 2),
  }),
  fc.record({
    key: fc.constantFrom('app:text' as const, 'app:size' as const, 'app:flag' as const, 'aws:TagKeys' as const),
    operator: fc.constant('Null'),
    values: some(['true', 'false'], 1),
  }),
);

const statement: fc.Arbitrary<OracleStatement> = fc.record({
  effect: fc.constantFrom('Allow', 'Deny'),
  negateAction: fc.constantFrom(false, false, false, true),
  actions: some(['*', 's3:get*', 's3:*object', 's3:putobject', 's3:?etobject', '*bucket*'], 2),
  negateResource: fc.constantFrom(false, false, false, true),
  resources: some(['*', 'r/a*', 'r/*b', 'r/?', 'r/*a*b*', 'r/ab'], 2),
  clauses: fc.uniqueArray(clause, { maxLength: 2, selector: ({ key, operator }) => `${operator} ${key}` }),
});

const layer = fc.array(statement, { minLength: 1, maxLength: 4 });

/** Random cases: one to three layers. */
export const oracleCase: fc.Arbitrary<OracleCase> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(layer) },
  { weight: 2, arbitrary: fc.tuple(layer, layer) },
  { weight: 1, arbitrary: fc.tuple(layer, layer, layer) },
);

export const ORACLE_ROLE = 'arn:aws:iam::111122223333:role/worker';

/** The case as a world: identity policy, boundary, control policy. */
export function worldOf([identity = [], boundary, control]: OracleCase): World {
  const policy = (name: string, statements: readonly OracleStatement[]): { name: string; document: unknown } => ({
    name,
    document: { Version: '2012-10-17', Statement: statements.map(documentOf) },
  });
  return {
    accounts: [{ id: '111122223333', ...(control ? { serviceControl: [[policy('control', control)]] } : {}) }],
    principals: [
      {
        kind: 'role',
        arn: ORACLE_ROLE,
        account: '111122223333',
        policies: [policy('identity', identity)],
        ...(boundary ? { boundary: policy('boundary', boundary) } : {}),
      },
    ],
  };
}

function documentOf(statement: OracleStatement): Record<string, unknown> {
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { key, operator, values } of statement.clauses) (condition[operator] ??= {})[key] = values;
  return {
    Effect: statement.effect,
    [statement.negateAction ? 'NotAction' : 'Action']: statement.actions,
    [statement.negateResource ? 'NotResource' : 'Resource']: statement.resources,
    Condition: condition,
  };
}

/** The same case in SMT-LIB: satisfiable if some request is allowed. */
export function smtOf(layers: OracleCase): string {
  const all = layers.flat();
  const denies = all.filter(({ effect }) => effect === 'Deny').map(smtStatement);
  const allows = layers.map((statements) =>
    any(statements.filter(({ effect }) => effect === 'Allow').map(smtStatement)),
  );
  return [
    '(declare-const action Int)(declare-const resource String)',
    '(declare-const textp Bool)(declare-const text String)(declare-const sizep Bool)(declare-const size Real)(declare-const flagp Bool)(declare-const flag Bool)',
    ...SLOTS.flatMap((slot) => [
      `(declare-const tagp${slot} Bool)`,
      ...TAG_PATTERNS.map((_, at) => `(declare-const tag${slot}_${at} Bool)`),
    ]),
    `(assert (and (<= 0 action) (< action ${ORACLE_ACTIONS.length})))`,
    `(assert ${like('resource', ORACLE_RESOURCES)})`,
    ...allows.map((allow) => `(assert ${allow})`),
    `(assert (not ${any(denies)}))`,
    '(check-sat)',
  ].join('\n');
}

function smtStatement(statement: OracleStatement): string {
  const action = any(statement.actions.map(actionTest));
  const resource = any(statement.resources.map((pattern) => like('resource', pattern)));
  return every([
    statement.negateAction ? `(not ${action})` : action,
    statement.negateResource ? `(not ${resource})` : resource,
    ...statement.clauses.map(smtClause),
  ]);
}

/** Actions are few, so a pattern is the list of those it matches. */
function actionTest(pattern: string): string {
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return any(ORACLE_ACTIONS.flatMap((name, at) => (expression.test(name) ? [`(= action ${at})`] : [])));
}

function smtClause({ key, operator, values }: OracleClause): string {
  const present = {
    'app:text': 'textp',
    'app:size': 'sizep',
    'app:flag': 'flagp',
    'aws:TagKeys': any(SLOTS.map((slot) => `tagp${slot}`)),
  }[key];
  if (operator === 'Null') return values[0] === 'true' ? `(not ${present})` : present;
  const ifExists = operator.endsWith('IfExists');
  const name = operator.replace('IfExists', '').replace(/^For.*:/, '');
  const negated = name.includes('Not');
  const test = (variable: string): string => {
    const hit = any(values.map((value) => compare(name.replace('Not', ''), variable, value)));
    return negated ? `(not ${hit})` : hit;
  };
  if (operator.startsWith('ForAllValues')) return every(SLOTS.map((slot) => `(=> tagp${slot} ${test(`tag${slot}`)})`));
  if (operator.startsWith('ForAnyValue')) {
    const found = any(SLOTS.map((slot) => `(and tagp${slot} ${test(`tag${slot}`)})`));
    return ifExists ? `(or (not ${present}) ${found})` : found;
  }
  const variable = { 'app:text': 'text', 'app:size': 'size', 'app:flag': 'flag', 'aws:TagKeys': '' }[key];
  return `(ite ${present} ${test(variable)} ${String(negated || ifExists)})`;
}

function compare(kind: string, variable: string, value: string): string {
  if (variable.startsWith('tag')) return `${variable}_${TAG_PATTERNS.indexOf(value)}`;
  if (kind === 'StringEquals') return `(= ${variable} ${quoted(value)})`;
  if (kind === 'StringLike') return like(variable, value);
  if (kind === 'Bool') return value === 'true' ? variable : `(not ${variable})`;
  const sign =
    { NumericEquals: '=', NumericLessThan: '<', NumericLessThanEquals: '<=', NumericGreaterThanEquals: '>=' }[kind] ??
    '=';
  return `(${sign} ${variable} ${value}.0)`;
}

/** A wildcard pattern as a regular expression. */
export function like(variable: string, pattern: string): string {
  if (pattern === '*') return 'true';
  if (!/[*?]/.test(pattern)) return `(= ${variable} ${quoted(pattern)})`;
  const parts = pattern.split(/([*?])/).filter((part) => part !== '');
  const expressions = parts.map((part) =>
    part === '*' ? 're.all' : part === '?' ? 're.allchar' : `(str.to_re ${quoted(part)})`,
  );
  return `(str.in_re ${variable} ${expressions.length === 1 ? expressions[0] : `(re.++ ${expressions.join(' ')})`})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function any(terms: readonly string[]): string {
  return terms.length === 0 ? 'false' : terms.length === 1 ? (terms[0] ?? 'false') : `(or ${terms.join(' ')})`;
}

export function every(terms: readonly string[]): string {
  return terms.length === 1 ? (terms[0] ?? 'true') : `(and ${terms.join(' ')})`;
}

/** Z3, started once. Each problem is solved in a context of its own. */
export class Z3Oracle {
  private constructor(private readonly api: Awaited<ReturnType<typeof init>>) {}

  public static async start(): Promise<Z3Oracle> {
    return new Z3Oracle(await init());
  }

  /**
   * `sat`, `unsat` or `unknown`. The WASM build reads the problem on another thread and now and then finds a byte of it overwritten;
   * it then complains of a syntax error, and is asked again.
   */
  public async check(problem: string, timeoutMs = 5_000): Promise<string> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await this.ask(problem, timeoutMs);
      if (['sat', 'unsat', 'unknown'].includes(answer)) return answer;
    }
    return 'unknown';
  }

  private async ask(problem: string, timeoutMs: number): Promise<string> {
    const { Z3 } = this.api;
    const config = Z3.mk_config();
    const context = Z3.mk_context(config);
    Z3.del_config(config);
    try {
      return (await Z3.eval_smtlib2_string(context, `(set-option :timeout ${timeoutMs})\n${problem}`)).trim();
    } finally {
      Z3.del_context(context);
    }
  }

  /** Ends the solver's threads, so that the process can end. */
  public stop(): void {
    this.api.em.PThread?.terminateAllThreads();
  }
}
