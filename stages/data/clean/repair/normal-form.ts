/**
 * So many accents may stand on one letter, as Unicode's stream-safe text format has it (UAX #15). No writing needs more; and putting accents into
 * their canonical order takes a time that grows with the square of their number: a record of nothing else would take hours.
 */
const MOST = 30;
/** U+0300: every mark's code units are from here on. */
const FIRST_ACCENT = 0x300;
/** Selectors and joiners are no accents, keep their order, and are read for what they hide before they go. */
const ACCENT = '(?![\\u034f\\u180b-\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}])\\p{M}';
// Bounded, and then one by one: a pattern that goes on to the end of millions of accents runs out of stack.
const MORE = new RegExp(`(?:${ACCENT}){${MOST + 1}}`, 'gu');
const ONE = new RegExp(ACCENT, 'uy');

/** A text in normalization form C, or one that is like it, and how many accents it lost because they stood beyond the thirtieth on one letter. */
export function normalForm(
  text: string,
  form: 'NFC' | 'NFKC' = 'NFC',
): { readonly text: string; readonly lost: number } {
  const bounded = mayHoldMore(text) ? withoutMore(text) : text;
  return { text: bounded.normalize(form), lost: text.length - bounded.length };
}

/** Whether the text may have a run of more accents: one is as long as the stride, and all of it is beyond the first accent of Unicode. */
function mayHoldMore(text: string): boolean {
  for (let at = MOST; at < text.length; at += MOST + 1) if (text.charCodeAt(at) >= FIRST_ACCENT) return true;
  return false;
}

function withoutMore(text: string): string {
  let kept = '';
  let from = 0;
  for (const { index, 0: accents } of text.matchAll(MORE)) {
    // What stands behind a run that was taken away is of the same run.
    if (index < from) continue;
    const end = endOfAccents(text, index + accents.length);
    kept += text.slice(from, index) + [...accents].slice(0, MOST).join('');
    from = end;
  }
  return kept + text.slice(from);
}

function endOfAccents(text: string, start: number): number {
  let end = start;
  for (ONE.lastIndex = end; ONE.test(text); ONE.lastIndex = end) end = ONE.lastIndex;
  return end;
}
