import type { Scope } from './scope';
import { isList, isMap, member, type Raw } from './source';
import { forgesSymbol, freeSymbol } from './symbol';
import { withoutDynamicReferences } from './text-functions';
import { Unresolved, type Resolved } from './value';

/** What a resolution may be told; what it is not told stays open. */
export interface ResolveOptions {
  /** For templates whose assembly does not name one. */
  readonly account?: string;
  readonly region?: string;
  /** Where the region is not known. @default 'aws' */
  readonly partition?: string;
  /** Values of parameters by name, or by `stack/name` for one stack. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** `ignore` makes a proof hold for whatever a deployment passes. @default 'use' */
  readonly parameterDefaults?: 'use' | 'ignore';
}

/** The value of a parameter of a root template. */
export function parameterValue(name: string, declaration: Raw, scope: Scope, options: ResolveOptions): Resolved {
  const given = givenValue(options.parameters, `${scope.source.id}/${name}`, name);
  const type = member(declaration, 'Type');
  // The default of an SSM parameter type is the parameter's path; what lies there is not known.
  const fromSsm = typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value');
  const isMany = typeof type === 'string' && (type === 'CommaDelimitedList' || type.includes('List<'));
  const usesDefault = options.parameterDefaults !== 'ignore' && !fromSsm;
  const raw = given ?? (usesDefault ? member(declaration, 'Default') : undefined);
  return typed(raw, isMany) ?? open(name, isMany, scope);
}

/** A value that a parent passes to a nested stack, in the type that the nested template declares. */
export function passedValue(value: Resolved, declaration: Raw): Resolved {
  const type = member(declaration, 'Type');
  const isMany = type === 'CommaDelimitedList' || (typeof type === 'string' && type.startsWith('List<'));
  return isMany && typeof value === 'string' ? commaSeparated(value) : value;
}

export function open(name: string, isMany: boolean, scope: Scope): Resolved {
  if (isMany) return new Unresolved(`parameter ${name.slice(0, 100)} is known only at deployment`);
  return freeSymbol(`${scope.source.id}.${name}`);
}

function givenValue(values: Readonly<Record<string, string>> | undefined, ...names: readonly string[]) {
  const name = names.find((one) => values && Object.hasOwn(values, one));
  return name === undefined ? undefined : values?.[name];
}

function typed(raw: Raw | undefined, isMany: boolean): Resolved | undefined {
  if (raw === undefined || raw === null || isMap(raw)) return undefined;
  if (isList(raw)) return isMany ? raw.map((one) => scalar(one)) : undefined;
  return isMany ? commaSeparated(String(raw)) : scalar(raw);
}

function commaSeparated(text: string): Resolved {
  return text === '' ? [] : text.split(',').map((one) => scalar(one.trim()));
}

/** Parameters are texts to CloudFormation, also where the template writes a number. */
function scalar(raw: Raw): Resolved {
  if (raw === null || typeof raw === 'object') return new Unresolved('a parameter value that is no text');
  const text = String(raw);
  if (forgesSymbol(text)) return new Unresolved('a text with reserved private-use characters');
  return withoutDynamicReferences(text);
}
