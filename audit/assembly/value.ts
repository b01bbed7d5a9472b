/** A value after intrinsics are evaluated. Strings may hold symbols (see symbol.ts). */
export type Resolved = null | boolean | number | string | Unresolved | readonly Resolved[] | ResolvedMap;
export type ResolvedMap = { readonly [key: string]: Resolved };

/** A value that cannot be known from the templates. No rule may pass on it; it reads as *not evaluated*. */
export class Unresolved {
  public constructor(
    public readonly reason: string,
    /** All values it can be, where these are known (both arms of an `Fn::If`); `undefined` stands for absent. */
    public readonly oneOf?: readonly (Resolved | undefined)[],
  ) {}
}

export function isResolvedMap(value: unknown): value is ResolvedMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unresolved);
}

export function isResolvedList(value: unknown): value is readonly Resolved[] {
  return Array.isArray(value);
}

/** The first reason why some part of a value is not known; undefined for a value that is known throughout. */
export function firstUnresolved(value: Resolved | undefined): string | undefined {
  const open: (Resolved | undefined)[] = [value];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (next instanceof Unresolved) return next.reason;
    if (isResolvedList(next)) for (const item of next) open.push(item);
    else if (isResolvedMap(next)) for (const item of Object.values(next)) open.push(item);
  }
  return undefined;
}
