import type { Resource } from '../assembly/model';
import type { ResolvedMap } from '../assembly/value';
import type { Clients } from './clients';
import { errorName, failureOf } from './failure';
import type { Extra, Failure, Place } from './verdict';

/** A resource as the templates mean it, with what the deployment made of its references as far as that is known. */
export interface Meant {
  readonly resource: Resource;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** The deployed stack that it belongs to. */
  readonly stackName: string;
  readonly place: Place;
  readonly properties: ResolvedMap;
}

/** What was read of one resource, in the shape of a template. */
export interface Reading {
  readonly kind: 'read';
  /** A key for each property that was read; `undefined` where it is not set. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` gives and only the service knows. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly unread?: Readonly<Record<string, Failure>>;
  /** What was found under it, for {@link Reader.settle} to tell what templates mean from what they do not. */
  readonly parts?: readonly Extra[];
}

export type Found = Reading | { readonly kind: 'missing'; readonly detail: string };

/** The account and region that a reader reads in. */
export interface Live extends Place {
  readonly clients: Clients;
  /** Reads what several resources share once; a failure is shared too. */
  once<T>(key: string, read: () => Promise<T>): Promise<T>;
  /** Physical ids of all meant resources of a type in this place, for calls that take many. */
  ids(type: string): readonly string[];
}

/** What templates mean in one place, for readers whose types lean on each other. */
export interface Beside {
  ofType(type: string): readonly Meant[];
}

export interface Settled {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly extras: readonly Extra[];
}

/** How types of resources are read through their service's own API. */
export interface Reader {
  readonly types: readonly string[];
  /** The commands that it sends, and the IAM actions that each needs: `{ 'kms:DescribeKey': ['kms:DescribeKey'] }`. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** What a property is where neither template nor service says it. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Properties that tell CloudFormation how to make the resource, and that no live thing has. */
  readonly onlyInTemplates?: readonly string[];
  read(meant: Meant, live: Live): Promise<Found>;
  /** Makes the meant properties what the service would answer for them. */
  expect?(properties: ResolvedMap, meant: Meant): ResolvedMap;
  /** Takes from the parts and properties what other resources of the templates mean; what remains is extra. */
  settle?(meant: Meant, reading: Reading, beside: Beside): Settled;
}

/** One call, and the properties that it tells. */
export interface Part {
  readonly of: readonly string[];
  readonly read: () => Promise<Readonly<Record<string, unknown>>>;
  /** Names of errors by which the service says that none of them is set. */
  readonly unsetAt?: readonly string[];
}

/**
 * Makes the calls of one resource. An error named in `gone` says that it is not there; any other leaves the properties of its call
 * unread, and the rest counts.
 */
export async function gather(parts: readonly Part[], gone: readonly string[]): Promise<Found> {
  const properties: Record<string, unknown> = {};
  const unread: Record<string, Failure> = {};
  const results = await Promise.allSettled(parts.map(({ read }) => read()));
  for (const [index, result] of results.entries()) {
    const { of = [], unsetAt = [] } = parts[index] ?? {};
    if (result.status === 'fulfilled') {
      for (const name of of) properties[name] = undefined;
      Object.assign(properties, result.value);
      continue;
    }
    const error: unknown = result.reason;
    const name = errorName(error);
    if (gone.includes(name)) return { kind: 'missing', detail: `${name}: the service knows no such resource` };
    for (const property of of) {
      if (unsetAt.includes(name)) properties[property] = undefined;
      else unread[property] = failureOf(error);
    }
  }
  return { kind: 'read', properties, unread };
}

/** A resource read by one call. */
export async function single(
  gone: readonly string[],
  read: () => Promise<Readonly<Record<string, unknown>> | undefined>,
): Promise<Found> {
  try {
    const properties = await read();
    return properties === undefined ? missing() : { kind: 'read', properties };
  } catch (error) {
    if (gone.includes(errorName(error))) {
      return { kind: 'missing', detail: `${errorName(error)}: the service knows no such resource` };
    }
    throw error;
  }
}

export function missing(detail = 'the service does not list it'): Found {
  return { kind: 'missing', detail };
}

/** Only what the service said: a property that it leaves out is not read, where it would always say it. */
export function told(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** All pages of a list. */
export async function pages<T>(
  read: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly T[] | undefined; readonly next?: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await read(token);
    for (const item of items ?? []) all.push(item);
    token = next === '' ? undefined : next;
  } while (token !== undefined);
  return all;
}

/** `[1, 2, 3]` in pieces, for calls that take so many at once. */
export function pieces<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** The end of an ARN or of a path. */
export function lastPart(text: string): string {
  return text.split(/[/:]/).at(-1) ?? text;
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** `{ aB: [{ cD: 1 }] }` as `{ AB: [{ CD: 1 }] }`: services that speak JSON write small what templates write large. */
export function capitals(value: unknown, depth = Infinity): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => capitals(one, depth));
  if (typeof value !== 'object' || value === null || depth <= 0) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      capitals(one, depth - 1),
    ]),
  );
}
