import { classAt, DIGIT, LOWER, UPPER } from './characters';
import type { Finds } from './finds';
import { matchAt } from './sticky';
import { GIVEN, NO_NAME, WORDS } from './vocabulary';

const REACH = 64;
const PLAIN = /^\p{L}[\p{L}'\u2019.-]*(?:,? \p{L}[\p{L}'\u2019.-]*){0,4}$/u;
const IN_PARENTHESES = /[> ]{0,2}\((?<name>\p{Lu}[\p{L}'\u2019.-]{1,23}(?: \p{L}[\p{L}'\u2019.-]{0,23}){1,3})\)/uy;

/** The display name of an address from `start` to `end`: before `<`, or in parentheses behind it. */
export function nameBesideEmail(text: string, start: number, end: number, finds: Finds): void {
  const behind = matchAt(IN_PARENTHESES, text, end);
  const inside = behind?.groups?.['name'];
  if (behind !== undefined && inside !== undefined && isName(inside, true)) {
    const from = end + behind[0].indexOf(inside);
    finds.add('person-beside-email', from, from + inside.length);
  }
  let stop = text.startsWith('mailto:', start - 7) ? start - 7 : start;
  const bracket = stop;
  while (stop > 0 && bracket - stop < 4 && isBracket(text.charCodeAt(stop - 1))) stop--;
  if (!/[<[]/.test(text.slice(stop, bracket))) return;
  const quoted = text.charCodeAt(stop) === 0x22 || text.charCodeAt(stop) === 0x27;
  let from = stop;
  while (from > 0 && stop - from < REACH && isNameCode(text, from - 1, quoted)) from--;
  while (from < stop && text.charCodeAt(from) <= 0x2e) from++;
  const name = text.slice(from, stop);
  if (isName(name, quoted || text.charCodeAt(from - 2) === 0x3a)) finds.add('person-beside-email', from, stop);
}

// Space, quote, `<`, `[`, and the `mailto:` of some readers.
function isBracket(code: number): boolean {
  return code === 0x20 || code === 0x22 || code === 0x27 || code === 0x3c || code === 0x5b;
}

function isNameCode(text: string, at: number, quoted: boolean): boolean {
  const kind = classAt(text, at);
  if (kind === LOWER || kind === UPPER) return true;
  if (kind === DIGIT) return false;
  const code = text.charCodeAt(at);
  return (
    code === 0x20 || code === 0x2e || code === 0x2d || code === 0x27 || code === 0x2019 || (quoted && code === 0x2c)
  );
}

/** `declared`: the place itself says that this is a display name, so that a word in lower case may be one. */
function isName(name: string, declared: boolean): boolean {
  if (!PLAIN.test(name)) return false;
  const parts = name.split(/,? /);
  let known = false;
  let capitals = 0;
  for (const part of parts) {
    const flags = WORDS.at(part, 0, part.replace(/\.$/, '').length);
    if ((flags & NO_NAME) !== 0 && (flags & GIVEN) === 0) return false;
    known ||= (flags & GIVEN) !== 0;
    if (/^\p{Lu}/u.test(part)) capitals++;
  }
  return known || (capitals >= 2 && capitals >= parts.length - 2) || (declared && parts.length >= 2 && capitals > 0);
}
