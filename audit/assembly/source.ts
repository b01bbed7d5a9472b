/** A value as written in a template, before any intrinsic is looked at. Maps have no prototype, so no key is special. */
export type Raw = null | boolean | number | string | readonly Raw[] | RawMap;
export type RawMap = { readonly [key: string]: Raw };

export type Format = 'json' | 'yaml';

/** A place that could not be read, and why: what a report lists instead of a verdict. */
export interface NotEvaluated {
  readonly file: string;
  /** JSON pointer into the document; absent where the whole file is meant. */
  readonly pointer?: string;
  /** First line is 1. */
  readonly line?: number;
  readonly reason: string;
}

/** One template as read from a file, with where it would be deployed when an assembly says so. */
export interface SourceTemplate {
  /** Unique among the templates of one reading; part of every symbol that stands for one of its resources. */
  readonly id: string;
  readonly stackName: string;
  /** Whether an assembly gave the name; otherwise it is made from the file's path and `AWS::StackName` is a symbol. */
  readonly named: boolean;
  readonly file: string;
  readonly format: Format;
  readonly text: string;
  readonly document: RawMap;
  /** Absent where the assembly leaves it open ("unknown-account"), or where there is no assembly. */
  readonly account?: string;
  readonly region?: string;
  /** The stack and the `AWS::CloudFormation::Stack` resource in it that brings this template in. */
  readonly parent?: { readonly id: string; readonly logicalId: string };
}

/** Everything one path gave: the templates that could be read, and what could not. */
export interface Reading {
  readonly templates: readonly SourceTemplate[];
  readonly notEvaluated: readonly NotEvaluated[];
}

export function isMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Raw[] {
  return Array.isArray(value);
}

/** An empty map in which `__proto__` is a key like any other. */
export function emptyMap<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** A member of a map that may not be one; undefined for anything else. */
export function member(value: unknown, key: string): Raw | undefined {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
