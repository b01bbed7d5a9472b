import { AccountPrincipal, AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Conditions } from 'aws-cdk-lib/aws-iam';
import { GATEWAY_RESOURCE, GATEWAY_STAGE } from '../../contract/gateway';
import { accountOf } from '../../contract/names';

/** Whom the API lets in: these roles, of this organisation, through these endpoints. */
export interface ApiDoor {
  readonly callerRoleArns: string[];
  readonly executeApiEndpoints: string[];
  readonly organizationId: string;
}

/**
 * The API's resource policy. In one account an identity policy alone would let a caller in, so each limit is also a deny:
 * a deny on a negated condition matches where the key is absent, so an anonymous request is denied too.
 */
export function apiPolicy({ callerRoleArns, executeApiEndpoints, organizationId }: ApiDoor): PolicyDocument {
  const roles = [...new Set(callerRoleArns)].sort();
  const accounts = [...new Set(callerRoleArns.map(accountOf))].sort();
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'AllowCallersThroughTheirEndpoints',
        principals: accounts.map((account) => new AccountPrincipal(account)),
        actions: ['execute-api:Invoke'],
        resources: [`execute-api:/${GATEWAY_STAGE}/POST/${GATEWAY_RESOURCE}`],
        conditions: {
          ArnEquals: { 'aws:PrincipalArn': roles },
          StringEquals: { 'aws:SourceVpce': executeApiEndpoints, 'aws:PrincipalOrgID': organizationId },
        },
      }),
      deny('DenyOtherEndpoints', { StringNotEquals: { 'aws:SourceVpce': executeApiEndpoints } }),
      deny('DenyOtherRoles', { ArnNotEquals: { 'aws:PrincipalArn': roles } }),
      deny('DenyOtherOrganisations', { StringNotEquals: { 'aws:PrincipalOrgID': organizationId } }),
      deny('DenyPlainHttp', { Bool: { 'aws:SecureTransport': 'false' } }),
    ],
  });
}

function deny(sid: string, conditions: Conditions): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions,
  });
}
