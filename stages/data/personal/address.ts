import { classAt, isDigit, isWordCode, UPPER } from './characters';
import type { Finds } from './finds';
import { matchEnd } from './sticky';
import { STATE, WORDS } from './vocabulary';

const REACH = 60;
const BETWEEN =
  /^\d{1,5}(?:-\d{1,5})?[A-Za-z]?,? (?:(?:[A-Z\u00c0-\u00de][\w\u00c0-\u017f'.-]{0,24}|\d{1,3}(?:st|nd|rd|th)|of|the|de|la|du|des) ){1,5}$/;
const UNIT = /\.?,? (?:Suite|Ste|Apt|Apartment|Unit|Floor|Fl|Room|Rm|#)\.? ?[\w-]{1,6}/iy;

/** `12 Long Road`: the street's type from `start` to `end`, with the number that begins at `number`. */
export function street(text: string, start: number, end: number, number: number, finds: Finds): void {
  if (start - number > REACH || classAt(text, start) !== UPPER || !BETWEEN.test(text.slice(number, start))) return;
  const unit = matchEnd(UNIT, text, end);
  finds.add('address-street', number, unit < 0 ? end : unit);
}

const NUMBER_FIRST = /\d{1,4}(?: ?(?:bis|ter))?,? (?:de )?$/;
const REST =
  /(?: (?:[A-Z\u00c0-\u00de][\w\u00c0-\u017f'.-]{1,24}|de|la|le|des|du|del|della|dei|l')){1,5}(?:,? (?:n\.? ?)?\d{1,4}(?!\d))?/y;

/** `12, rue de la Paix`, `Via Roma 10`: the street's type from `start` to `end` stands before its name, and a number on one side. */
export function streetTypeFirst(text: string, start: number, end: number, finds: Finds): void {
  const rest = matchEnd(REST, text, end);
  if (rest < 0) return;
  const before = NUMBER_FIRST.exec(text.slice(Math.max(0, start - 14), start));
  if (before !== null && !isWordCode(text.charCodeAt(start - before[0].length - 1)))
    finds.add('address-street', start - before[0].length, rest);
  else if (isDigit(text.charCodeAt(rest - 1)) && classAt(text, start) === UPPER)
    finds.add('address-street', start, rest);
}

const SUFFIX = /(?:stra(?:ss|\u00df)e|str|weg|gasse|platz|allee|straat|laan|gatan|vej|gade)$/i;
const HOUSE = /\.? \d{1,4} ?[a-z]?(?![\w.])/y;

/** `Hauptstraße 5`: a capitalised word from `start` to `end` that ends in a street's type, and the number behind it. */
export function streetInOneWord(text: string, start: number, end: number, finds: Finds): void {
  if (end - start < 6 || !isDigit(text.charCodeAt(text.charCodeAt(end) === 0x2e ? end + 2 : end + 1))) return;
  if (!SUFFIX.test(text.slice(start, end))) return;
  const house = matchEnd(HOUSE, text, end);
  if (house >= 0) finds.add('address-street', start, house);
}

const ZIP = /\d{5}(?:-\d{4})?(?![\w-]|\.\d)/y;
const CITY = /(?:[A-Z][A-Za-z.'-]{1,20} ){0,2}[A-Z][A-Za-z.'-]{1,20},? {1,2}$/;

/** A US ZIP code of five digits at `at`, behind a state's two letters; the city before it is part of the find. */
export function zipCode(text: string, at: number, finds: Finds): number {
  let state = at;
  while (at - state < 3 && text.charCodeAt(state - 1) === 0x20) state--;
  if (state === at || classAt(text, state - 1) !== UPPER || classAt(text, state - 2) !== UPPER) return -1;
  state -= 2;
  if (isWordCode(text.charCodeAt(state - 1)) || (WORDS.at(text, state, state + 2) & STATE) === 0) return -1;
  const end = matchEnd(ZIP, text, at);
  if (end < 0) return -1;
  const city = CITY.exec(text.slice(Math.max(0, state - 48), state));
  finds.add('address-postcode', state - (city?.[0].length ?? 0), end);
  return end;
}

const BOX_NUMBER = /(?: (?:no\.?|number))? ?#?:? ?\d{1,7}(?!\d)/iy;

/** `P.O. Box 12`: the word `Box` from `start` to `end`. */
export function postBox(text: string, start: number, end: number, finds: Finds): void {
  const lead = /(?:P\. ?O\.? ?|PO |Post Office )$/i.exec(text.slice(Math.max(0, start - 12), start));
  const number = lead === null ? -1 : matchEnd(BOX_NUMBER, text, end);
  if (lead !== null && number >= 0) finds.add('address-po-box', start - lead[0].length, number);
}
