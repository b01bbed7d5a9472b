import type { Dfa, RawDfa } from './dfa';
import { finish } from './dfa';

/** What one pattern asks for where it is a text, or everything that begins with a text. */
export interface Branch {
  readonly text: string;
  /** Whether the text may go on. */
  readonly open: boolean;
}

/** The automaton of many branches at once, letter by letter: as large as their texts, where one union after the other would grow each time. */
export function trieDfa(branches: readonly Branch[]): Dfa {
  // The start comes first in an automaton, so the dead state follows it, and then the one that accepts whatever comes.
  const raw: RawDfa = { accept: [false, false, true], other: [1, 1, 2], edges: [new Map(), new Map(), new Map()] };
  for (const { text, open } of branches) {
    let [state, inside] = [0, true];
    for (let at = 0; at < text.length && inside; at += 1) {
      const row = raw.edges[state] ?? new Map<number, number>();
      const next = row.get(text.charCodeAt(at));
      if (next !== undefined) state = next;
      else if (raw.other[state] === 2) inside = false;
      else {
        const made = raw.accept.length;
        raw.accept.push(false);
        raw.other.push(1);
        raw.edges.push(new Map());
        row.set(text.charCodeAt(at), made);
        state = made;
      }
    }
    if (!inside || raw.other[state] === 2) continue;
    raw.accept[state] = true;
    if (open) {
      raw.other[state] = 2;
      raw.edges[state]?.clear();
    }
  }
  return finish(raw);
}
