import { Token, type CfnResource, type Stack } from 'aws-cdk-lib';
import { NotEvaluated } from '../not-evaluated';
import { describe, isObject, type Json } from './intrinsic';
import type { Tree } from './tree';
import { Value } from './value';

/** Overrides of the whole resource, `Type` among them; CDK keeps them private, and nothing else shows them unresolved. */
interface Overridden {
  readonly rawOverrides?: { readonly Type?: unknown };
}

/** CDK marks it internal; it is the one reading that overrides, mutations and includes cannot escape. */
interface Synthesizable {
  _toCloudFormation(): unknown;
}

/** A resource as the template will have it. */
export class Resource {
  public readonly type: string;
  public readonly logicalId: string;
  private properties?: Json;

  public constructor(
    public readonly node: CfnResource,
    public readonly tree: Tree,
  ) {
    this.type = typeOf(node);
    this.logicalId = String(node.stack.resolve(node.logicalId));
  }

  public get stack(): Stack {
    return this.node.stack;
  }

  /** The account it is deployed to; undefined where the stack does not say. */
  public get account(): string | undefined {
    return Token.isUnresolved(this.stack.account) ? undefined : this.stack.account;
  }

  /** The property with that path, e.g. `at('VpcConfig', 'Subnets')`. */
  public at(...path: string[]): Value {
    this.properties ??= this.synthesize();
    return path.reduce((value, name) => value.at(name), Value.root(this.properties, this.stack, this.tree));
  }

  private synthesize(): Json {
    const template = this.attempt(() =>
      this.stack.resolve((this.node as unknown as Synthesizable)._toCloudFormation()),
    );
    const resources = isObject(template) ? template['Resources'] : undefined;
    const own = isObject(resources) ? resources[this.logicalId] : undefined;
    const properties = isObject(own) ? (own['Properties'] ?? {}) : {};
    if (!isObject(properties)) throw new NotEvaluated('Properties', `is no object: ${describe(properties)}`);
    return properties;
  }

  private attempt(read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      throw new NotEvaluated(
        this.logicalId,
        `cannot be synthesized: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** The type that is deployed: an override may differ from what the construct is. */
export function typeOf(node: CfnResource): string {
  const override = (node as unknown as Overridden).rawOverrides?.Type;
  return typeof override === 'string' ? override : node.cfnResourceType;
}
