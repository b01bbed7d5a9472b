import type { GlobToken } from './glob';

/**
 * Whether every text of `inner` matches `outer`, decided on the patterns alone: `inner` is read as a text whose wildcards only the stars
 * of `outer` take in. Sound and quick, not complete: `false` says nothing.
 */
export function globIncludes(outer: readonly GlobToken[], inner: readonly GlobToken[]): boolean {
  let [at, position, star, resume] = [0, 0, -1, 0];
  while (at < inner.length) {
    const token = outer[position];
    const text = inner[at];
    if (token?.kind === 'star' && !token.inside) [star, resume, position] = [position, at, position + 1];
    else if (token && text && takes(token, text)) [at, position] = [at + 1, position + 1];
    else if (star >= 0) [position, resume, at] = [star + 1, resume + 1, resume + 1];
    else return false;
  }
  while (outer[position]?.kind === 'star') position += 1;
  return position === outer.length;
}

const COLON = 58;

/** One token for one: a `?` takes any single character, a character only itself, a star inside a component its like. */
function takes(token: GlobToken, text: GlobToken): boolean {
  if (token.kind === 'star') return text.kind === 'star' && text.inside === true;
  if (token.kind === 'any') {
    if (text.kind === 'char') return !token.inside || text.code !== COLON;
    return text.kind === 'any' && (!token.inside || text.inside === true);
  }
  if (token.kind !== 'char' || text.kind !== 'char') return false;
  return text.code === token.code && !token.fold === !text.fold;
}

/** Whether the two patterns end in texts that cannot both be. */
export function endsDiffer(a: readonly GlobToken[], b: readonly GlobToken[]): boolean {
  for (let back = 1; back <= Math.min(a.length, b.length); back += 1) {
    const [x, y] = [a.at(-back), b.at(-back)];
    if (x?.kind !== 'char' || y?.kind !== 'char' || x.fold || y.fold) return false;
    if (x.code !== y.code) return true;
  }
  return false;
}
