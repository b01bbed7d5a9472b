import type { NotEvaluated, RawMap, SourceTemplate } from './source';
import type { Resolved, ResolvedMap } from './value';

/** A resource of a template, with its intrinsics evaluated. One whose condition is false is not listed. */
export interface Resource {
  /** The id of its template; with the logical id, unique in a model. */
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Where it stands in the construct tree, when CDK wrote that down. */
  readonly path?: string;
  readonly properties: ResolvedMap;
  /** Whether it is certainly deployed. A proof of absence counts 'unknown' in, a proof of presence counts it out. */
  readonly condition: 'always' | 'unknown';
  /** Why its properties could not be read at all (a macro, an undecided whole): `properties` is then empty. */
  readonly unreadable?: string;
  readonly raw: RawMap;
  /** JSON pointer to it in its file, for messages. */
  readonly pointer: string;
}

export interface Template {
  /** The id that symbols carry. Equals `stackName` unless two stacks share it. */
  readonly stack: string;
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, Resolved>;
  readonly source: SourceTemplate;
}

/** All stacks together. */
export interface Model {
  readonly templates: readonly Template[];
  readonly resources: readonly Resource[];
  /** What could not be read. While a template is listed here as a whole, absence of a thing is not proved. */
  readonly notEvaluated: readonly NotEvaluated[];
  /** The one resource, of these types if given, that a text refers to: by symbol, `Ref` value, physical name or ARN. */
  find(value: string, ...types: readonly string[]): Resource | undefined;
  /** The same as the resource itself means it: of several with one name, in several accounts, the one beside it. */
  findFrom(resource: Resource, value: string, ...types: readonly string[]): Resource | undefined;
  resource(stack: string, logicalId: string): Resource | undefined;
  template(stack: string): Template | undefined;
  /** What `Ref` (or `GetAtt` with an attribute) gives for a resource: a literal where that is certain, else a symbol. */
  reference(resource: Resource, attribute?: string): Resolved;
  /** A property's value at a path of keys; unresolved where the resource's properties could not be read. */
  property(resource: Resource, ...path: readonly (string | number)[]): Resolved | undefined;
  /** `file:line` and construct path of a resource, for messages. */
  locate(resource: Resource, pointer?: string): Location;
}

export interface Location {
  readonly file: string;
  readonly line: number;
  readonly pointer: string;
  readonly path?: string;
}
