import { Limit } from './limits';
import type { Scope } from './scope';
import { emptyMap, isList, isMap, type Raw, type RawMap } from './source';
import { hasSymbol } from './symbol';
import { isResolvedList, Unresolved } from './value';

const LOOP = 'Fn::ForEach::';

export function hasLoop(map: RawMap): boolean {
  return Object.keys(map).some((key) => key.startsWith(LOOP));
}

/** Writes out the `Fn::ForEach` loops of one map; loops inside what a loop makes are written out too. */
export function writeOutLoops(map: RawMap, scope: Scope): RawMap | Unresolved {
  if (!scope.languageExtensions) return new Unresolved('Fn::ForEach without the AWS::LanguageExtensions transform');
  const written = emptyMap<Raw>();
  const open: (readonly [string, Raw])[] = Object.entries(map).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [key, value] = next;
    if (!scope.budget.spend(1)) return new Unresolved('too much work');
    if (!key.startsWith(LOOP)) {
      if (key in written) return new Unresolved(`loops give the key "${key.slice(0, 80)}" twice`);
      written[key] = value;
      continue;
    }
    const entries = turns(value, scope);
    if (entries instanceof Unresolved) return entries;
    for (const entry of entries.reverse()) open.push(entry);
  }
  return written;
}

function turns(loop: Raw, scope: Scope): [string, Raw][] | Unresolved {
  if (!isList(loop) || loop.length !== 3) return new Unresolved('Fn::ForEach takes a name, a collection and a body');
  const [variable, collection, body] = loop;
  if (typeof variable !== 'string' || !/^[A-Za-z0-9]+$/.test(variable) || !isMap(body) || collection === undefined) {
    return new Unresolved('Fn::ForEach takes a name, a collection and a body');
  }
  const items = scope.value(collection);
  if (!isResolvedList(items)) return new Unresolved('Fn::ForEach over a collection that is not known');
  if (items.length > Limit.listLength) return new Unresolved('Fn::ForEach over a collection that is too long');
  const entries: [string, Raw][] = [];
  for (const item of items) {
    const text = typeof item === 'string' || typeof item === 'number' ? String(item) : undefined;
    if (text === undefined || hasSymbol(text)) return new Unresolved('Fn::ForEach over a member that is not known');
    const substitution = new Substitution(variable, text, scope);
    for (const [key, value] of Object.entries(body)) entries.push([substitution.text(key), substitution.raw(value)]);
    if (substitution.exhausted) return new Unresolved('Fn::ForEach makes too much');
  }
  return entries;
}

class Substitution {
  public exhausted = false;

  public constructor(
    private readonly variable: string,
    private readonly item: string,
    private readonly scope: Scope,
  ) {}

  public raw(value: Raw): Raw {
    if (this.exhausted || !this.scope.budget.spend(1)) {
      this.exhausted = true;
      return null;
    }
    if (typeof value === 'string') return this.text(value);
    if (isList(value)) return value.map((one) => this.raw(one));
    if (!isMap(value)) return value;
    if (value.Ref === this.variable && Object.keys(value).length === 1) return this.item;
    const map = emptyMap<Raw>();
    for (const [key, inner] of Object.entries(value)) map[this.text(key)] = this.raw(inner);
    return map;
  }

  public text(text: string): string {
    if (!text.includes('{')) return text;
    const written = text
      .replaceAll(`\${${this.variable}}`, () => this.item)
      .replaceAll(`&{${this.variable}}`, () => this.item.replace(/[^A-Za-z0-9]/g, ''));
    this.exhausted ||= written.length > Limit.text || !this.scope.budget.spend(written.length / 64);
    return this.exhausted ? '' : written;
  }
}
