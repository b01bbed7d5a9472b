import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { ConfigProblemCode } from './errors';
import { harmless } from './got';

/** The steps from the root to a value. */
export type Path = readonly (string | number)[];

/** Something found while walking, with the offset in the text at which it stands. */
export interface Finding {
  readonly code: ConfigProblemCode;
  readonly path: Path;
  readonly offset: number;
  readonly got: string;
  readonly allowed: string;
  readonly hint?: string;
}

/** What is known about the place a value has in the text. */
export interface Spot {
  /** Where the key stands, or for an entry of a list the entry. */
  readonly key: number;
  /** Where the value starts. */
  readonly value: number;
  /** A plain scalar as it was typed: `0123` is the number 123, and the writer should see 0123. */
  readonly source?: string;
}

/** A config is five levels deep. */
export const MOST_LEVELS = 24;
/** How many values aliases may add to a file. */
export const MOST_ALIASED = 1000;

/** A parsed YAML document as plain values, with the place of each, and what plain values cannot show. */
export class Tree {
  public readonly value: unknown;
  public readonly findings: Finding[] = [];
  private readonly spots = new Map<string, Spot>();
  private readonly anchors = new Map<string, Node>();
  private aliased = 0;
  private exploded = false;

  public constructor(document: Document) {
    this.value = this.plain(document.contents, [], []);
  }

  public spot(path: Path): Spot | undefined {
    return this.spots.get(JSON.stringify(path));
  }

  /** The nearest place that exists: the value's own, or for a missing one its parent's. */
  public nearestOffset(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const spot = this.spot(path.slice(0, length));
      if (spot !== undefined) return length === path.length ? spot.value : spot.key;
    }
    return 0;
  }

  private plain(node: unknown, path: Path, open: readonly Node[], key?: number, at?: number): unknown {
    const range = isNode(node) ? node.range?.[0] : undefined;
    const value = at ?? range ?? key ?? 0;
    const source = isScalar(node) && typeof node.source === 'string' ? node.source : undefined;
    this.spots.set(JSON.stringify(path), { key: key ?? value, value, ...(source !== undefined && { source }) });
    if (!isNode(node)) return null;
    if (path.length > MOST_LEVELS) {
      this.find('YAML_TOO_DEEP', path, value, 'one more', `at most ${MOST_LEVELS} levels of nesting`);
      return null;
    }
    if (at !== undefined && this.counts(path, at)) return null;
    if (isAlias(node)) return this.aliasOf(node.source, path, open, key, value);
    // An anchor inside an expanded alias was already seen, where it was written.
    if (node.anchor !== undefined && at === undefined) this.anchors.set(node.anchor, node);
    if (isScalar(node)) return node.value;
    const inside = [...open, node];
    if (isSeq(node)) {
      return node.items.map((item, index) => this.plain(item, [...path, index], inside, undefined, at));
    }
    return isMap(node) ? this.mapOf(node.items, path, inside, at) : null;
  }

  private mapOf(pairs: readonly Pair[], path: Path, open: readonly Node[], at?: number): unknown {
    // No prototype, so that no key of a file can reach one.
    const map = Object.create(null) as Record<string, unknown>;
    const seen = new Set<string>();
    for (const pair of pairs) {
      const offset = at ?? (isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0);
      const key = keyText(pair.key);
      if (key === undefined) {
        this.find('YAML_SYNTAX', path, offset, 'a key that is a list, a map or an alias', 'keys of plain text');
      } else if (seen.has(key)) {
        this.find('DUPLICATE_KEY', [...path, key], offset, `${harmless(key)} a second time`, 'each key once');
      } else if (key === '__proto__') {
        this.find('UNKNOWN_KEY', [...path, key], offset, 'the key __proto__', 'the keys that the schema names');
      } else {
        map[key] = this.plain(pair.value, [...path, key], open, offset, at);
      }
      if (key !== undefined) seen.add(key);
    }
    return map;
  }

  private aliasOf(name: string, path: Path, open: readonly Node[], key: number | undefined, offset: number): unknown {
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.find('YAML_SYNTAX', path, offset, `*${harmless(name)}`, 'an alias of an anchor that stands above it');
      return null;
    }
    if (open.includes(target)) {
      this.find('YAML_ALIASES_EXPLODE', path, offset, `*${harmless(name)} inside itself`, 'aliases that end');
      return null;
    }
    return this.plain(target, path, open, key, offset);
  }

  /** Counts a value that an alias brought in; true once there are too many. */
  private counts(path: Path, offset: number): boolean {
    this.aliased += 1;
    if (this.aliased <= MOST_ALIASED) return false;
    if (!this.exploded) {
      const allowed = `aliases that add at most ${MOST_ALIASED} values to the file`;
      this.find('YAML_ALIASES_EXPLODE', path, offset, 'aliases of aliases that grow without end', allowed);
    }
    this.exploded = true;
    return true;
  }

  private find(code: ConfigProblemCode, path: Path, offset: number, got: string, allowed: string): void {
    this.findings.push({ code, path, offset, got, allowed });
  }
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}

/** A key as text: numbers and such as they were typed. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
