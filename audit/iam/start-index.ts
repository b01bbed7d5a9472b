import { arnTokens, globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';

/** Something found by what its ARNs begin with; `at` is its place in the order in which things are found. */
export interface Placed {
  readonly at: number;
}

/**
 * Things by the beginnings of their ARNs, a part for each service: a question about some ARNs looks at those whose beginning fits, and not
 * at each thing.
 */
export class StartIndex<T extends Placed> {
  private readonly parts = new Map<string, Part<T>>();

  /** @param start what every ARN of the thing begins with */
  public add(start: string, thing: T): void {
    const service = serviceOf(start);
    const part = this.parts.get(service) ?? new Part<T>(service);
    this.parts.set(service, part);
    part.add(start, thing);
  }

  /** Everything that may hold a member of `set`, in order. Some of it may not: only beginnings are compared. */
  public meeting(set: StringSet): readonly T[] {
    const texts = set.listed();
    const found = texts ? texts.flatMap((text) => this.holding(text)) : this.around(set);
    return [...new Set(found)].sort((a, b) => a.at - b.at);
  }

  private holding(text: string): readonly T[] {
    return this.partsFor(text).flatMap((part) => part.before(text));
  }

  private around(set: StringSet): readonly T[] {
    const start = set.beginning();
    if (serviceOf(start) !== '')
      return this.partsFor(start).flatMap((part) => [...part.before(start), ...part.after(start)]);
    const parts = [...this.parts.values()].filter(({ shape }) => !shape || !set.and(shape).isEmpty());
    return parts.flatMap((part) => [...part.before(start), ...part.after(start)]);
  }

  private partsFor(text: string): readonly Part<T>[] {
    const services = [...new Set(['', serviceOf(text)])];
    return services.flatMap((service) => this.parts.get(service) ?? []);
  }
}

/** The things of one service, or of none that their beginnings name. */
class Part<T> {
  /** Every ARN of the service; absent where things begin before their service. */
  public readonly shape: StringSet | undefined;
  private readonly things = new Map<string, T[]>();
  private readonly lengths = new Set<number>();
  private sorted: readonly string[] | undefined;

  public constructor(service: string) {
    if (service === '') return;
    this.shape = StringSet.matching([...arnTokens(globTokens(`arn:*:${service}:`)), { kind: 'star' }]);
  }

  public add(start: string, thing: T): void {
    const beside = this.things.get(start);
    if (beside) beside.push(thing);
    else this.things.set(start, [thing]);
    this.lengths.add(start.length);
    this.sorted = undefined;
  }

  /** Whose beginning `text` begins with. */
  public before(text: string): readonly T[] {
    return [...this.lengths].flatMap((length) =>
      length <= text.length ? (this.things.get(text.slice(0, length)) ?? []) : [],
    );
  }

  /** Whose beginning goes on from `start`. */
  public after(start: string): readonly T[] {
    this.sorted ??= [...this.things.keys()].sort();
    const { sorted } = this;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle] ?? '') < start) from = middle + 1;
      else to = middle;
    }
    const found: T[] = [];
    for (let at = from; at < sorted.length; at += 1) {
      const own = sorted[at] ?? '';
      if (!own.startsWith(start)) break;
      if (own.length > start.length) found.push(...(this.things.get(own) ?? []));
    }
    return found;
  }
}

/** The third part of an ARN, where the text goes beyond it. */
function serviceOf(start: string): string {
  const parts = start.split(':', 4);
  return parts.length === 4 && parts[0] === 'arn' ? (parts[2] ?? '') : '';
}
