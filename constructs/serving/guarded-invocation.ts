import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';
import type { PinnedGuardrail } from './pinned-guardrail';

/** `Converse` and `ConverseStream` are authorised as these two: there is no action of their name. */
const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** Other ways to a model, for which IAM knows no guardrail condition, and keys that outlive a session. */
const UNGUARDED = [
  'bedrock:CallWithBearerToken',
  'bedrock:CreateModelInvocationJob',
  'bedrock:InvokeAgent',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:InvokeTool',
  'bedrock:RetrieveAndGenerate',
  'bedrock-mantle:CallWithBearerToken',
  'bedrock-mantle:CreateInference',
];

export interface GuardedInvocationProps {
  readonly guardrail: PinnedGuardrail;
  /** The foundation models that may be called. */
  readonly modelArns: string[];
  /** Where the guardrail works across regions: its profile in each. @default - none */
  readonly guardrailProfileArns?: string[];
  /** The key that encrypts the guardrail, when it is a key of ours. @default - none */
  readonly keyArn?: string;
  /** Where the guardrail lives. */
  readonly region: string;
}

/** A model may be called with its pinned guardrail, and in no other way: as statements for its callers and for the network's door. */
export class GuardedInvocation {
  public constructor(private readonly props: GuardedInvocationProps) {}

  /** For a caller's policy: the one way that is allowed, and denials that no other policy of the caller can lift. */
  public callerStatements(): PolicyStatement[] {
    const { keyArn } = this.props;
    return [
      this.invoke(),
      this.apply(),
      ...(keyArn === undefined ? [] : [this.decrypt(keyArn)]),
      this.denyOtherwise(),
      new PolicyStatement({ sid: 'DenyUnguardedWays', effect: Effect.DENY, actions: UNGUARDED, resources: ['*'] }),
    ];
  }

  /**
   * For the policy of a `bedrock-runtime` endpoint: only these roles, only these models, only with the guardrail.
   *
   * @param callerRoleArns the roles that call
   */
  public endpointStatements(callerRoleArns: string[]): PolicyStatement[] {
    const accounts = [...new Set(callerRoleArns.map(accountOf))].sort();
    const onlyCallers = { ArnEquals: { 'aws:PrincipalArn': [...callerRoleArns].sort() } };
    const allowed = [this.invoke(), this.apply()];
    for (const statement of allowed) {
      statement.addPrincipals(...accounts.map((account) => new AccountPrincipal(account)));
      statement.addConditions(onlyCallers);
    }
    const denied = this.denyOtherwise();
    denied.addPrincipals(new AnyPrincipal());
    return [...allowed, denied];
  }

  private invoke(): PolicyStatement {
    return new PolicyStatement({
      sid: 'InvokeWithGuardrail',
      actions: INVOKE,
      resources: this.props.modelArns,
      conditions: this.props.guardrail.asCondition(),
    });
  }

  private apply(): PolicyStatement {
    return new PolicyStatement({
      sid: 'ApplyGuardrail',
      actions: ['bedrock:ApplyGuardrail'],
      resources: [this.props.guardrail.guardrailArn, ...(this.props.guardrailProfileArns ?? [])],
    });
  }

  private decrypt(keyArn: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'DecryptGuardrail',
      actions: ['kms:Decrypt'],
      resources: [keyArn],
      conditions: decryptsGuardrail(this.props.region),
    });
  }

  private denyOtherwise(): PolicyStatement {
    return new PolicyStatement({
      sid: 'DenyWithoutGuardrail',
      effect: Effect.DENY,
      actions: INVOKE,
      resources: ['*'],
      conditions: this.props.guardrail.asAbsence(),
    });
  }
}

/** Holds when Bedrock decrypts a guardrail on a caller's behalf, and for nothing else under the same key. */
export function decryptsGuardrail(region: string): Record<string, Record<string, string>> {
  return {
    Null: { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'false' },
    StringEquals: { 'kms:ViaService': `bedrock.${region}.amazonaws.com` },
  };
}
