/** Classes of UTF-16 code units, for the one pass that looks for triggers. */
export const OTHER = 0;
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 3;
export const AT = 4;
export const COLON = 5;
export const BRACKET = 6;
export const DASH = 7;
export const PLUS = 8;

/** A code unit's class. */
export const CLASS = new Uint8Array(65_536);
/** A code unit in lower case. */
export const FOLD = new Uint16Array(65_536);

for (let code = 0; code < 65_536; code++) FOLD[code] = code;
// Latin, Greek and Cyrillic have cases; a letter of any other script counts as lower case.
for (let code = 0x41; code < 0x530; code++) {
  const character = String.fromCharCode(code);
  if (!/\p{L}/u.test(character)) continue;
  const lower = character.toLowerCase();
  CLASS[code] = lower === character ? LOWER : UPPER;
  if (lower.length === 1) FOLD[code] = lower.charCodeAt(0);
}
for (let code = 0x530; code < 0xd800; code++) if (/\p{L}/u.test(String.fromCharCode(code))) CLASS[code] = LOWER;
for (let code = 0x30; code <= 0x39; code++) CLASS[code] = DIGIT;
CLASS[0x40] = AT;
CLASS[0x3a] = COLON;
CLASS[0x5b] = BRACKET;
CLASS[0x2d] = DASH;
CLASS[0x2b] = PLUS;

/** 1 for letters, digits and the underscore: what a word or a token is made of. */
export const IN_WORD = Uint8Array.from(CLASS, (kind, code) =>
  kind === LOWER || kind === UPPER || kind === DIGIT || code === 0x5f ? 1 : 0,
);

export function classAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? (CLASS[text.charCodeAt(at)] ?? OTHER) : OTHER;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a code unit is in a word. NaN, the code past an end, is none. */
export function isWordCode(code: number): boolean {
  return IN_WORD[code] === 1;
}

export function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}
