import {
  AccountPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  ServicePrincipal,
  type IPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';

/** Who may take a role, with the conditions that keep services from being confused deputies and people from being strangers. */
export class Trust {
  /**
   * An AWS service, only when it acts for this account.
   *
   * @param service e.g. `sagemaker.amazonaws.com`
   * @param account twelve digits
   */
  public static service(service: string, account: string): IPrincipal {
    return new ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': account } } });
  }

  /**
   * Lambda, for a function of this account: a function's role is always of the function's own account, and Lambda is not
   * documented to send `aws:SourceAccount` here, so that a plain `StringEquals` could lock the function out.
   */
  public static lambda(account: string): IPrincipal {
    return new ServicePrincipal('lambda.amazonaws.com', {
      conditions: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
    });
  }

  /** People, by their roles in this organisation. */
  public static people(roleArns: string[], organizationId: string): IPrincipal {
    return trusting(roleArns, { StringEquals: { 'aws:PrincipalOrgID': organizationId } });
  }

  /**
   * One role of the same account that may not be given more than it has, such as the CDK's. It is the principal itself, and must exist: then the
   * trust policy alone is enough.
   */
  public static role(roleArn: string, organizationId: string): IPrincipal {
    return new ArnPrincipal(roleArn).withConditions({ StringEquals: { 'aws:PrincipalOrgID': organizationId } });
  }

  /** People who have shown a second factor within the last hour. */
  public static peopleWithMfa(roleArns: string[], organizationId: string): IPrincipal {
    return trusting(roleArns, {
      StringEquals: { 'aws:PrincipalOrgID': organizationId },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
    });
  }
}

function trusting(roleArns: string[], conditions: Record<string, Record<string, string>>): IPrincipal {
  const accounts = [...new Set(roleArns.map(accountOf))].sort();
  const narrowed = accounts.map((account) =>
    new AccountPrincipal(account).withConditions({ ...conditions, ArnEquals: { 'aws:PrincipalArn': roleArns } }),
  );
  return narrowed.length === 1 && narrowed[0] ? narrowed[0] : new CompositePrincipal(...narrowed);
}
