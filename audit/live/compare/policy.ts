import { isResolvedMap } from '../../assembly/value';

const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

/** Whether a value is a policy document, as a map or as its JSON. */
export function isPolicy(value: unknown): boolean {
  if (typeof value === 'string')
    return /^\s*\{/.test(value) && value.includes('"Statement"') && parsed(value) !== undefined;
  return hasStatements(value);
}

/** A rule of a firewall has a `Statement` too; one of a policy has an effect. */
function hasStatements(value: unknown): boolean {
  if (!isMap(value) || !('Statement' in value)) return false;
  const statements = listed(value['Statement']);
  if (statements.length === 0) return 'Version' in value;
  return statements.every((one) => isMap(one) && 'Effect' in one);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasStatements(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A policy in one writing: lists where one value may stand alone, actions and condition keys in small letters, an account as its root's
 * ARN, `*` as every AWS principal, conditions' values as texts. The order is not touched: lists are compared as sets.
 */
export function policyForm(policy: unknown): unknown {
  const document = typeof policy === 'string' ? parsed(policy) : policy;
  if (!isMap(document)) return policy;
  const statements = listed(document['Statement']);
  return { Version: document['Version'] ?? '2008-10-17', Statement: statements.map(statementForm) };
}

function statementForm(statement: unknown): unknown {
  if (!isMap(statement)) return statement;
  const form: Record<string, unknown> = { ...statement };
  for (const key of LISTS) {
    if (!(key in form)) continue;
    const values = unique(listed(form[key]));
    form[key] = key.endsWith('Action')
      ? values.map((one) => (typeof one === 'string' ? one.toLowerCase() : one))
      : values;
  }
  for (const key of ['Principal', 'NotPrincipal']) if (key in form) form[key] = principalForm(form[key]);
  if (isMap(form['Condition'])) form['Condition'] = conditionForm(form['Condition']);
  return form;
}

function principalForm(principal: unknown): unknown {
  if (principal === '*') return { AWS: ['*'] };
  if (!isMap(principal)) return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([kind, value]) => {
      const values = listed(value).map((one) =>
        kind === 'AWS' && typeof one === 'string' && /^\d{12}$/.test(one) ? `arn:aws:iam::${one}:root` : one,
      );
      return [kind, unique(values)];
    }),
  );
}

function conditionForm(condition: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, tests]) => [
      operator.toLowerCase(),
      isMap(tests)
        ? Object.fromEntries(Object.entries(tests).map(([key, values]) => [key.toLowerCase(), unique(listed(values))]))
        : tests,
    ]),
  );
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function unique(values: readonly unknown[]): readonly unknown[] {
  return values.filter((one, index) => typeof one !== 'string' || values.indexOf(one) === index);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isResolvedMap(value);
}
