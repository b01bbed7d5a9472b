import { CfnOutput, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Resource } from './resource';

/** A value and the stack whose logical ids it speaks of. */
export interface Placed {
  readonly raw: unknown;
  readonly stack: Stack;
}

/** Everything of one app that a rule may look up: resources by logical id or type, exports by name. */
export class Tree {
  private readonly byNode = new Map<CfnResource, Resource>();
  private readonly byId = new Map<Stack, Map<string, Resource>>();
  private readonly outputs: CfnOutput[] = [];
  private exports?: Map<string, Placed>;

  public constructor(scope: IConstruct) {
    for (const node of scope.node.root.node.findAll()) {
      if (CfnResource.isCfnResource(node)) this.add(node);
      else if (node instanceof CfnOutput) this.outputs.push(node);
    }
  }

  /** The resource that a node of the tree stands for; undefined for a node that joined the tree later. */
  public resource(node: CfnResource): Resource | undefined {
    return this.byNode.get(node);
  }

  public find(stack: Stack, logicalId: string): Resource | undefined {
    return this.byId.get(stack)?.get(logicalId);
  }

  public ofType(...types: string[]): Resource[] {
    return [...this.byNode.values()].filter((resource) => types.includes(resource.type));
  }

  /** What a stack of this app exports under the name. */
  public exported(name: string): Placed | undefined {
    this.exports ??= new Map(this.outputs.flatMap((output) => exportOf(output)));
    return this.exports.get(name);
  }

  /** What a parent hands to a nested stack's parameter. */
  public argument(stack: Stack, parameter: string): Placed | undefined {
    const nested = stack.nestedStackResource;
    if (nested === undefined || !CfnResource.isCfnResource(nested)) return undefined;
    const raw = this.resource(nested)?.at('Parameters').at(parameter).raw;
    return raw === undefined ? undefined : { raw, stack: nested.stack };
  }

  private add(node: CfnResource): void {
    const resource = new Resource(node, this);
    this.byNode.set(node, resource);
    const ids = this.byId.get(node.stack) ?? new Map<string, Resource>();
    this.byId.set(node.stack, ids.set(resource.logicalId, resource));
  }
}

function exportOf(output: CfnOutput): [string, Placed][] {
  const stack = Stack.of(output);
  const name: unknown = output.exportName === undefined ? undefined : stack.resolve(output.exportName);
  if (typeof name !== 'string' || Token.isUnresolved(name)) return [];
  return [[name, { raw: stack.resolve(output.value), stack }]];
}
