/** One thing a principal must be allowed to do for a step. */
export interface Need {
  readonly action: string;
  /** `target`: the role, user or function taken over. `own`: the principal's own ARN. `any`: whatever the action acts on. */
  readonly on: 'target' | 'own' | 'workload' | 'any';
}

/** A documented way from one principal to the permissions of another, or to any. */
export interface EscalationStep {
  readonly id: string;
  /** What happens, for the explanation. */
  readonly title: string;
  readonly needs: readonly Need[];
  /** What is taken over. `anything`: the principal can give itself what its boundary allows. */
  readonly target: 'role' | 'user' | 'workload' | 'anything';
  /** The service that runs with the role that is passed to it: the role must trust it. */
  readonly service?: string;
}

function passing(service: string, actions: readonly string[]): EscalationStep[] {
  return actions.map((action) => ({
    id: `pass-role:${action}`,
    title: `passes the role to ${service} with ${action}`,
    needs: [
      { action: 'iam:PassRole', on: 'target' },
      { action, on: 'any' },
    ],
    target: 'role',
    service,
  }));
}

function alone(
  id: string,
  title: string,
  action: string,
  on: Need['on'],
  target: EscalationStep['target'],
): EscalationStep {
  return { id, title, needs: [{ action, on }], target };
}

/** The steps that the closure takes. Each is one AWS API away from running code, or signing requests, as someone else. */
export const ESCALATION_STEPS: readonly EscalationStep[] = [
  alone('assume-role', 'assumes the role', 'sts:AssumeRole', 'target', 'role'),
  alone(
    'rewrite-trust',
    'rewrites the role’s trust policy to let itself in',
    'iam:UpdateAssumeRolePolicy',
    'target',
    'role',
  ),
  alone(
    'function-code',
    'replaces the code of a function that runs as the role',
    'lambda:UpdateFunctionCode',
    'workload',
    'workload',
  ),
  alone(
    'function-layers',
    'puts a layer of its own into a function that runs as the role',
    'lambda:UpdateFunctionConfiguration',
    'workload',
    'workload',
  ),
  alone('access-key', 'makes an access key for the user', 'iam:CreateAccessKey', 'target', 'user'),
  alone('login-profile', 'sets the user’s console password', 'iam:CreateLoginProfile', 'target', 'user'),
  alone('login-reset', 'resets the user’s console password', 'iam:UpdateLoginProfile', 'target', 'user'),
  alone('own-inline-policy', 'writes itself an inline policy', 'iam:PutRolePolicy', 'own', 'anything'),
  alone('own-managed-policy', 'attaches a managed policy to itself', 'iam:AttachRolePolicy', 'own', 'anything'),
  alone('own-user-policy', 'writes itself an inline policy', 'iam:PutUserPolicy', 'own', 'anything'),
  alone('own-user-attachment', 'attaches a managed policy to itself', 'iam:AttachUserPolicy', 'own', 'anything'),
  alone('group', 'adds itself to a group', 'iam:AddUserToGroup', 'any', 'anything'),
  alone('policy-version', 'writes a new version of a managed policy', 'iam:CreatePolicyVersion', 'any', 'anything'),
  alone(
    'policy-default',
    'makes an older version of a managed policy the default',
    'iam:SetDefaultPolicyVersion',
    'any',
    'anything',
  ),
  alone('own-boundary', 'removes its own permissions boundary', 'iam:DeleteRolePermissionsBoundary', 'own', 'anything'),
  alone(
    'replace-boundary',
    'replaces its own permissions boundary',
    'iam:PutRolePermissionsBoundary',
    'own',
    'anything',
  ),
  ...passing('lambda.amazonaws.com', ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration']),
  ...passing('sagemaker.amazonaws.com', [
    'sagemaker:CreateTrainingJob',
    'sagemaker:CreateProcessingJob',
    'sagemaker:CreateTransformJob',
    'sagemaker:CreateHyperParameterTuningJob',
    'sagemaker:CreateAutoMLJobV2',
    'sagemaker:CreateModel',
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreatePipeline',
    'sagemaker:CreateUserProfile',
  ]),
  ...passing('bedrock.amazonaws.com', [
    'bedrock:CreateAgent',
    'bedrock:CreateFlow',
    'bedrock:CreateKnowledgeBase',
    'bedrock:CreateModelCustomizationJob',
  ]),
  ...passing('bedrock-agentcore.amazonaws.com', [
    'bedrock-agentcore:CreateAgentRuntime',
    'bedrock-agentcore:CreateCodeInterpreter',
  ]),
  ...passing('states.amazonaws.com', ['states:CreateStateMachine', 'states:UpdateStateMachine']),
  ...passing('ec2.amazonaws.com', ['ec2:RunInstances', 'ec2:AssociateIamInstanceProfile']),
  ...passing('ecs-tasks.amazonaws.com', ['ecs:RegisterTaskDefinition']),
  ...passing('glue.amazonaws.com', ['glue:CreateJob', 'glue:UpdateJob', 'glue:CreateSession']),
  ...passing('codebuild.amazonaws.com', ['codebuild:CreateProject', 'codebuild:UpdateProject']),
  ...passing('cloudformation.amazonaws.com', [
    'cloudformation:CreateStack',
    'cloudformation:UpdateStack',
    'cloudformation:CreateChangeSet',
  ]),
  ...passing('scheduler.amazonaws.com', ['scheduler:CreateSchedule']),
  ...passing('events.amazonaws.com', ['events:PutTargets']),
  ...passing('ssm.amazonaws.com', ['ssm:StartAutomationExecution']),
];
