import type { Finds } from './finds';
import { matchAt } from './sticky';
import { WORDS } from './vocabulary';

const MONTH =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|J\u00e4n|M\u00e4r|Mai|Okt|Dez|janv|f\u00e9vr|avr|juin|juil|ao\u00fbt)[a-z\u00e9]{0,8}\\.?';
const BIRTH = new RegExp(
  `[^\\d\\n]{0,24}?(?<date>(?<a>\\d{1,4})[./-](?<b>\\d{1,2})[./-]\\d{2,4}(?!\\d)|\\d{1,2}(?:st|nd|rd|th)?[. -]{1,2}(?:of )?${MONTH},?[ -]\\d{2,4}(?!\\d)|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}(?!\\d))`,
  'iy',
);

/** The date behind a word of birth that ends at `end`. */
export function birthDate(text: string, end: number, finds: Finds): void {
  const match = matchAt(BIRTH, text, end);
  const { date, a, b } = match?.groups ?? {};
  if (match === undefined || date === undefined) return;
  if (
    a !== undefined &&
    b !== undefined &&
    (Number(b) > 31 || (a.length < 3 && (Number(a) > 31 || Math.min(Number(a), Number(b)) > 12)))
  )
    return;
  const stop = end + match[0].length;
  finds.add('birth-date', stop - date.length, stop);
}

const PASSPORT =
  /(?:'s)?(?:[ \t]{1,2}(?:no|nr|num|number|nummer|id)\b)?[.:#\u00b0 \t]{0,5}(?:is )?(?<number>[A-Z]{0,3}\d[A-Z0-9]{5,8})(?!\w)/iy;
const LICENCE =
  /(?:[ \t]{1,2}(?:no|nr|num|number|id)\b|[ \t]?[:#])[.:# \t]{0,5}(?:is )?(?<number>[A-Z0-9](?:[A-Z0-9-]{4,17})[A-Z0-9])(?!\w)/iy;

/** The number behind `passport`, which ends at `end`: six to nine characters with four digits at least (ICAO 9303 gives nine places). */
export function passport(text: string, end: number, finds: Finds): void {
  numberAfter('passport', PASSPORT, text, end, finds);
}

/** The number behind a driving licence's name from `start` to `end`. */
export function licence(text: string, start: number, end: number, finds: Finds): void {
  const driving = /(?:driv|f\u00fchrer|conduire)/i.test(text.slice(Math.max(0, start - 14), end)) || end - start === 2;
  if (driving) numberAfter('licence', LICENCE, text, end, finds);
}

function numberAfter(rule: 'passport' | 'licence', pattern: RegExp, text: string, end: number, finds: Finds): void {
  const match = matchAt(pattern, text, end);
  const number = match?.groups?.['number'];
  if (match === undefined || number === undefined || (number.match(/\d/g)?.length ?? 0) < 4) return;
  const stop = end + match[0].length;
  finds.add(rule, stop - number.length, stop);
}

const USER =
  /["']?[ \t]{0,3}(?:[ \t](?:name|id)[ \t]{0,3})?(?:[:=]|[ \t]is[ \t:])[ \t]{0,4}["']?(?<value>[A-Za-z0-9_][\w.-]{1,38}\w)(?![\w@]|\.\w)/iy;

/** The user name behind a word like `login`, which ends at `end`. */
export function handleAfter(text: string, end: number, finds: Finds): void {
  const match = matchAt(USER, text, end);
  const value = match?.groups?.['value'];
  if (match === undefined || value === undefined) return;
  const stop = end + match[0].length;
  if (WORDS.at(text, stop - value.length, stop) !== 0 || NO_HANDLE.test(value)) return;
  finds.add('handle-context', stop - value.length, stop);
}

const NO_HANDLE =
  /^(?:yes|none|null|true|false|unknown|required|optional|string|invalid|anonymous|not|and|for|root|nobody|www|http)$/i;
const AT_HANDLE = /@[A-Za-z_]\w{2,29}(?![\w@]|\.\w)/y;
const AT_CONTEXT =
  /(?:twitter|instagram|telegram|mastodon|github|follow|via|by|cc|rt|hat tip|contact|dm|ping|thanks|tweet)[:,]? (?:@\w{3,30}(?:,| and| &|, and) ){0,2}$/i;
/** Characters before a handle that its context may take, two handles among them. */
const BEFORE = 84;

/** `@name` at `at`, behind a word that calls a person so, the second and third of several too, or with a digit or underscore in it. */
export function handleAt(text: string, at: number, finds: Finds): void {
  const match = matchAt(AT_HANDLE, text, at);
  if (match === undefined || text.charCodeAt(at - 1) > 0x28) return;
  const [whole] = match;
  if (!/[\d_]/.test(whole) && !AT_CONTEXT.test(text.slice(Math.max(0, at - BEFORE), at))) return;
  finds.add('handle-at', at, at + whole.length);
}
