import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { errorName } from '../failure';
import { lastPart, missing, text, type Live, type Reader } from '../reader';

const GONE = ['ResourceNotFoundException'];
/** The call behind {@link statementsOf}, and the action that it needs. */
export const POLICY = { 'lambda:GetPolicy': ['lambda:GetPolicy'] };

/** A statement of a function's policy, as Lambda writes it. */
export interface Statement {
  readonly Sid?: string;
  readonly Action?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const PERMISSIONS: Reader = {
  types: ['AWS::Lambda::Permission'],
  calls: POLICY,
  async read({ physicalId, properties }, live) {
    const name = functionName(text(properties['FunctionName']));
    const statement = (await statementsOf(live, name)).find(({ Sid }) => Sid === physicalId);
    if (!statement) return missing("the function's policy has no such statement");
    return { kind: 'read', properties: { FunctionName: properties['FunctionName'], ...permission(statement) } };
  },
};

/** A statement of a function's policy as a template writes the permission. */
export function permission({ Action, Principal, Condition = {} }: Statement): Readonly<Record<string, unknown>> {
  const tests = Object.assign({}, ...Object.values(Condition)) as Readonly<Record<string, unknown>>;
  const test = (name: string): unknown => Object.entries(tests).find(([key]) => key.toLowerCase() === name)?.[1];
  const principal = typeof Principal === 'object' && Principal !== null ? Object.values(Principal)[0] : Principal;
  return {
    Action,
    Principal: principal,
    SourceAccount: test('aws:sourceaccount'),
    SourceArn: test('aws:sourcearn'),
    PrincipalOrgID: test('aws:principalorgid'),
    FunctionUrlAuthType: test('lambda:functionurlauthtype'),
  };
}

/** All statements of a function's policy; none where it has no policy. */
export function statementsOf({ once, clients: { lambda } }: Live, FunctionName: string): Promise<readonly Statement[]> {
  return once(`policy of ${FunctionName}`, async () => {
    try {
      const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
      return [(JSON.parse(Policy) as { readonly Statement?: Statement | Statement[] }).Statement ?? []].flat();
    } catch (error) {
      if (GONE.includes(errorName(error))) return [];
      throw error;
    }
  });
}

/** The bare name in a name or an ARN. */
export function functionName(nameOrArn: string): string {
  return /:function:([^:]+)/.exec(nameOrArn)?.[1] ?? lastPart(nameOrArn);
}
