import type { Stack } from 'aws-cdk-lib';
import { NotEvaluated } from '../not-evaluated';
import { fragmentsOf, wholeText, type Fragments } from './fragments';
import { describe, isIntrinsic, isObject, referenceOf } from './intrinsic';
import { reduce } from './reduce';
import type { Resource } from './resource';
import type { Tree } from './tree';

/**
 * A property's value with the path that leads to it. Readers return `undefined` for what is absent, and throw
 * NotEvaluated for what only a deployment knows or what has the wrong shape: neither may pass for a good value.
 */
export class Value {
  private constructor(
    public readonly raw: unknown,
    /** E.g. `ProductionVariants[0].InitialInstanceCount`. */
    public readonly path: string,
    private readonly stack: Stack,
    private readonly tree: Tree,
  ) {}

  public static root(raw: unknown, stack: Stack, tree: Tree): Value {
    return Value.of(raw, '', stack, tree);
  }

  private static of(raw: unknown, path: string, stack: Stack, tree: Tree): Value {
    const reduced = reduce({ raw, stack }, tree);
    return new Value(reduced.raw, path, reduced.stack, tree);
  }

  /** @throws NotEvaluated where a condition decides whether there is a value */
  public get absent(): boolean {
    const sides = this.sides();
    if (sides === undefined) return this.raw === undefined || this.raw === null;
    const [yes, no] = sides.map((side) => side.absent);
    if (yes !== no) throw this.unread('a value');
    return yes === true;
  }

  /** Whether something is surely said: a text, a resource of this app, an object or a list with content. */
  public given(): boolean {
    if (this.absent || this.raw === '') return false;
    if (this.target() !== undefined || this.fragments().some((part) => part !== undefined && part !== '')) return true;
    if (isIntrinsic(this.raw) || typeof this.raw !== 'object') throw this.unread('a value');
    return Object.keys(this.raw ?? {}).length > 0;
  }

  public at(...names: string[]): Value {
    return names.reduce<Value>((value, name) => value.child(name), this);
  }

  public bool(): boolean | undefined {
    if (this.absent) return undefined;
    if (this.raw === true || this.raw === 'true') return true;
    if (this.raw === false || this.raw === 'false') return false;
    throw this.unread('true or false');
  }

  public number(): number | undefined {
    const text = this.text();
    if (text === undefined) return undefined;
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) throw this.unread('a number');
    return number;
  }

  public text(): string | undefined {
    if (this.absent) return undefined;
    const text = wholeText(this.fragments());
    if (text === undefined) throw this.unread('a text');
    return text;
  }

  /** The text with its unknown stretches left open. */
  public fragments(): Fragments {
    return fragmentsOf(this.raw);
  }

  /** The elements of a list; none where it is absent. */
  public list(): Value[] {
    if (this.absent) return [];
    if (!Array.isArray(this.raw)) throw this.unread('a list');
    const elements: unknown[] = this.raw;
    return elements
      .map((element, index) => Value.of(element, `${this.path}[${index}]`, this.stack, this.tree))
      .filter((element) => !element.absent);
  }

  /** A list, or a single element where one is allowed, as in policies. */
  public oneOrMany(): Value[] {
    return this.absent || Array.isArray(this.raw) ? this.list() : [this];
  }

  /** The names and values of a map; none where it is absent. */
  public entries(): [string, Value][] {
    if (this.absent) return [];
    if (!isObject(this.raw) || isIntrinsic(this.raw)) throw this.unread('an object');
    return Object.keys(this.raw).map((name) => [name, this.child(name)]);
  }

  /** The pieces of an `Fn::Join` that puts nothing between them; undefined for anything else. */
  public joined(): Value[] | undefined {
    const join = isObject(this.raw) ? this.raw['Fn::Join'] : undefined;
    const [delimiter, pieces]: unknown[] = Array.isArray(join) ? join : [];
    if (delimiter !== '' || !Array.isArray(pieces)) return undefined;
    return pieces.map((piece: unknown) => Value.of(piece, this.path, this.stack, this.tree));
  }

  /** The value of a text that holds JSON. */
  public parsed(): Value {
    const text = this.text();
    if (text === undefined) return this;
    try {
      return Value.of(JSON.parse(text), this.path, this.stack, this.tree);
    } catch {
      throw this.unread('JSON');
    }
  }

  /** The resource of this app that the value refers to, and its attribute where it names one. */
  public target(): { readonly resource: Resource; readonly attribute?: string } | undefined {
    const reference = referenceOf(this.raw);
    const resource = reference && this.tree.find(this.stack, reference.id);
    return resource && { resource, ...(reference.attribute === undefined ? {} : { attribute: reference.attribute }) };
  }

  public unread(wanted: string): NotEvaluated {
    const why = isIntrinsic(this.raw) ? 'is unresolved' : `is not ${wanted}`;
    return new NotEvaluated(this.path, `${why}: ${describe(this.raw)}`);
  }

  /** What a condition chooses between. */
  private sides(): Value[] | undefined {
    const choice = isObject(this.raw) ? this.raw['Fn::If'] : undefined;
    if (!Array.isArray(choice)) return undefined;
    return [choice[1], choice[2]].map((side: unknown) => Value.of(side, this.path, this.stack, this.tree));
  }

  private child(name: string): Value {
    const path = this.path === '' ? name : `${this.path}.${name}`;
    if (this.raw === undefined || this.raw === null) return new Value(undefined, path, this.stack, this.tree);
    const [yes, no] = this.sides() ?? [];
    if (yes && no) {
      // Both sides may agree on this property where they differ in others.
      const branches = [yes, no].map((side) => side.child(name).raw ?? { Ref: 'AWS::NoValue' });
      return Value.of({ 'Fn::If': ['', ...branches] }, path, this.stack, this.tree);
    }
    if (!isObject(this.raw) || isIntrinsic(this.raw)) throw this.unread('an object');
    return Value.of(this.raw[name], path, this.stack, this.tree);
  }
}
