import type { Dfa, RawDfa } from './dfa';
import { AutomatonTooLarge, finish } from './dfa';

/** One position of a pattern. `inside`: a wildcard that stays inside one ARN component. */
export type GlobToken =
  | { readonly kind: 'char'; readonly code: number; readonly fold?: boolean }
  | { readonly kind: 'any' | 'star'; readonly inside?: boolean };

/** Splits IAM wildcard text: `*` any run, `?` one character, everything else itself. */
export function globTokens(pattern: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (char === '?') tokens.push({ kind: 'any' });
    else tokens.push({ kind: 'char', code: pattern.charCodeAt(at) });
  }
  return tokens;
}

/** Text that is only itself. */
export function literalTokens(text: string, fold = false): GlobToken[] {
  return Array.from({ length: text.length }, (_, at) => ({ kind: 'char', code: text.charCodeAt(at), fold }));
}

/** For `ArnLike`: each of the six components is matched by itself, so no wildcard in the first five crosses a colon. */
export function arnTokens(tokens: readonly GlobToken[]): GlobToken[] {
  let colons = 0;
  return tokens.map((token) => {
    if (token.kind === 'char' && token.code === COLON) colons += 1;
    return token.kind !== 'char' && colons < 5 ? { ...token, inside: true } : token;
  });
}

const COLON = 58;

/** More subsets than this means a pattern made to be hard. */
const MAX_SUBSETS = 4_000;

/** The automaton of a pattern, by subset construction over its positions. */
export function globDfa(tokens: readonly GlobToken[]): Dfa {
  const raw: RawDfa = { accept: [], other: [], edges: [] };
  const sets: (readonly number[])[] = [];
  const number = new Map<string, number>();
  const visit = (positions: number[]): number => {
    const set = close(tokens, positions);
    const key = set.join();
    let at = number.get(key);
    if (at === undefined) {
      at = sets.length;
      if (at > MAX_SUBSETS) throw new AutomatonTooLarge();
      number.set(key, at);
      sets.push(set);
    }
    return at;
  };
  visit([0]);
  for (let at = 0; at < sets.length; at += 1) {
    const set = sets[at] ?? [];
    const onAny: number[] = [];
    const onNoColon: number[] = [];
    const onCode = new Map<number, number[]>();
    for (const position of set) {
      const token = tokens[position];
      if (token === undefined) continue;
      if (token.kind === 'char') for (const code of codesOf(token)) push(onCode, code, position + 1);
      else (token.inside ? onNoColon : onAny).push(token.kind === 'any' ? position + 1 : position);
    }
    if (onNoColon.length > 0 && !onCode.has(COLON)) onCode.set(COLON, []);
    raw.accept.push(set.includes(tokens.length));
    raw.other.push(visit([...onAny, ...onNoColon]));
    const row = new Map<number, number>();
    for (const [code, targets] of onCode) {
      row.set(code, visit([...onAny, ...(code === COLON ? [] : onNoColon), ...targets]));
    }
    raw.edges.push(row);
  }
  return finish(raw);
}

function codesOf(token: { code: number; fold?: boolean }): number[] {
  if (!token.fold) return [token.code];
  const char = String.fromCharCode(token.code);
  return [...new Set([char.toLowerCase().charCodeAt(0), char.toUpperCase().charCodeAt(0)])];
}

function push(map: Map<number, number[]>, code: number, value: number): void {
  const list = map.get(code);
  if (list) list.push(value);
  else map.set(code, [value]);
}

/** Adds what stars let skip; once in a star, positions before it add no string. */
function close(tokens: readonly GlobToken[], positions: readonly number[]): number[] {
  const all = new Set<number>();
  for (const start of positions) {
    let position = start;
    while (!all.has(position)) {
      all.add(position);
      if (tokens[position]?.kind !== 'star') break;
      position += 1;
    }
  }
  const sorted = [...all].sort((a, b) => a - b);
  const lastStar = sorted.findLast((position) => isFreeStar(tokens[position]));
  return lastStar === undefined ? sorted : sorted.filter((position) => position >= lastStar);
}

function isFreeStar(token: GlobToken | undefined): boolean {
  return token?.kind === 'star' && !token.inside;
}
