import { DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { canonicalJson } from '../../contract/canonical';
import type { Template } from '../assembly/model';
import { readDocument } from '../assembly/document';
import type { Clients } from './clients';
import { failureOf } from './failure';
import { pages } from './reader';
import type { Failure } from './verdict';

/** A stack as it is deployed. */
export interface DeployedStack {
  readonly kind: 'deployed';
  readonly status: string;
  /** Physical ids by logical id. */
  readonly resources: ReadonlyMap<string, { readonly physicalId: string; readonly type: string }>;
  readonly outputs: ReadonlyMap<string, string>;
  /** Keys of the tags that CloudFormation hands on to the stack's resources. */
  readonly tags: ReadonlySet<string>;
  /** Whether it was deployed from the template that is meant; undefined where that could not be read. */
  readonly sameTemplate?: boolean;
}

export type StackFound =
  | DeployedStack
  | { readonly kind: 'not deployed'; readonly detail: string }
  | { readonly kind: 'not readable'; readonly failure: Failure };

/** The calls of this file, with the IAM actions that each needs. */
export const STACK_CALLS: Readonly<Record<string, readonly string[]>> = {
  'cloudformation:DescribeStacks': ['cloudformation:DescribeStacks'],
  'cloudformation:ListStackResources': ['cloudformation:ListStackResources'],
  'cloudformation:GetTemplate': ['cloudformation:GetTemplate'],
};

/** Reads a stack: its status, the physical ids of its resources, its outputs, and whether its template is the one that is meant. */
export async function readStack(clients: Clients, template: Template, stackName: string): Promise<StackFound> {
  const client = clients.cloudformation;
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const status = stack?.StackStatus ?? '';
    if (status === '' || status === 'DELETE_COMPLETE' || status === 'REVIEW_IN_PROGRESS') {
      return { kind: 'not deployed', detail: `the stack ${stackName} is ${status === '' ? 'not there' : status}` };
    }
    const listed = await pages(async (NextToken) => {
      const page = await client.send(new ListStackResourcesCommand({ StackName: stackName, NextToken }));
      return { items: page.StackResourceSummaries, next: page.NextToken };
    });
    const resources = listed
      .filter(({ ResourceStatus: state }) => state !== 'DELETE_COMPLETE')
      .map(
        (one) =>
          [
            one.LogicalResourceId ?? '',
            { physicalId: one.PhysicalResourceId ?? '', type: one.ResourceType ?? '' },
          ] as const,
      );
    const outputs = (stack?.Outputs ?? []).map((one) => [one.OutputKey ?? '', one.OutputValue ?? ''] as const);
    const sameTemplate = await isSame(clients, template, stackName);
    return {
      kind: 'deployed',
      status,
      resources: new Map(resources),
      outputs: new Map(outputs),
      tags: new Set((stack?.Tags ?? []).map(({ Key = '' }) => Key)),
      ...(sameTemplate === undefined ? {} : { sameTemplate }),
    };
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) {
      return { kind: 'not deployed', detail: `there is no stack ${stackName}` };
    }
    return { kind: 'not readable', failure: failureOf(error) };
  }
}

/** A template that cannot be read changes no verdict: each resource is compared by itself. */
async function isSame(clients: Clients, { source }: Template, stackName: string): Promise<boolean | undefined> {
  try {
    const { TemplateBody = '' } = await clients.cloudformation.send(
      new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' }),
    );
    const read = readDocument(TemplateBody);
    return 'document' in read ? canonicalJson(read.document) === canonicalJson(source.document) : undefined;
  } catch {
    return undefined;
  }
}
