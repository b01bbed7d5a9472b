import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Effect, ManagedPolicy, Role, type IPrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RampartError } from '../../contract/errors';
import { stageRoleName } from '../../contract/names';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { standingDenies } from './standing-denies';

/** A role that cannot be made as asked. */
export class StageRoleError extends RampartError {}

/** A resource with a wildcard that a stage cannot do without. It shows in the evidence. */
export interface AcceptedWildcard {
  /** The resource, exactly as the statement has it. */
  readonly resource: string;
  /** The fact that makes it acceptable, at least 20 characters. */
  readonly reason: string;
}

export interface StageRoleProps {
  /** The platform's name: the role is `NAME-STAGE`. */
  readonly name: string;
  /** The stage's short name, e.g. `train`. */
  readonly stage: string;
  /** Who may take the role. Use `Trust`, whose ways carry the conditions against confused deputies. */
  readonly trust: IPrincipal;
  /** All the role may do: exact actions, and resources by name. */
  readonly statements: PolicyStatement[];
  /** Wildcards among the statements' resources, each with its reason. @default - none: the audit reports every wildcard */
  readonly acceptedWildcards?: AcceptedWildcard[];
  /** The role reads and writes only what belongs to this organisation. */
  readonly organizationId: string;
}

/** One stage's role, for an hour at most, whose one policy is both what it may do and the boundary of what it could ever be given. */
export class StageRole extends Construct {
  /** The role, immutable: no grant elsewhere can add to it. */
  public readonly role: IRole;
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, props: StageRoleProps) {
    super(scope, id);
    props.statements.forEach(refuseWildcardActions);
    const roleName = stageRoleName(props.name, props.stage);
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: roleName,
      description: `${props.name}: all that the stage ${props.stage} may do, and its boundary`,
      statements: [...props.statements, ...standingDenies(props.organizationId)],
    });
    for (const { resource, reason } of props.acceptedWildcards ?? []) {
      acknowledgeBuiltIn(this.policy, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
    }
    this.role = new Role(this, 'Role', {
      roleName,
      description: `${props.name}: the stage ${props.stage}`,
      assumedBy: props.trust,
      managedPolicies: [this.policy],
      permissionsBoundary: this.policy,
      maxSessionDuration: Duration.hours(1),
    }).withoutPolicyUpdates();
  }

  /** The role as another stack sees it: by name, and immutable, so that stacks do not come to depend on each other in circles. */
  public static roleArn(scope: Construct, name: string, stage: string): string {
    const { account, partition } = Stack.of(scope);
    return `arn:${partition}:iam::${account}:role/${stageRoleName(name, stage)}`;
  }
}

function refuseWildcardActions(statement: PolicyStatement): void {
  if (statement.effect !== Effect.ALLOW) return;
  const wide = statement.actions.find((action) => action.includes('*'));
  if (wide !== undefined) {
    throw new StageRoleError('ROLE_ACTION_WILDCARD', `statements: actions must be exact, got ${wide}`);
  }
  if (statement.notActions.length > 0 || statement.notResources.length > 0) {
    throw new StageRoleError(
      'ROLE_ALLOWS_BY_EXCLUSION',
      `statements: an allow must name its actions and resources, got NotAction or NotResource`,
    );
  }
}
