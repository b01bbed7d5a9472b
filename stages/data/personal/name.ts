import { classAt, LOWER, UPPER } from './characters';
import type { Finds } from './finds';
import { nameRun } from './name-run';
import { matchAt, matchEnd } from './sticky';
import { AMBIGUOUS, GIVEN, NO_NAME, WORDS } from './vocabulary';

/** A frequent given name at `at`: alone, or with what follows it. */
export function givenName(
  text: string,
  at: number,
  end: number,
  flags: number,
  afterPlace: boolean,
  finds: Finds,
): void {
  if (afterPlace || (flags & NO_NAME) !== 0 || isInsideToken(text, at, end)) return;
  const run = nameRun(text, at);
  if (run.end < 0) return;
  if ((flags & AMBIGUOUS) !== 0) {
    // "Will Linux run": at a sentence's beginning, the word is a name only where no small letters follow.
    const goesOn = text.charCodeAt(run.end) === 0x20 && classAt(text, run.end + 1) === LOWER;
    if (run.words < 2 || (goesOn && startsSentence(text, at))) return;
  }
  finds.add('person-given-name', at, run.end);
}

// `john.smith`, `smith/john`, `john_x`, `John.html`: a piece of an identifier, not a name in prose.
function isInsideToken(text: string, at: number, end: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 0x2e || before === 0x2f || before === 0x5c || before === 0x40 || before === 0x3d) return true;
  const after = text.charCodeAt(end);
  if (after === 0x40 || after === 0x2f || after === 0x5c || after === 0x3d) return true;
  return after === 0x2e && classAt(text, end + 1) !== 0 && classAt(text, end + 1) !== UPPER;
}

function startsSentence(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && at - before < 4 && text.charCodeAt(before) === 0x20) before--;
  const code = text.charCodeAt(before);
  return before < 0 || code === 0x0a || code === 0x2e || code === 0x21 || code === 0x3f || code === 0x3e;
}

/** A given name in small letters that stands alone on its line, as many sign: `dave`, `-tom`. */
export function smallName(text: string, at: number, end: number, flags: number, finds: Finds): void {
  if ((flags & (AMBIGUOUS | NO_NAME)) !== 0) return;
  let from = at;
  while (from > 0 && at - from < 3 && isDashOrSpace(text.charCodeAt(from - 1))) from--;
  if (startsLine(text, from) && matchEnd(ENDS_LINE, text, end) >= 0) finds.add('person-signature', at, end);
}

function isDashOrSpace(code: number): boolean {
  return code === 0x20 || code === 0x2d || code === 0x7e;
}

const AFTER_TITLE = /\.? {1,2}/y;

/** The name behind a title that ends at `end`. */
export function titledName(text: string, start: number, end: number, finds: Finds): void {
  if (classAt(text, start) !== UPPER) return;
  const from = matchEnd(AFTER_TITLE, text, end);
  const run = from < 0 ? undefined : nameRun(text, from);
  if (run !== undefined && run.end > 0) finds.add('person-title', from, run.end);
}

const AFTER_SALUTE = /,? {1,2}(?!\n)/y;
const CLOSES_SALUTE = /[ \t]{0,2}(?:[,:!.;-]|\r?\n|$)/y;

/** The name that a salutation's word, which ends at `end`, greets. */
export function salutedName(text: string, start: number, end: number, finds: Finds): void {
  if (classAt(text, start) !== UPPER) return;
  const from = matchEnd(AFTER_SALUTE, text, end);
  if (from < 0) return;
  const run = nameRun(text, from);
  if (run.end > 0 && run.words <= 3 && matchEnd(CLOSES_SALUTE, text, run.end) >= 0)
    finds.add('person-salutation', from, run.end);
}

const AFTER_SIGN_OFF = /[ \t]{0,2}[,.!-]{0,3}(?:[ \t]{0,2}\r?\n[ \t>]{0,8}){0,3}[ \t]{0,2}[-~]{0,2} ?/y;
const ENDS_LINE = /[ \t.,]{0,4}(?:\r?\n|$)/y;

/** The name that signs behind a farewell's word from `start` to `end`, alone on its line. */
export function signedName(text: string, start: number, end: number, finds: Finds): void {
  if (classAt(text, start) !== UPPER && !startsLine(text, start)) return;
  const from = matchEnd(AFTER_SIGN_OFF, text, end);
  if (from > end) lineName(text, from, 1, finds);
}

const SIGNATURE = /-- ?\r?\n[ \t]{0,4}/y;
const DASHED = /[-~]{1,2} ?/y;

/** The name under a signature's `-- `, or behind a line's dash (`- John`), at the dash `at`. */
export function signatureName(text: string, at: number, finds: Finds): void {
  if (!startsLine(text, at)) return;
  const under = matchEnd(SIGNATURE, text, at);
  if (under >= 0) return lineName(text, under, 2, finds);
  const behind = matchEnd(DASHED, text, at);
  if (behind >= 0 && (WORDS.at(text, behind, wordEnd(text, behind)) & GIVEN) !== 0) lineName(text, behind, 1, finds);
}

function lineName(text: string, from: number, atLeast: number, finds: Finds): void {
  const run = nameRun(text, from);
  if (run.end < 0 || run.words > 3 || run.words + run.initials < atLeast) return;
  if (matchEnd(ENDS_LINE, text, run.end) >= 0) finds.add('person-signature', from, run.end);
}

function startsLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return at === 0 || before === 0x0a || before === 0x3e || (before === 0x20 && text.charCodeAt(at - 2) === 0x3e);
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end - at < 24 && classAt(text, end) !== 0 && classAt(text, end) <= UPPER) end++;
  return end;
}

const INTRODUCED = /["']?(?: (?:is|was|me|to)\b)?[ \t]{0,2}:?[ \t]{1,3}/y;

/** `my name is X Y`, `Author: X Y`: two words at least, or one behind `name is`. */
export function introducedName(text: string, end: number, finds: Finds): void {
  const match = matchAt(INTRODUCED, text, end);
  if (match === undefined || !/is|:/.test(match[0])) return;
  const from = end + match[0].length;
  const run = nameRun(text, from);
  if (run.end > 0 && (run.words >= 2 || / is/.test(match[0]))) finds.add('person-introduced', from, run.end);
}

const BEFORE =
  /(?:^|[^\p{L}\d@._-])(?<name>\p{Lu}[\p{L}'\u2019-]{0,23}\.?(?: (?:\p{L}[\p{L}'\u2019-]{0,23}\.?)){0,4})$/u;

/** The name before `wrote:`, which begins at `start`: the capitalised words right before it. */
export function attributedName(text: string, start: number, end: number, finds: Finds): void {
  const next = text.charCodeAt(end);
  const colon = next === 0x3a || (next === 0x20 && text.charCodeAt(end + 1) === 0x3a);
  if (next !== 0x3a && next !== 0x0a && next !== 0x0d && next !== 0x20 && next !== 0x2e) return;
  let from = start - 1;
  while (from > 0 && start - from < 4 && text.charCodeAt(from - 1) <= 0x2c && text.charCodeAt(from - 1) > 0x0d) from--;
  if (colon) nickBefore(text, from, finds);
  capitalisedBefore(text, from, (name, at, stop) => {
    if (words(name) >= 2 || colon) finds.add('person-attribution', at, stop);
  });
}

const NICK = /(?:^|\n|[>,\])]) ?(?<nick>[a-z]\w{2,20})$/;

/** A user name in place of a name before `wrote:`, alone on its line or behind a date. */
function nickBefore(text: string, stop: number, finds: Finds): void {
  const nick = NICK.exec(text.slice(Math.max(0, stop - 32), stop))?.groups?.['nick'];
  if (nick !== undefined && WORDS.at(nick, 0, nick.length) === 0) finds.add('handle-context', stop - nick.length, stop);
}

/** Hands the last one to three capitalised words before `stop` to `take`. */
function capitalisedBefore(text: string, stop: number, take: (name: string, at: number, stop: number) => void): void {
  const name = BEFORE.exec(text.slice(Math.max(0, stop - 60), stop))?.groups?.['name'];
  if (name === undefined) return;
  for (let at = stop - name.length; at < stop; at = nextWord(text, at, stop)) {
    const run = nameRun(text, at);
    if (run.end >= stop) return take(text.slice(at, stop), at, stop);
  }
}

function nextWord(text: string, at: number, stop: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space >= stop ? stop : space + 1;
}

function words(name: string): number {
  return name.split(' ').filter((word) => word.length > 2).length;
}
