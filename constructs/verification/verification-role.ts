import { Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { stageFunctionStatements, stageFunctionWildcards } from '../function/stage-function-statements';
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
 * The role of the verification. All that it may do is one policy, which is its boundary too; what it never may is another, since the two together are
 * longer than IAM lets one be.
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
    const all = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: roleName,
      description: "All that the verification's role may do, and its boundary",
      statements: [
        ...readStatements(this, roleName),
        ...evidence.statements,
        ...alarmStatements(this, alarms),
        ...stageFunctionStatements(this, access),
      ],
    });
    const wildcards = [...readWildcards(this), ...evidence.acceptedWildcards, ...stageFunctionWildcards(this, access)];
    for (const { resource, reason } of wildcards) {
      acknowledgeBuiltIn(all, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
    }
    const never = new ManagedPolicy(this, 'Never', {
      managedPolicyName: `${roleName}-never`,
      description: "What the verification's role never may, whatever it is given",
      statements: standingDenies(organizationId),
    });
    this.role = new Role(this, 'Role', {
      roleName,
      description: 'Holds the account against what was deployed; changes nothing',
      assumedBy: Trust.lambda(Stack.of(this).account),
      managedPolicies: [all, never],
      permissionsBoundary: all,
      maxSessionDuration: Duration.hours(1),
    }).withoutPolicyUpdates();
  }
}
