import { actionFacts, expandAction } from './action-data';
import type { KeyTypes } from './key-types';
import { is, isAbsent, isPresent } from './principal-class';
import type { Literal } from './region';
import { ACTION, Region, RESOURCE, within } from './region';
import { arnTokens, globTokens } from './sets/glob';
import { ANY_STRING, StringSet } from './sets/string-set';
import type { AccessRequest } from './world';

/**
 * What is known of a context key: `null` absent, a text its one value, a list exactly these values of a multi-valued key,
 * `oneOf` one of these, `noneOf` absent or another value, `like` a wildcard pattern, `unlike` present
 * and of no such pattern, `present` anything but absent.
 */
export type GivenValue =
  | null
  | string
  | readonly string[]
  | { readonly oneOf: readonly string[] }
  | { readonly noneOf: readonly string[] }
  | { readonly like: string }
  | { readonly unlike: string }
  | { readonly present: true };

/** Context keys that are settled before the question is asked. */
export type Given = Readonly<Record<string, GivenValue>>;

/** Which requests a question is about. */
export interface RequestSpace {
  /** Action patterns, e.g. `s3:Get*`. Where the service is known, only its published actions count. */
  readonly action: string | readonly string[];
  /** ARN patterns. @default whatever each action acts on */
  readonly resource?: string | readonly string[];
  /** ARN patterns that are left out. */
  readonly except?: readonly string[];
  readonly given?: Given;
}

/** The boxes of requests a question is about. */
export function regionsOf(space: RequestSpace, types: KeyTypes): Region[] {
  const given = Object.entries(space.given ?? {}).flatMap(([key, value]) => givenLiterals(key.toLowerCase(), value));
  const left = (space.except ?? []).length > 0 ? [within(RESOURCE, resourceSet(space.except ?? []).not())] : [];
  const everything = Region.everything(types).andAll([...given, ...left]);
  if (!everything) return [];
  const boxes = [space.action].flat().flatMap((pattern) => actionBoxes(pattern, space.resource));
  return boxes.flatMap(
    ([actions, resources]) => everything.andAll([within(ACTION, actions), within(RESOURCE, resources)]) ?? [],
  );
}

/** One request as a box of one: keys that it does not carry and that some policy asks for are absent. */
export function regionOfRequest(request: AccessRequest, types: KeyTypes): Region | undefined {
  const context = Object.entries(request.context).flatMap(([key, value]) => givenLiterals(key.toLowerCase(), value));
  const carried = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  const missing = types.mentioned().filter((key) => !carried.has(key));
  return Region.everything(types).andAll([
    is(ACTION, request.action.toLowerCase()),
    is(RESOURCE, request.resource),
    ...context,
    ...missing.map(isAbsent),
  ]);
}

/** The tests that hold exactly where `key` is as given. */
export function givenLiterals(key: string, value: GivenValue): Literal[] {
  if (value === null) return [isAbsent(key)];
  if (typeof value === 'string') return [within(key, StringSet.of([value]))];
  if ('present' in value) return [isPresent(key)];
  if ('unlike' in value) return [within(key, StringSet.matching(globTokens(value.unlike)).not())];
  if ('like' in value) return [within(key, StringSet.matching(globTokens(value.like)))];
  if ('noneOf' in value)
    return [{ dimension: key, absent: true, quantifier: 'all', set: StringSet.of(value.noneOf).not() }];
  if ('oneOf' in value) return [within(key, StringSet.of(value.oneOf))];
  if (value.length === 0) return [isAbsent(key)];
  const each = value.map((item): Literal => ({
    dimension: key,
    absent: false,
    quantifier: 'some',
    set: StringSet.of([item]),
  }));
  return [within(key, StringSet.of(value)), ...each];
}

function actionBoxes(pattern: string, resource: RequestSpace['resource']): readonly [StringSet, StringSet][] {
  if (resource !== undefined) return [[actionsOf(pattern), resourceSet([resource].flat())]];
  const all = actionsOf(pattern);
  const actions = all.listed();
  if (!actions) return [[all, ANY_STRING]];
  // Actions on the same kinds of resource share a box.
  const groups = new Map<string, string[]>();
  for (const action of actions) {
    const key = (actionFacts(action)?.resources ?? []).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [...groups].map(([key, group]) => [StringSet.of(group), key === '' ? ANY_STRING : actedOn(key.split('\n'))]);
}

/** The actions of a pattern: where its service is known, the published ones. */
function actionsOf(pattern: string): StringSet {
  return remembered(`action ${pattern}`, () => {
    const listed = expandAction(pattern)?.map((action) => action.toLowerCase());
    return listed && /[*?]/.test(pattern)
      ? StringSet.of(listed)
      : StringSet.matching(globTokens(pattern.toLowerCase()));
  });
}

const sets = new Map<string, StringSet>();

/** Built once for each list of patterns, so that what is known of a set is found again by the next question. */
function remembered(key: string, build: () => StringSet): StringSet {
  let set = sets.get(key);
  if (!set) {
    set = build();
    if (sets.size > 20_000) sets.clear();
    sets.set(key, set);
  }
  return set;
}

function resourceSet(patterns: readonly string[]): StringSet {
  return remembered(`text ${patterns.join(' ')}`, () => StringSet.ofPatterns(patterns));
}

/** An action that acts on nothing with an ARN is requested on `*` itself. */
function actedOn(patterns: readonly string[]): StringSet {
  if (patterns.length === 1 && patterns[0] === '*') return StringSet.of(['*']);
  const build = (): StringSet =>
    StringSet.union(patterns.map((pattern) => StringSet.matching(arnTokens(globTokens(pattern)))));
  return remembered(`arn ${patterns.join(' ')}`, build);
}
