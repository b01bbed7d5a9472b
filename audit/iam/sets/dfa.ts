/**
 * A deterministic automaton over UTF-16 code units. State 0 starts. `edges` lists only the code units that lead elsewhere
 * than `other`, so the alphabet is never enumerated. Trimmed: at most one state accepts nothing, at most one everything.
 */
export interface Dfa {
  readonly id: number;
  readonly accept: Uint8Array;
  readonly other: Int32Array;
  readonly edges: readonly ReadonlyMap<number, number>[];
  /** What every accepted string begins with. */
  readonly prefix: string;
}

/** An automaton as it is being built: the same shape, not yet trimmed. */
export interface RawDfa {
  readonly accept: boolean[];
  readonly other: number[];
  readonly edges: Map<number, number>[];
}

/** Thrown when an automaton outgrows its bound: the caller reports *not evaluated*. */
export class AutomatonTooLarge extends Error {}

/** More states than the names of ten thousand resources need together. */
export const MAX_STATES = 200_000;

let lastId = 0;
let built = 0;

/** How many states have been built so far: what a question has cost, whatever the machine is busy with. */
export function statesBuilt(): number {
  return built;
}

/** Trims and numbers states breadth first, so that equal constructions come out equal. */
export function finish(raw: RawDfa): Dfa {
  built += raw.accept.length;
  const sources = sourcesOf(raw);
  const dead = canReach(raw, sources, true);
  const full = canReach(raw, sources, false);
  const DEAD = -1;
  const FULL = -2;
  const classOf = (state: number): number => (!dead[state] ? DEAD : !full[state] ? FULL : state);
  const order: number[] = [];
  const number = new Map<number, number>();
  const visit = (state: number): number => {
    const key = classOf(state);
    let at = number.get(key);
    if (at === undefined) {
      at = order.length;
      number.set(key, at);
      order.push(key);
    }
    return at;
  };
  visit(0);
  const accept: number[] = [];
  const other: number[] = [];
  const edges: Map<number, number>[] = [];
  for (let at = 0; at < order.length; at += 1) {
    const state = order[at] ?? DEAD;
    if (state < 0) {
      accept.push(state === FULL ? 1 : 0);
      other.push(at);
      edges.push(new Map());
      continue;
    }
    accept.push(raw.accept[state] ? 1 : 0);
    const fallback = visit(raw.other[state] ?? 0);
    other.push(fallback);
    const kept = new Map<number, number>();
    for (const [code, target] of raw.edges[state] ?? []) {
      const to = visit(target);
      if (to !== fallback) kept.set(code, to);
    }
    edges.push(kept);
  }
  lastId += 1;
  const dfa = { id: lastId, accept: Uint8Array.from(accept), other: Int32Array.from(other), edges };
  return { ...dfa, prefix: forcedPrefix(dfa) };
}

/** Which states lead to a state: those of `state` lie from `first[state]` up to `first[state + 1]`. */
interface Sources {
  readonly first: Int32Array;
  readonly states: Int32Array;
}

function sourcesOf({ other, edges }: RawDfa): Sources {
  const first = new Int32Array(other.length + 1);
  const count = (target: number): void => void (first[target + 1] = (first[target + 1] ?? 0) + 1);
  for (const [state, target] of other.entries()) {
    count(target);
    edges[state]?.forEach(count);
  }
  for (let state = 0; state < other.length; state += 1)
    first[state + 1] = (first[state + 1] ?? 0) + (first[state] ?? 0);
  const states = new Int32Array(first[other.length] ?? 0);
  const next = first.slice();
  const put = (from: number, to: number): void => {
    const at = next[to] ?? 0;
    states[at] = from;
    next[to] = at + 1;
  };
  for (const [state, target] of other.entries()) {
    put(state, target);
    for (const to of edges[state]?.values() ?? []) put(state, to);
  }
  return { first, states };
}

/** For each state: can it reach one whose acceptance is `wanted`? */
function canReach({ accept }: RawDfa, { first, states }: Sources, wanted: boolean): Uint8Array {
  const reached = Uint8Array.from(accept, (accepting) => (accepting === wanted ? 1 : 0));
  const queue: number[] = [];
  for (let state = 0; state < reached.length; state += 1) if (reached[state]) queue.push(state);
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let at = first[state] ?? 0; at < (first[state + 1] ?? 0); at += 1) {
      const source = states[at] ?? 0;
      if (reached[source]) continue;
      reached[source] = 1;
      queue.push(source);
    }
  }
  return reached;
}

function forcedPrefix(dfa: Omit<Dfa, 'prefix'>): string {
  let prefix = '';
  let state = 0;
  const isDead = (at: number): boolean => dfa.accept[at] === 0 && dfa.other[at] === at && dfa.edges[at]?.size === 0;
  while (dfa.accept[state] === 0 && isDead(dfa.other[state] ?? 0) && dfa.edges[state]?.size === 1) {
    for (const [code, target] of dfa.edges[state] ?? []) {
      prefix += String.fromCharCode(code);
      state = target;
    }
  }
  return prefix;
}

/** Whether the automaton accepts `text`. */
export function accepts(dfa: Dfa, text: string): boolean {
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    state = dfa.edges[state]?.get(text.charCodeAt(at)) ?? dfa.other[state] ?? 0;
  }
  return dfa.accept[state] === 1;
}

/** What either may do, read with `both` on acceptance. */
export function product(left: Dfa, right: Dfa, both: (left: boolean, right: boolean) => boolean): Dfa {
  const raw: RawDfa = { accept: [], other: [], edges: [] };
  const pairs: [number, number][] = [];
  const number = new Map<number, number>();
  const width = right.accept.length;
  const visit = (a: number, b: number): number => {
    const key = a * width + b;
    let at = number.get(key);
    if (at === undefined) {
      at = pairs.length;
      if (at > MAX_STATES) throw new AutomatonTooLarge();
      number.set(key, at);
      pairs.push([a, b]);
    }
    return at;
  };
  visit(0, 0);
  for (let at = 0; at < pairs.length; at += 1) {
    const [a, b] = pairs[at] ?? [0, 0];
    const otherA = left.other[a] ?? 0;
    const otherB = right.other[b] ?? 0;
    raw.accept.push(both(left.accept[a] === 1, right.accept[b] === 1));
    raw.other.push(visit(otherA, otherB));
    const row = new Map<number, number>();
    for (const [code, target] of left.edges[a] ?? []) row.set(code, visit(target, right.edges[b]?.get(code) ?? otherB));
    for (const [code, target] of right.edges[b] ?? []) if (!row.has(code)) row.set(code, visit(otherA, target));
    raw.edges.push(row);
  }
  return finish(raw);
}

/** Accepts exactly what `dfa` does not. */
export function complement(dfa: Dfa): Dfa {
  lastId += 1;
  const accept = dfa.accept.map((yes) => 1 - yes);
  const flipped = { id: lastId, accept, other: dfa.other, edges: dfa.edges };
  return { ...flipped, prefix: forcedPrefix(flipped) };
}

/** Whether nothing is accepted. In a trimmed automaton only the one dead state can be the start. */
export function acceptsNothing(dfa: Dfa): boolean {
  return dfa.accept.length === 1 && dfa.accept[0] === 0;
}
