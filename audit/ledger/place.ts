import { Stack, Token, type CfnResource } from 'aws-cdk-lib';
import type { Place } from './row';

const known = new WeakMap<CfnResource, Place>();

/** Where a resource stands: its stack, logical id, type and construct path. Kept, since hundreds of rules ask. */
export function placeOf(node: CfnResource): Place {
  let place = known.get(node);
  if (!place) {
    const stack = Stack.of(node);
    place = {
      stack: nameOf(stack),
      logicalId: stack.resolve(node.logicalId) as string,
      resourceType: node.cfnResourceType,
      path: node.node.path,
    };
    known.set(node, place);
  }
  return place;
}

/** A stack's name; its construct path where CloudFormation gives the name only at deployment (a nested stack). */
export function nameOf(stack: Stack): string {
  return Token.isUnresolved(stack.stackName) ? stack.node.path : stack.stackName;
}
