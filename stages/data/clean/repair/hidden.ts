import { decodeBits, decodeSelectors, decodeTags } from './smuggled';

/** What was hidden in a text, and the text without it. */
export interface Uncovered {
  readonly text: string;
  readonly zeroWidth: number;
  readonly bidi: number;
  readonly tags: number;
  readonly selectors: number;
  /** Code points that show nothing and were removed, but for a byte order mark at the beginning and soft hyphens. */
  readonly hidden: number;
  /** What tags, selectors and zero-width runs spell, a line a run. Untrusted: for a detector, never for a log. */
  readonly spelled: string;
}

const RUN =
  /[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0]+|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\u{e0000}-\u{e007f}]+|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
const FLAG = /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}$/u;
const BLACK_FLAG = '\u{1f3f4}';
const EMOJI_BEFORE = /(?:\p{Extended_Pictographic}|[\ufe0f\u{1f3fb}-\u{1f3ff}])$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
const KEYCAP_BASE = /[\p{Emoji}\p{So}\p{Sm}]$/u;
const IDEOGRAPH = /\p{Script=Han}$/u;
const STANDARDIZED = /[\p{Sm}\p{Script=Han}\p{Script=Myanmar}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Nd}]$/u;
// Scripts in which a joiner between letters is spelling.
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u;

/** Removes what shows nothing: zero-width and bidi characters, fillers, tags and variation selectors, except where they are spelling or an emoji's. */
export function uncover(text: string): Uncovered {
  const found = { zeroWidth: 0, bidi: 0, tags: 0, selectors: 0, hidden: 0 };
  const spelled: string[] = [];
  const visible = text.replace(RUN, (run, at: number) => {
    const before = text.slice(Math.max(0, at - 2), at);
    const kind = kindOf(run);
    if (isHonest(run, kind, before, text.slice(at + run.length, at + run.length + 2))) return run;
    const codePoints = [...run].length;
    found[kind] += codePoints;
    if (run !== '\u00ad' && !(run === '\ufeff' && at === 0)) found.hidden += codePoints;
    const words = SPELLED[kind](run);
    if (words !== '') spelled.push(words);
    return '';
  });
  return { text: visible, ...found, spelled: spelled.join('\n') };
}

type Kind = 'zeroWidth' | 'bidi' | 'tags' | 'selectors';

const SPELLED: Readonly<Record<Kind, (run: string) => string>> = {
  zeroWidth: decodeBits,
  bidi: () => '',
  tags: decodeTags,
  selectors: decodeSelectors,
};

function kindOf(run: string): Kind {
  const first = run.codePointAt(0) ?? 0;
  if (first >= 0xe0100 || (first >= 0xfe00 && first <= 0xfe0f)) return 'selectors';
  if (first >= 0xe0000) return 'tags';
  return /^[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(run) ? 'bidi' : 'zeroWidth';
}

function isHonest(run: string, kind: Kind, before: string, after: string): boolean {
  if (kind === 'tags') return before === BLACK_FLAG && FLAG.test(run);
  if (kind === 'selectors') return isHonestSelector(run, before);
  if (run === '\u200d' && EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after)) return true;
  return (run === '\u200d' || run === '\u200c') && JOINING.test(before.replace(/\p{M}$/u, '') || before);
}

/** One selector after a character that has variants. A run of several carries something else. */
function isHonestSelector(run: string, before: string): boolean {
  if (run >= '\ufe0e' && run <= '\ufe0f') return KEYCAP_BASE.test(before);
  if (run.length === 1) return STANDARDIZED.test(before);
  return run.length === 2 && IDEOGRAPH.test(before);
}
