import type { Control } from './control';

/** Who may invoke models, and policies that do not mean what they say. */
export const IAM_CONTROLS: readonly Control[] = [
  {
    id: 'FullAccess',
    title: "No identity has AWS's full-access policies for AI services",
    severity: 'high',
    sources: ['BR-01', 'AC-02', 'SM-02', 'AG-16', 'OWASP LLM03:2026'],
    risk: 'One stolen credential changes guardrails, switches off logging and reads every model.',
    check:
      'No ManagedPolicyArns names AmazonBedrockFullAccess, BedrockAgentCoreFullAccess, AmazonSageMakerFullAccess or AdministratorAccess.',
    remedy: 'Grant the actions that are used, on the resources that are used.',
    decidability: 'decidable',
  },
  {
    id: 'InvokeGuardrail',
    title: 'Whoever may invoke a model must name a guardrail',
    severity: 'high',
    sources: ['BR-10', 'AG-09', 'OWASP LLM01:2026'],
    risk: 'A caller leaves the guardrail out of the request, and the model answers.',
    check:
      'Every statement that allows bedrock:InvokeModel or InvokeModelWithResponseStream compares bedrock:GuardrailIdentifier positively, without IfExists, with something narrower than *.',
    remedy: 'Add a StringEquals condition on bedrock:GuardrailIdentifier.',
    decidability: 'decidable',
  },
  {
    id: 'InvokeGuardrailVersion',
    title: 'The guardrail that a caller must name is a pinned version',
    severity: 'medium',
    sources: ['BR-10', 'AG-09'],
    risk: 'DRAFT, or any version, lets whoever edits the guardrail decide what the policy means.',
    check:
      "The value compared with bedrock:GuardrailIdentifier ends in a version number, or in a GuardrailVersion resource's.",
    remedy: "Append the version to the guardrail's ARN.",
    decidability: 'decidable',
  },
  {
    id: 'InvokeDeny',
    title: 'What invokes a model is explicitly denied without the guardrail',
    severity: 'medium',
    sources: ['BR-10', 'AG-09'],
    risk: 'A condition on one Allow is bypassed by the next Allow, in whatever policy it comes.',
    check:
      'A policy document that allows invocation also denies it, for the same resources, where bedrock:GuardrailIdentifier is not the pinned one. A Deny in another policy or in a service control policy is not seen here.',
    remedy: 'Add a Deny with StringNotEquals on bedrock:GuardrailIdentifier.',
    decidability: 'partly',
  },
  {
    id: 'Converse',
    title: 'No policy names bedrock:Converse, which is no IAM action',
    severity: 'medium',
    sources: ['BR-10'],
    risk: 'A Deny on it denies nothing: Converse is authorised as InvokeModel.',
    check: 'No statement names bedrock:Converse or bedrock:ConverseStream.',
    remedy: 'Name bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream.',
    decidability: 'decidable',
  },
  {
    id: 'DenyAbsentFlag',
    title: 'Denies on SageMaker flags also hold where the flag is absent',
    severity: 'high',
    sources: ['SM-02', 'SM-21'],
    risk: '"Bool false" does not match a request that leaves the flag out: the job runs without isolation.',
    check:
      'A Deny compares sagemaker:NetworkIsolation and sagemaker:InterContainerTrafficEncryption with BoolIfExists, not with Bool.',
    remedy: 'Write BoolIfExists, or a Deny with Null beside it.',
    decidability: 'decidable',
  },
  {
    id: 'DenyNullPair',
    title: 'Denies outside a VPC hold where only one of its keys is absent',
    severity: 'high',
    sources: ['SM-02', 'SM-10'],
    risk: 'Null with two keys is AND: who names a subnet alone, or a security group alone, escapes the Deny.',
    check: 'No Deny has Null on both sagemaker:VpcSubnets and sagemaker:VpcSecurityGroupIds.',
    remedy: 'Write one Deny for each key.',
    decidability: 'decidable',
  },
  {
    id: 'VolumeKeyName',
    title: "Policies name SageMaker's keys for encryption as the service does",
    severity: 'medium',
    sources: ['SM-02'],
    risk: 'A condition on a key that no request carries never matches, or always.',
    check: 'No condition names sagemaker:VolumeKmsKey or sagemaker:OutputKmsKey; requests carry ...KmsKeyArn.',
    remedy: 'Name sagemaker:VolumeKmsKeyArn or sagemaker:OutputKmsKeyArn.',
    decidability: 'decidable',
  },
];
