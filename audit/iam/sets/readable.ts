import type { Dfa } from './dfa';

/** What a person likes to read in an example, best first. */
const READABLE = 'abcdefghijklmnopqrstuvwxyz0123456789-_ABCDEFGHIJKLMNOPQRSTUVWXYZ./:@+=,*?';

/** A shortest accepted string, of readable characters where the automaton leaves the choice; `undefined` if none is accepted. */
export function cheapestString(dfa: Dfa): string | undefined {
  const cameFrom = new Map<number, { readonly state: number; readonly char: string } | undefined>([[0, undefined]]);
  const queue = [0];
  for (let at = 0; at < queue.length; at += 1) {
    const state = queue[at] ?? 0;
    if (dfa.accept[state] === 1) return spell(cameFrom, state);
    for (const [target, char] of moves(dfa, state)) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, { state, char });
      queue.push(target);
    }
  }
  return undefined;
}

function moves(dfa: Dfa, state: number): [number, string][] {
  const row = dfa.edges[state] ?? new Map<number, number>();
  const explicit = [...row].map(([code, target]): [number, string] => [target, String.fromCharCode(code)]);
  explicit.sort(([, a], [, b]) => rank(a) - rank(b));
  const free = [...READABLE].find((char) => !row.has(char.charCodeAt(0))) ?? unusedChar(row);
  return [...explicit, [dfa.other[state] ?? 0, free]];
}

function rank(char: string): number {
  const at = READABLE.indexOf(char);
  return at < 0 ? READABLE.length + char.charCodeAt(0) : at;
}

function unusedChar(row: ReadonlyMap<number, number>): string {
  let code = 0x4e00;
  while (row.has(code)) code += 1;
  return String.fromCharCode(code);
}

function spell(cameFrom: ReadonlyMap<number, { state: number; char: string } | undefined>, end: number): string {
  let text = '';
  for (let step = cameFrom.get(end); step; step = cameFrom.get(step.state)) text = step.char + text;
  return text;
}
