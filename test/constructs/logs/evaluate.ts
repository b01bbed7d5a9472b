import type { Statement } from './world';

/** A request as a policy sees it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** A service's name, or the ARN of a role. */
  readonly by: string;
  readonly context?: Record<string, string>;
}

/**
 * What one resource policy says of a request: a small, separate reading of IAM's rules for the operators these policies use.
 * An operator that it does not know throws, so that no test passes unread.
 */
export function verdict(statements: readonly Statement[], request: Request): 'deny' | 'allow' | 'silent' {
  const matching = statements.filter((statement) => applies(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return matching.length > 0 ? 'allow' : 'silent';
}

function applies(statement: Statement, request: Request): boolean {
  return (
    isFor(statement.Principal, request.by) &&
    list(statement.Action).some((action) => like(action, request.action)) &&
    (statement.Resource === undefined || list(statement.Resource).some((pattern) => like(pattern, request.resource))) &&
    (statement.NotResource === undefined ||
      !list(statement.NotResource).some((pattern) => like(pattern, request.resource))) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, contextOf(request)[key], list(wanted))),
    )
  );
}

function isFor(principal: Statement['Principal'], by: string): boolean {
  if (principal === '*') return true;
  const { AWS, Service } = principal as Record<string, string | string[] | undefined>;
  if (AWS === '*') return true;
  if (by.endsWith('.amazonaws.com')) return list(Service ?? []).includes(by);
  return list(AWS ?? []).some((arn) => arn.split(':')[4] === by.split(':')[4]);
}

function contextOf({ by, context }: Request): Record<string, string> {
  const service = by.endsWith('.amazonaws.com');
  return {
    'aws:PrincipalIsAWSService': String(service),
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
    ...(!service && { 'aws:PrincipalArn': by, 'aws:PrincipalOrgID': 'o-abcdefghij' }),
    ...context,
  };
}

function holds(operator: string, actual: string | undefined, wanted: string[]): boolean {
  if (operator === 'Null') return wanted.includes(String(actual === undefined));
  const base = operator.replace(/IfExists$/, '');
  if (actual === undefined) return operator !== base || /Not/.test(base);
  switch (base) {
    case 'StringEquals':
    case 'Bool':
      return wanted.includes(actual);
    case 'StringNotEquals':
      return !wanted.includes(actual);
    case 'ArnEquals':
    case 'ArnLike':
    case 'StringLike':
      return wanted.some((pattern) => like(pattern, actual));
    case 'ArnNotEquals':
      return !wanted.some((pattern) => like(pattern, actual));
    case 'NumericLessThan':
      return wanted.some((value) => Number(actual) < Number(value));
    default:
      throw new Error(`the test knows no ${operator}`);
  }
}

function like(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function list(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
