import { createHash } from 'node:crypto';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnEnforcedGuardrailConfiguration, CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { AccountPrincipal, ManagedPolicy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { canonicalJson } from '../../contract/canonical';
import { accountOf } from '../../contract/names';
import { GuardedInvocation, decryptsGuardrail } from './guarded-invocation';
import { GuardrailAlarms } from './guardrail-alarms';
import { guardrailBody, type GuardrailContent } from './guardrail-content';
import { requireGuardrailLimits } from './guardrail-limits';
import { PinnedGuardrail } from './pinned-guardrail';
import { ServingError } from './serving-error';

/** An inference profile begins with where it may carry a prompt; a foundation model with who made it. */
const FOUNDATION_MODEL =
  /^(?!(us|eu|apac|jp|au|ca|global|us-gov)\.)[a-z0-9-]{1,63}\.[a-z0-9-]{1,63}([.:][a-z0-9-]{1,63}){0,2}$/;

export interface BedrockServingProps {
  /** The guardrail's name: 1 to 50 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** The foundation model's id, e.g. `anthropic.claude-sonnet-4-20250514-v1:0`. An inference profile is refused: it would carry prompts to other regions. */
  readonly modelId: string;
  /** Encrypts the guardrail. `grantInvoke` adds to its policy what each caller needs. */
  readonly conversationKey: IKey;
  readonly alarmTopic: ITopic;
  /** @default - what every guardrail stops */
  readonly content?: GuardrailContent;
  /**
   * The account or its organisation already enforces a guardrail on every call in this region, so none is declared here.
   * @default false - this guardrail is enforced on every call of the account in this region
   */
  readonly adoptEnforcement?: boolean;
  /** More interventions than this within five minutes raise an alarm. @default 20 */
  readonly interventionsBeforeAlarm?: number;
}

/** A Bedrock model behind one pinned version of a guardrail, without which nobody in the account can call it. */
export class BedrockServing extends Construct {
  public readonly guardrailId: string;
  public readonly guardrailArn: string;
  /** The version's number, never the draft. */
  public readonly guardrailVersion: string;
  public readonly modelArn: string;
  /** What callers may do, as statements for policies that are written elsewhere. */
  public readonly invocation: GuardedInvocation;
  private readonly key: IKey;

  /** @throws ServingError when the model is not a foundation model, or a part of the content is outside the service's limits */
  public constructor(scope: Construct, id: string, props: BedrockServingProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const content = props.content ?? {};
    requireGuardrailLimits(props.name, content);
    requireFoundationModel(props.modelId);
    requireAlarmThreshold(props.interventionsBeforeAlarm);
    const profileArns = (content.crossRegion?.regions ?? []).map(
      (place) => `arn:${partition}:bedrock:${place}:${account}:guardrail-profile/${content.crossRegion?.profileId}`,
    );
    const homeProfile =
      content.crossRegion &&
      `arn:${partition}:bedrock:${region}:${account}:guardrail-profile/${content.crossRegion.profileId}`;
    const guardrail = this.guardrail(props, content, homeProfile);
    this.key = props.conversationKey;
    this.guardrailId = guardrail.attrGuardrailId;
    this.guardrailArn = guardrail.attrGuardrailArn;
    this.guardrailVersion = this.version(guardrail, guardrailBody(content, homeProfile));
    this.modelArn = `arn:${partition}:bedrock:${region}::foundation-model/${props.modelId}`;
    this.invocation = new GuardedInvocation({
      guardrail: PinnedGuardrail.version(this.guardrailArn, this.guardrailVersion),
      modelArns: [this.modelArn],
      guardrailProfileArns: profileArns,
      keyArn: this.key.keyArn,
      region,
    });
    if (!props.adoptEnforcement) this.enforce();
    new GuardrailAlarms(this, 'Alarms', {
      name: props.name,
      guardrailArn: this.guardrailArn,
      guardrailVersion: this.guardrailVersion,
      modelId: props.modelId,
      interventions: props.interventionsBeforeAlarm ?? 20,
      topic: props.alarmTopic,
    });
  }

  /** Lets a role read the guardrail when it calls the model: what the guardrail's key must allow. `grantInvoke` does it too. */
  public admit(roleArn: string): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AccountPrincipal(accountOf(roleArn) || Stack.of(this).account)],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn }, ...decryptsGuardrail(Stack.of(this).region) },
      }),
    );
  }

  /**
   * Lets a role call the model with the guardrail, and denies it every other way to a model, whatever else it is granted.
   * The policy is attached from here by the role's name; where the role has a permissions boundary, that must allow it too.
   */
  public grantInvoke(caller: IRole): ManagedPolicy {
    this.admit(caller.roleArn);
    return new ManagedPolicy(this, `Invoke${caller.node.id}`, {
      managedPolicyName: `${caller.roleName}-guarded-invoke`,
      description: `Call ${this.modelArn} with its pinned guardrail, and in no other way`,
      roles: [caller],
      statements: this.invocation.callerStatements(),
    });
  }

  private guardrail(
    props: BedrockServingProps,
    content: GuardrailContent,
    profileArn: string | undefined,
  ): CfnGuardrail {
    const guardrail = new CfnGuardrail(this, 'Guardrail', {
      name: props.name,
      description: `Stands before every prompt to and every answer from ${props.modelId}`,
      kmsKeyArn: props.conversationKey.keyArn,
      ...guardrailBody(content, profileArn),
    });
    guardrail.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return guardrail;
  }

  /** A version freezes the draft as it is when the version is made: so its logical id carries what is in it, and a changed guardrail makes a new one. */
  private version(guardrail: CfnGuardrail, body: object): string {
    const hash = createHash('sha256')
      .update(canonicalJson(Stack.of(this).resolve(body)))
      .digest('hex');
    const version = new CfnGuardrailVersion(this, `Version${hash.slice(0, 12)}`, {
      guardrailIdentifier: guardrail.attrGuardrailId,
      description: `Content sha256:${hash}`,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return version.attrVersion;
  }

  /** Without a list of models it concerns all of them; COMPREHENSIVE, so that no caller can tag a part of its prompt as not to be looked at. */
  private enforce(): void {
    new CfnEnforcedGuardrailConfiguration(this, 'Enforcement', {
      guardrailIdentifier: this.guardrailId,
      guardrailVersion: this.guardrailVersion,
      selectiveContentGuarding: { messages: 'COMPREHENSIVE', system: 'COMPREHENSIVE' },
    });
  }
}

function requireFoundationModel(modelId: string): void {
  if (FOUNDATION_MODEL.test(modelId)) return;
  throw new ServingError(
    'MODEL_NOT_FOUNDATION',
    `modelId must be the id of a foundation model such as amazon.nova-pro-v1:0, not a profile, an ARN or a pattern, got ${modelId}`,
  );
}

function requireAlarmThreshold(threshold: number | undefined): void {
  if (threshold === undefined || (Number.isInteger(threshold) && threshold >= 0 && threshold <= 1000)) return;
  throw new ServingError(
    'ALARM_THRESHOLD_INVALID',
    `interventionsBeforeAlarm must be a whole number from 0 to 1000, got ${threshold}`,
  );
}
