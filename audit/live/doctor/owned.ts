import {
  CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { ClientsOf } from './clients';

/** Types of the resources that stacks of the platform have made here already. */
export type Owned = ReadonlySet<string>;

/**
 * What the platform owns: a service that it switched on itself is not in its own way.
 *
 * @throws Error of CloudFormation
 */
export async function ownedBy(name: string, of: ClientsOf): Promise<Owned> {
  const client = of(CloudFormationClient);
  const owned = new Set<string>();
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    for (const { StackName = '', StackStatus = '' } of Stacks) {
      if (!StackName.startsWith(`${name}-`) || StackStatus === 'DELETE_COMPLETE') continue;
      for await (const page of paginateListStackResources({ client }, { StackName }))
        for (const { ResourceType } of page.StackResourceSummaries ?? [])
          if (ResourceType !== undefined) owned.add(ResourceType);
    }
  return owned;
}
