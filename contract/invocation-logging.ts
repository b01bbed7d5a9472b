/** How much of a model invocation is logged. */
export enum InvocationContent {
  /** Who called which model, when, with how many tokens: no prompt and no answer. */
  METADATA = 'metadata',
  /** The texts of prompts and answers too. */
  TEXT = 'text',
}

/** The resource type under which a template asks for Bedrock's invocation logging. */
export const INVOCATION_LOGGING_TYPE = 'Custom::RampartInvocationLogging';

/** What the template tells the function that switches Bedrock's invocation logging on. */
export interface InvocationLoggingProperties {
  readonly BucketName: string;
  readonly KeyPrefix: string;
  readonly LogGroupName: string;
  /** The role by which Bedrock writes to the log group. */
  readonly RoleArn: string;
  readonly Content: InvocationContent;
}
