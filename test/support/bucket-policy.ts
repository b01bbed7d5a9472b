import type { Template } from 'aws-cdk-lib/assertions';

/** A request to a bucket as S3 would see it. Keys that are undefined are absent. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string | undefined>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Record<string, Record<string, string | string[] | boolean>>;
}

/** Whether a bucket's own policy lets a request through: an allow that matches, and no deny. Throws on an operator it does not know. */
export function allowed(template: Template, bucketArn: string, request: Request): boolean {
  const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
  const { Statement: statements } = (policy as { Properties: { PolicyDocument: { Statement: Statement[] } } })
    .Properties.PolicyDocument;
  const matching = statements.filter((statement) => matches(statement, bucketArn, request));
  return matching.some((s) => s.Effect === 'Allow') && !matching.some((s) => s.Effect === 'Deny');
}

function matches(statement: Statement, bucketArn: string, request: Request): boolean {
  const actions = [statement.Action].flat();
  if (!actions.some((pattern) => like(pattern, request.action))) return false;
  if (
    statement.Resource !== undefined &&
    !literals(statement.Resource, bucketArn).some((p) => like(p, request.resource))
  )
    return false;
  if (
    statement.NotResource !== undefined &&
    literals(statement.NotResource, bucketArn).some((p) => like(p, request.resource))
  )
    return false;
  return Object.entries(statement.Condition ?? {}).every(([operator, pairs]) =>
    Object.entries(pairs).every(([key, wanted]) =>
      holds(operator, key === 'aws:PrincipalArn' ? request.principal : request.keys[key], [wanted].flat().map(String)),
    ),
  );
}

/** Resources as text: a reference to the bucket stands for its ARN. */
function literals(value: unknown, bucketArn: string): string[] {
  return [value].flat().map((item) => {
    if (typeof item === 'string') return item;
    const joined = (item as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
    return joined ? joined[1].map((part) => (typeof part === 'string' ? part : bucketArn)).join(joined[0]) : bucketArn;
  });
}

function holds(operator: string, got: string | undefined, wanted: string[]): boolean {
  const ifExists = operator.endsWith('IfExists');
  const base = operator.replace(/IfExists$/, '');
  if (base === 'Null') return (got === undefined) === (wanted[0] === 'true');
  const negated = /^(String|Arn)Not/.test(base);
  if (got === undefined) return ifExists || negated;
  switch (base) {
    case 'StringEquals':
    case 'ArnEquals':
    case 'Bool':
      return wanted.includes(got);
    case 'StringNotEquals':
    case 'ArnNotEquals':
      return !wanted.includes(got);
    case 'StringLike':
      return wanted.some((pattern) => like(pattern, got));
    case 'NumericLessThan':
      return Number(got) < Number(wanted[0]);
    default:
      throw new Error(`this evaluator does not know ${operator}`);
  }
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
