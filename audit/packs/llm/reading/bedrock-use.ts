import { some } from './quantify';
import { covers, documentsOf, IDENTITY_POLICIES, isAllow, type Statement } from './policy';
import type { Resource } from './resource';

/** Converse and ConverseStream are authorised as these two: they are no IAM actions. */
export const INVOKE_ACTIONS = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

export const GUARDRAIL_KEY = 'bedrock:guardrailidentifier';

/** What calls a Bedrock model, or lets someone call one. */
export const BEDROCK_USERS: readonly string[] = ['AWS::Bedrock::Agent', 'AWS::Bedrock::Flow', ...IDENTITY_POLICIES];

export function allowsInvoke(statement: Statement): boolean {
  return isAllow(statement) && some(INVOKE_ACTIONS, (action) => covers(statement, action));
}

/** Whether the resource invokes a Bedrock model or allows it. */
export function usesBedrock(resource: Resource): boolean {
  if (!IDENTITY_POLICIES.includes(resource.type)) return true;
  return some(documentsOf(resource).flat(), allowsInvoke);
}
