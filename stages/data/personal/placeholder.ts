import { KINDS, type Kind } from './kinds';
import { matchEnd } from './sticky';

const LABELS: Readonly<Record<Kind, string>> = Object.fromEntries(
  KINDS.map((kind) => [kind, kind.toUpperCase().replace(/-/g, '_')]),
) as Record<Kind, string>;
const PLACEHOLDER = new RegExp(`\\[(?:${Object.values(LABELS).join('|')})(?::[A-Za-z0-9_-]{1,64})?\\]`, 'y');

/** `[EMAIL]`, or `[EMAIL:PSEUDONYM]`: what stands where personal data stood. */
export function placeholder(kind: Kind, pseudonym?: string): string {
  return pseudonym === undefined ? `[${LABELS[kind]}]` : `[${LABELS[kind]}:${pseudonym}]`;
}

/** Behind the placeholder whose `[` is at `at`; behind the `[` where it opens none. */
export function placeholderEnd(text: string, at: number): number {
  const end = matchEnd(PLACEHOLDER, text, at);
  return end < 0 ? at + 1 : end;
}
