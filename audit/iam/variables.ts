import type { GlobToken } from './sets/glob';
import { literalTokens } from './sets/glob';
import type { Statement } from './statement';

/** A piece of a pattern: text with its wildcards, text that is only itself, or a policy variable. */
export type TemplatePart =
  | { readonly kind: 'text' | 'verbatim'; readonly text: string }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** What is known of a context key: its one value, that it is absent (`null`), or nothing (`undefined`). */
export type KeyLookup = (key: string) => string | null | undefined;

/** A template with its variables put in: exactly, or not at all, or with a wildcard for what is unknown. */
export interface Resolved {
  readonly kind: 'exact' | 'missing' | 'unknown';
  readonly tokens: readonly GlobToken[];
}

/** Splits `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}` from their surroundings. */
export function parseTemplate(text: string, variables: boolean): TemplatePart[] {
  if (!variables || !text.includes('${')) return [{ kind: 'text', text }];
  const parts: TemplatePart[] = [];
  let last = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    parts.push({ kind: 'text', text: text.slice(last, match.index) }, readVariable(match[1] ?? ''));
    last = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: text.slice(last) });
  return parts.filter((part) => part.kind === 'variable' || part.text !== '');
}

function readVariable(inner: string): TemplatePart {
  if (['*', '?', '$'].includes(inner)) return { kind: 'verbatim', text: inner };
  const match = /^\s*([^,]+?)\s*,\s*'(.*)'\s*$/.exec(inner);
  return match
    ? { kind: 'variable', key: match[1] ?? '', fallback: (match[2] ?? '').replaceAll("''", "'") }
    : { kind: 'variable', key: inner.trim() };
}

/** Puts the variables in. A value's own `*` and `?` are plain characters. */
export function resolveTemplate(
  parts: readonly TemplatePart[],
  lookup: KeyLookup,
  tokensOf: (text: string) => readonly GlobToken[],
): Resolved {
  let kind: Resolved['kind'] = 'exact';
  const tokens = parts.flatMap((part): readonly GlobToken[] => {
    if (part.kind !== 'variable') return part.kind === 'text' ? tokensOf(part.text) : literalTokens(part.text);
    const value = lookup(part.key);
    if (value === undefined) {
      if (kind === 'exact') kind = 'unknown';
      return [{ kind: 'star' }];
    }
    const text = value ?? part.fallback;
    if (text === undefined) kind = 'missing';
    return literalTokens(text ?? '');
  });
  return { kind, tokens: joinStars(tokens) };
}

function joinStars(tokens: readonly GlobToken[]): GlobToken[] {
  return tokens.filter((token, at) => token.kind !== 'star' || tokens[at - 1]?.kind !== 'star');
}

const VARIABLE = /\$\{[^*?$]/;

/** Whether a statement's meaning depends on the requester. */
export function mentionsVariable(statement: Statement): boolean {
  return variableTexts(statement).some((text) => VARIABLE.test(text));
}

/** The keys a statement uses as variables, lower case. */
export function variableKeys(statement: Statement): string[] {
  if (!statement.variables) return [];
  const names = variableTexts(statement).flatMap((text) => [
    ...text.matchAll(/\$\{\s*([^},*?$][^},]*?)\s*(?:,[^}]*)?\}/g),
  ]);
  return [...new Set(names.map((match) => (match[1] ?? '').toLowerCase()))];
}

/** The texts of a statement in which a variable may stand. */
export function variableTexts(statement: Statement): string[] {
  return [...statement.resource.patterns, ...statement.conditions.flatMap(({ values }) => values)];
}
