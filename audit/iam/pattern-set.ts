import type { Approximation } from './approximation';
import { exactly } from './approximation';
import type { Comparison } from './operators';
import type { GlobToken } from './sets/glob';
import { arnTokens, globTokens, literalTokens } from './sets/glob';
import { ANY_STRING, NO_STRING, StringSet } from './sets/string-set';
import type { KeyLookup, Resolved } from './variables';
import { parseTemplate, resolveTemplate } from './variables';

/** The strings a policy's text matches. */
export type StringApproximation = Approximation<StringSet>;

const known = new Map<string, StringSet>();
const MAX_KNOWN = 50_000;

/** What `text` matches under `comparison`, its variables looked up. */
export function patternSet(
  text: string,
  comparison: Comparison,
  variables: boolean,
  lookup: KeyLookup,
): StringApproximation {
  if (comparison === 'bool') return exactly(StringSet.of([text.toLowerCase()]));
  const resolved = resolveTemplate(parseTemplate(text, variables), lookup, tokensOf(comparison));
  if (resolved.kind === 'missing') return exactly(NO_STRING);
  return bounded(resolved, comparison === 'arn');
}

/** The union of several. */
export function unionOf(sets: readonly StringApproximation[]): StringApproximation {
  const upper = StringSet.union(sets.map((set) => set.upper));
  return sets.every((set) => set.upper === set.lower)
    ? exactly(upper)
    : { upper, lower: StringSet.union(sets.map((set) => set.lower)) };
}

/** Actions compare without case: patterns and requests are both lowered. */
export function actionSet(pattern: string): StringSet {
  return interned(globTokens(pattern.toLowerCase())) ?? ANY_STRING;
}

/** AWS completes an ARN that has fewer than six parts with wildcards. */
export function completeArn(pattern: string): string {
  const missing = 6 - pattern.split(':').length;
  return pattern.startsWith('arn:') && missing > 0 ? pattern + ':*'.repeat(missing) : pattern;
}

function tokensOf(comparison: Comparison): (text: string) => readonly GlobToken[] {
  if (comparison === 'literal') return (text) => literalTokens(text);
  if (comparison === 'fold') return (text) => literalTokens(text, true);
  return globTokens;
}

function bounded({ kind, tokens }: Resolved, arn: boolean): StringApproximation {
  const wildcards = tokens.some((token) => token.kind !== 'char');
  const colons = tokens.filter((token) => token.kind === 'char' && token.code === 58).length;
  const everything = tokens.length === 1 && tokens[0]?.kind === 'star';
  // A pattern that has not six parts is no ARN: AWS does not say what it would match.
  const unclear = arn && wildcards && colons < 5 && !everything;
  const set = interned(arn && !unclear && !everything ? arnTokens(tokens) : tokens);
  if (!set) return { upper: ANY_STRING, lower: NO_STRING };
  return kind === 'unknown' || unclear ? { upper: set, lower: NO_STRING } : exactly(set);
}

/** The set of a token sequence, built once; `undefined` if its automaton would be too large. */
function interned(tokens: readonly GlobToken[]): StringSet | undefined {
  if (isHard(tokens)) return undefined;
  const key = tokens.map(spell).join('');
  let set = known.get(key);
  if (!set) {
    set = StringSet.matching(tokens);
    if (known.size > MAX_KNOWN) known.clear();
    known.set(key, set);
  }
  return set;
}

/** An automaton doubles with every `?` that follows a star, until the next star. */
const MAX_OPEN_QUESTIONS = 9;

function isHard(tokens: readonly GlobToken[]): boolean {
  let open = -1;
  for (const token of tokens) {
    if (token.kind === 'star') open = 0;
    else if (token.kind === 'any' && open >= 0) open += 1;
    if (open > MAX_OPEN_QUESTIONS) return true;
  }
  return false;
}

function spell(token: GlobToken): string {
  if (token.kind === 'char') return `${token.fold ? '\u0001' : '\u0002'}${String.fromCharCode(token.code)}`;
  return `${token.kind === 'star' ? '\u0003' : '\u0004'}${token.inside ? '\u0005' : ''}`;
}
