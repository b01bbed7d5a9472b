import { CONTINUATIONS, byteOf, highCharacter } from './windows-1252';

/** What a repair made of a text, and how often it changed something. */
export interface Change {
  readonly text: string;
  readonly count: number;
}

const SEQUENCE = new RegExp(
  `[\\xc2-\\xdf][${CONTINUATIONS}]|[\\xe0-\\xef][${CONTINUATIONS}]{2}|[\\xf0-\\xf4][${CONTINUATIONS}]{3}`,
  'g',
);
const C1 = /[\x80-\x9f]/g;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// What may follow an accented letter in honest text: `CAFÉ™`, `jusqu'à »`, a soft hyphen in `groß-artig`.
const HONEST = new RegExp('^[\\xa0\\xad™®©°»›”’“‘–—…·€²³¹ºª½¼¾]+$');
const UPPER = /[A-ZÀ-ÖØ-Þ]/;
/** So many sure sequences make a text one in which the doubtful ones are repaired too. */
const ENOUGH = 2;

/**
 * UTF-8 that was read as Latin-1 or Windows-1252, one layer of it: `Ã©` becomes `é`. A sequence that honest text may have, such as `É™`, is
 * repaired only in a text that has others. Where there is no sequence, C1 controls become the Windows-1252 characters that they were meant as.
 */
export function repairMojibake(text: string): Change {
  let count = 0;
  const trusting = (text.match(SEQUENCE) ?? []).filter((each) => !doubtful(each, '')).length >= ENOUGH;
  const decoded = text.replace(SEQUENCE, (sequence, at: number) => {
    const character = trusting || !doubtful(sequence, text[at - 1] ?? '') ? decode(sequence) : undefined;
    if (character === undefined) return sequence;
    count += 1;
    return character;
  });
  // A C1 control may be part of a sequence that only this round has uncovered.
  if (count > 0) return { text: decoded, count };
  const mapped = decoded.replace(C1, (control) => {
    count += 1;
    return highCharacter(control.charCodeAt(0)) ?? '';
  });
  return { text: mapped, count };
}

/** Whether honest text may have this sequence after `before`. */
function doubtful(sequence: string, before: string): boolean {
  if (!HONEST.test(sequence.slice(1))) return false;
  if (sequence.startsWith('Â') || sequence.startsWith('Ã')) return UPPER.test(before);
  return !sequence.startsWith('â€');
}

function decode(sequence: string): string | undefined {
  const bytes = Uint8Array.from(sequence, (char) => byteOf(char.charCodeAt(0)) ?? 0);
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
