import type { Model, Resource } from '../../assembly/model';
import { at, flag, list, number, text } from '../../assembly/readers';
import { isResolvedMap, Unresolved, type Resolved } from '../../assembly/value';
import { placeOf } from '../../world/policy-document';
import { remembered } from '../../remembered';
import type { Facts } from '../facts';
import type { Proof } from '../invariant';
import { resourcesOfType } from '../of-type';

/** What was seen of one setting: right, wrong with what was got, or open with the reason; undefined where it does not apply. */
export type Seen = { readonly kind: 'right' | 'wrong' | 'open'; readonly got: string } | undefined;

/** A setting that protects, of every resource of a type. */
export interface Setting {
  readonly type: string;
  /** Unique for its type, in words: what is looked at. */
  readonly what: string;
  /** What it must be, in words. */
  readonly wanted: string;
  /** Asked only of templates that declare a platform: a choice of ours, which other people's templates may make otherwise. */
  readonly platform?: true;
  readonly see: (resource: Resource, facts: Facts) => Seen;
}

/** A proof for each setting of each resource. */
export function proveSettings(facts: Facts, settings: readonly Setting[]): readonly Proof[] {
  const hasPlatform = facts.declared.platform !== undefined;
  const asked = settings.filter(({ platform }) => platform !== true || hasPlatform);
  const byType = new Map<string, Setting[]>();
  for (const setting of asked) byType.set(setting.type, [...(byType.get(setting.type) ?? []), setting]);
  return facts.model.resources.flatMap((resource) =>
    (byType.get(resource.type) ?? []).flatMap((setting) => proofOf(facts, resource, setting)),
  );
}

function proofOf(facts: Facts, resource: Resource, { what, wanted, see }: Setting): readonly Proof[] {
  const about = { subject: `${placeOf(resource)}: ${what}`, resource };
  if (resource.unreadable !== undefined)
    return [{ kind: 'not evaluated', detail: `its properties: ${resource.unreadable}`, ...about }];
  const seen = see(resource, facts);
  if (!seen) return [];
  if (seen.kind === 'right') return [{ kind: 'proved', detail: seen.got, ...about }];
  if (seen.kind === 'open') return [{ kind: 'not evaluated', detail: seen.got, ...about }];
  return [{ kind: 'refuted', detail: `got ${seen.got}; expected ${wanted}`, ...about }];
}

export const right = (got: string): Seen => ({ kind: 'right', got });
export const wrong = (got: string): Seen => ({ kind: 'wrong', got });
export const open = (got: string): Seen => ({ kind: 'open', got });
export const judged = (holds: boolean, got: string): Seen => (holds ? right(got) : wrong(got));

type See = Setting['see'];
type Path = readonly (string | number)[];

/** One of these texts; `absent` is one too, where it may be left out. */
export function oneOf(path: Path, ...allowed: readonly string[]): See {
  return (resource, { model }) => {
    const read = text(model.property(resource, ...path));
    if (read.kind === 'unresolved') return open(read.reason);
    const got = read.kind === 'absent' ? 'absent' : read.value;
    return judged(allowed.includes(got), got);
  };
}

/** A flag that is written out and has this value. */
export function flagged(path: Path, wanted: boolean): See {
  return (resource, { model }) => {
    const read = flag(model.property(resource, ...path));
    if (read.kind === 'unresolved') return open(read.reason);
    return read.kind === 'absent' ? wrong('absent') : judged(read.value === wanted, String(read.value));
  };
}

/** Not this value; absent is well. */
export function notFlagged(path: Path, forbidden: boolean): See {
  return (resource, { model }) => {
    const read = flag(model.property(resource, ...path));
    if (read.kind === 'unresolved') return open(read.reason);
    return read.kind === 'absent' ? right('absent') : judged(read.value !== forbidden, String(read.value));
  };
}

/** Something is there: a text, a map, or a list with a member. What it is need not be known. */
export function present(...path: Path): See {
  return (resource, { model }) => {
    const value = model.property(resource, ...path);
    if (value instanceof Unresolved) return value.oneOf?.includes(undefined) ? open(value.reason) : right('set');
    return judged(isThere(value), isThere(value) ? 'set' : 'absent');
  };
}

/** A number between two others; `absent` says what leaving it out means. */
export function between(path: Path, least: number, most: number, absent?: number): See {
  return (resource, { model }) => {
    const read = number(model.property(resource, ...path));
    if (read.kind === 'unresolved') return open(read.reason);
    const value = read.kind === 'absent' ? absent : read.value;
    return value === undefined ? wrong('absent') : judged(value >= least && value <= most, String(value));
  };
}

/** Every member of a list has what is asked; an absent or empty list is wrong. */
export function everyOf(path: Path, holds: (member: Resolved) => boolean, what: string): See {
  return (resource, { model }) => {
    const read = list(model.property(resource, ...path));
    if (read.kind === 'unresolved') return open(read.reason);
    if (read.kind === 'absent' || read.value.length === 0) return wrong('none');
    const bad = read.value.findIndex((member) => !(member instanceof Unresolved) && !holds(member));
    if (bad >= 0) return wrong(`member ${bad + 1} without ${what}`);
    const unread = read.value.find((member) => member instanceof Unresolved);
    return unread instanceof Unresolved ? open(unread.reason) : right(`${read.value.length}, each ${what}`);
  };
}

/** Some other resource of a type refers to it by one of its properties. */
export function referredBy(type: string, ...path: Path): See {
  return (resource, facts) => {
    const found = referrers(facts, resource, type, path);
    return found[0] ? right(`by ${placeOf(found[0])}`) : wrong('none');
  };
}

/** The resources of a type that are deployed for certain and name this one at a path; a list counts by its members. */
export function referrers({ model }: Facts, resource: Resource, type: string, path: Path): readonly Resource[] {
  const indices = referrersIn(model);
  const key = [type, resource.type, ...path].join('\n');
  let index = indices.get(key);
  if (!index) indices.set(key, (index = indexed(model, resource.type, type, path)));
  return index.get(resource) ?? [];
}

type Referrers = ReadonlyMap<Resource, readonly Resource[]>;

/** Made once for each type and path: of many networks each has few that name it. */
const referrersIn = remembered((_model: Model) => new Map<string, Referrers>());

function indexed(model: Model, wanted: string, type: string, path: Path): Referrers {
  const found = new Map<Resource, Resource[]>();
  for (const one of resourcesOfType(model, type)) {
    if (one.condition !== 'always') continue;
    const value = model.property(one, ...path);
    const names = Array.isArray(value) ? (value as readonly Resolved[]) : [value];
    const targets = names.map((name) => (typeof name === 'string' ? model.findFrom(one, name, wanted) : undefined));
    for (const target of new Set(targets)) {
      if (!target) continue;
      const beside = found.get(target);
      if (beside) beside.push(one);
      else found.set(target, [one]);
    }
  }
  return found;
}

/** A text at a path of a value that may be anything. */
export function textAt(value: Resolved | undefined, ...path: Path): string | undefined {
  const read = text(at(value, ...path));
  return read.kind === 'resolved' ? read.value : undefined;
}

export function flagAt(value: Resolved | undefined, ...path: Path): boolean | undefined {
  const read = flag(at(value, ...path));
  return read.kind === 'resolved' ? read.value : undefined;
}

/** Whether a value is there, known or not. */
export function isThere(value: Resolved | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (value instanceof Unresolved) return true;
  if (Array.isArray(value)) return value.length > 0;
  return isResolvedMap(value) ? Object.keys(value).length > 0 : true;
}
