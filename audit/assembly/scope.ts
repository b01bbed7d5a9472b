import type { Budget } from './budget';
import { isMap, member, type Raw, type RawMap, type SourceTemplate } from './source';
import type { Resolved } from './value';

/** What `AWS::NoValue` gives: the property or list member is as if it were not written. */
export const NO_VALUE = Symbol('AWS::NoValue');
export type Evaluated = Resolved | typeof NO_VALUE;

/** Three-valued: a condition on something that is not known is not decided. */
export type Truth = boolean | 'unknown';

/** What the evaluation of one template offers to the intrinsics. */
export interface Scope {
  readonly source: SourceTemplate;
  readonly budget: Budget;
  /** Whether the template asks for `Fn::ForEach`, `Fn::Length` and `Fn::ToJsonString`. */
  readonly languageExtensions: boolean;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Resource declarations after loops are written out. */
  readonly resources: RawMap;
  evaluate(raw: Raw | undefined): Evaluated;
  /** As `evaluate`, where a value is needed: AWS::NoValue is unresolved there. */
  value(raw: Raw | undefined): Resolved;
  reference(name: string): Evaluated;
  attribute(logicalId: string, attribute: string): Resolved;
  condition(name: string): Truth;
  mapping(name: string): RawMap | undefined;
  imported(name: string): Resolved;
  /** Outputs of the template that a nested stack's resource brings in; undefined where it was not read. */
  nestedOutput(logicalId: string, output: string): Resolved | undefined;
  /** An attribute that a custom resource of CDK reads from a stack in another region. */
  crossRegion(attribute: string): Resolved | undefined;
}

export function section(document: RawMap, name: string): RawMap {
  const found = member(document, name);
  return isMap(found) ? found : {};
}
