import { Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, type IRole, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { stageFunctionStatements, stageFunctionWildcards } from '../function/stage-function-statements';
import type { AcceptedWildcard } from '../identity/stage-role';
import { standingDenies } from '../identity/standing-denies';
import { Trust } from '../identity/trust';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import {
  alarmStatements,
  readStatements,
  readWildcards,
  type AlarmPlace,
  type EvidenceAccess,
} from './verification-statements';

export interface VerificationRoleProps {
  /** The role's name, which its function has too. */
  readonly roleName: string;
  readonly organizationId: string;
  readonly evidence: EvidenceAccess;
  readonly alarms: AlarmPlace;
  /** Encrypts the function's dead letters. */
  readonly deadLetterKeyArn: string;
}

/**
 * The role of the verification. Its reads and what it does with the answers are two policies, since together with the standing denies they are
 * longer than IAM lets one be; what both allow, and no more, is the boundary.
 */
export class VerificationRole extends Construct {
  /** The role, immutable: no grant elsewhere can add to it. */
  public readonly role: IRole;

  public constructor(
    scope: Construct,
    id: string,
    { roleName, organizationId, evidence, alarms, deadLetterKeyArn }: VerificationRoleProps,
  ) {
    super(scope, id);
    const access = { functionName: roleName, deadLetterKeyArn };
    const ownStatements = (): PolicyStatement[] => [
      ...evidence.statements.map((statement) => statement.copy()),
      ...alarmStatements(this, alarms),
      ...stageFunctionStatements(this, access),
    ];
    const ownWildcards = [...evidence.acceptedWildcards, ...stageFunctionWildcards(this, access)];
    const reads = { statements: readStatements(this, roleName), wildcards: readWildcards(this) };
    const policies = [
      this.policy('Reads', `${roleName}-reads`, 'what it asks of the account', reads.statements, reads.wildcards),
      this.policy(
        'Own',
        roleName,
        'what it does with the answers, and what it never may',
        [...ownStatements(), ...standingDenies(organizationId)],
        ownWildcards,
      ),
    ];
    const boundary = this.policy(
      'Boundary',
      `${roleName}-boundary`,
      'all that it could ever be given',
      [...readStatements(this, roleName), ...ownStatements()],
      [...reads.wildcards, ...ownWildcards],
    );
    this.role = new Role(this, 'Role', {
      roleName,
      description: 'Holds the account against what was deployed; changes nothing',
      assumedBy: Trust.lambda(Stack.of(this).account),
      managedPolicies: policies,
      permissionsBoundary: boundary,
      maxSessionDuration: Duration.hours(1),
    }).withoutPolicyUpdates();
  }

  private policy(
    id: string,
    managedPolicyName: string,
    what: string,
    statements: PolicyStatement[],
    wildcards: readonly AcceptedWildcard[],
  ): ManagedPolicy {
    const policy = new ManagedPolicy(this, id, {
      managedPolicyName,
      description: `The verification's role: ${what}`,
      statements,
    });
    for (const { resource, reason } of wildcards) {
      acknowledgeBuiltIn(policy, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
    }
    return policy;
  }
}
