import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';

/** One role, by the account it lives in and its ARN. */
export function only(
  principal: string,
  actions: string[],
  resources: string[],
  conditions: Record<string, object> = {},
): PolicyStatement {
  return new PolicyStatement({
    principals: [new AccountPrincipal(accountOf(principal))],
    actions,
    resources,
    conditions: { ArnEquals: { 'aws:PrincipalArn': principal }, ...conditions },
  });
}
