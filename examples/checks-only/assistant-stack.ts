import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** A guardrail, and a role that may call a model. Its author believed that the condition makes every call carry the guardrail. */
export class AssistantStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const guardrail = new CfnGuardrail(this, 'Guardrail', {
      name: 'assistant',
      blockedInputMessaging: 'I cannot help with that.',
      blockedOutputsMessaging: 'I cannot answer that.',
      kmsKeyArn: new Key(this, 'Key', { enableKeyRotation: true }).keyArn,
      contentPolicyConfig: {
        filtersConfig: [{ type: 'PROMPT_ATTACK', inputStrength: 'NONE', outputStrength: 'NONE' }],
      },
    });
    const version = new CfnGuardrailVersion(this, 'Version', { guardrailIdentifier: guardrail.attrGuardrailId });
    const role = new Role(this, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    new ManagedPolicy(this, 'CallModel', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['bedrock:InvokeModel'],
          resources: ['arn:aws:bedrock:eu-central-1::foundation-model/*'],
          conditions: {
            StringEqualsIfExists: {
              'bedrock:GuardrailIdentifier': `${guardrail.attrGuardrailArn}:${version.attrVersion}`,
            },
          },
        }),
      ],
    });
  }
}
