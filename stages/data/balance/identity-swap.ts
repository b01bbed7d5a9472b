import type { Span } from '../document';
import type { SwapTable } from './swap-pairs';

/** One word that traded places. */
export interface Swap {
  readonly from: string;
  readonly to: string;
  /** In the original text. */
  readonly span: Span;
}

/** A text with the identities swapped, or why there is none. Never half of a swap: a text is swapped as a whole or left alone. */
export type SwapResult =
  | { readonly kind: 'swapped'; readonly text: string; readonly swaps: readonly Swap[] }
  | { readonly kind: 'left alone'; readonly reason: 'no term' | 'ambiguous' | 'part of a name'; readonly span?: Span };

const WORD = /[\p{L}\p{M}]+/gu;
/** A title as names bear it: "Queen Victoria", "Lady Gaga", "Brother Grimm". */
const NAME_FOLLOWS = /^[ \u00a0]\p{Lu}[\p{L}\p{M}'’-]*/u;
/** A capitalised word right before, inside a sentence: "Wonder Woman". */
const NAME_PRECEDES = /(?<![.!?:;"“”'‘’\n]\s*)\b\p{Lu}[\p{L}\p{M}'’-]*[ \u00a0]$/u;
const QUOTED = /"([^"\n]{1,120})"|“([^”\n]{1,120})”|«([^»\n]{1,120})»/gu;

/**
 * The counterfactual of a text: each listed word by its counterpart, with its case kept. Inflected forms are pairs of their own in the
 * table. Terms in a quoted title ("Little Women") and parts of
 * a longer name or word ("man-in-the-middle", "man@example.org") stay; a term that is part of a name outside quotes leaves the whole text alone, and so
 * does a word whose counterpart depends on grammar that the next word does not tell. Source of the method: Zhao et al. 2018, "Gender bias
 * in coreference resolution" (swapped training data).
 */
export function swapIdentities(text: string, table: SwapTable): SwapResult {
  const counterparts = counterpartsOf(table);
  const titles = quotedTitles(text);
  const swaps: Swap[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const lower = word.toLowerCase();
    const span = { start: match.index, end: match.index + word.length };
    const twofold = Object.hasOwn(table.twofold, lower);
    if ((!counterparts.has(lower) && !twofold) || titles.some((title) => inside(span, title)) || joined(text, span))
      continue;
    if (isName(text, word, span)) return { kind: 'left alone', reason: 'part of a name', span };
    const to = twofold ? resolved(text, lower, span, table) : counterparts.get(lower);
    if (to === undefined) return { kind: 'left alone', reason: 'ambiguous', span };
    swaps.push({ from: word, to: inCaseOf(word, to), span });
  }
  return swaps.length === 0
    ? { kind: 'left alone', reason: 'no term' }
    : { kind: 'swapped', text: applied(text, swaps), swaps };
}

function counterpartsOf({ pairs }: SwapTable): ReadonlyMap<string, string> {
  return new Map(pairs.flatMap(([a, b]) => [[a, b], [b, a]] as [string, string][])); // prettier-ignore
}

/** The counterpart of a twofold word by what follows; undefined where that does not tell. */
function resolved(text: string, word: string, { end }: Span, table: SwapTable): string | undefined {
  const forms = table.twofold[word];
  if (forms === undefined || forms.attached === forms.alone) return forms?.alone;
  const next = /^[ \u00a0]+([\p{L}\p{M}]+)/u.exec(text.slice(end, end + 60))?.[1];
  // Punctuation or the end: nothing follows that it could belong to.
  if (next === undefined)
    return /^[ \u00a0]*(?:[.,;:!?)\]"”»\n\r]|$)/u.test(text.slice(end, end + 60)) ? forms.alone : undefined;
  if (table.possessed.has(next.toLowerCase())) return forms.attached;
  return table.closing.has(next.toLowerCase()) ? forms.alone : undefined;
}

/** Part of something longer than a word: a compound, an address, a path, an identifier. A relative by law is a relative. */
function joined(text: string, { start, end }: Span): boolean {
  const after = text.slice(end, end + 8);
  return (
    /[-_/@\\.\d]$/.test(text.slice(Math.max(0, start - 1), start)) ||
    (/^(?:[-_/@\\\d]|\.[\p{L}\d])/u.test(after) && !after.startsWith('-in-law'))
  );
}

function isName(text: string, word: string, { start, end }: Span): boolean {
  if (!/^\p{Lu}/u.test(word) || word === word.toUpperCase()) return false;
  return NAME_FOLLOWS.test(text.slice(end, end + 40)) || NAME_PRECEDES.test(text.slice(Math.max(0, start - 60), start));
}

/** Quoted spans in which every longer word has a capital: titles and names. */
function quotedTitles(text: string): Span[] {
  return [...text.matchAll(QUOTED)]
    .filter((match) => {
      const words = (match[1] ?? match[2] ?? match[3] ?? '').match(WORD) ?? [];
      const longer = words.filter((word) => word.length > 3);
      return longer.length > 0 && longer.every((word) => /^\p{Lu}/u.test(word)) && /^\p{Lu}/u.test(words[0] ?? '');
    })
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function inside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** SHE -> HE, She -> He, she -> he. */
function inCaseOf(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return model.charAt(0) === model.charAt(0).toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function applied(text: string, swaps: readonly Swap[]): string {
  let [result, at] = ['', 0];
  for (const { to, span } of swaps) {
    result += text.slice(at, span.start) + to;
    at = span.end;
  }
  return result + text.slice(at);
}
