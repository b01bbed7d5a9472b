import { germanTaxIdChecks, luhn } from './checksum';
import { NEAR, type Context } from './context';
import type { Digits } from './digits';
import type { Finds } from './finds';
import { matchAt } from './sticky';

const CARD =
  /(?:\d{4}([ -]?)\d{4}\1\d{4}\1(?:\d{7}|\d{4}|\d)|3[47]\d\d([ -]?)\d{6}\2\d{5}|3[0689]\d\d([ -]?)\d{6}\3\d{4}|62\d{14,17})(?!\d|[-.]\d)/y;

/** A payment card's number: an issuer's range and length, and Luhn's check. */
export function card(text: string, digits: Digits, finds: Finds): number {
  if (digits.total < 13) return -1;
  const match = matchAt(CARD, text, digits.start);
  if (match === undefined) return -1;
  const number = match[0].replace(/\D/g, '');
  if (!isIssued(number) || !luhn(number)) return -1;
  const end = digits.start + match[0].length;
  finds.add('card', digits.start, end);
  return end;
}

/** Ranges and lengths of issuers (ISO/IEC 7812 register as the schemes publish it). */
export function isIssued(number: string): boolean {
  const four = Number(number.slice(0, 4));
  switch (number.length) {
    case 13:
      return number.startsWith('4');
    case 14:
      return (four >= 3000 && four <= 3059) || /^3[689]/.test(number);
    case 15:
      return /^3[47]/.test(number);
    case 16:
      return (
        /^(?:4|5[1-5]|6011|64[4-9]|65|62)/.test(number) ||
        (four >= 2221 && four <= 2720) ||
        (four >= 3528 && four <= 3589)
      );
    case 17:
    case 18:
      return number.startsWith('62');
    case 19:
      return /^(?:4|62|64[4-9]|65)/.test(number);
    default:
      return false;
  }
}

const SSN = /(?!000|666|9)\d{3}([- ]?)(?!00)\d\d\1(?!0000)\d{4}(?!\d|[-.]\d)/y;

/** A US social security number. The area is not 000, 666 or 900 to 999, the group not 00, the serial not 0000 (SSA). */
export function ssn(text: string, digits: Digits, context: Context, finds: Finds): number {
  const separated = digits.length(0) === 3 && digits.length(1) === 2 && digits.length(2) === 4;
  if (!separated && digits.length(0) !== 9) return -1;
  const match = matchAt(SSN, text, digits.start);
  if (match === undefined) return -1;
  if (match[1] !== '-' && digits.start - context.ssn > NEAR) return -1;
  const end = digits.start + match[0].length;
  finds.add('ssn', digits.start, end);
  return end;
}

const TAX_ID = /\d{2}( ?)\d{3}\1\d{3}\1\d{3}(?!\d|[-.]\d)/y;

/** A German tax identification number; without its usual groups, it needs a word that says so. */
export function germanTaxId(text: string, digits: Digits, context: Context, finds: Finds): number {
  if (digits.total < 11) return -1;
  const match = matchAt(TAX_ID, text, digits.start);
  if (match === undefined || (match[1] === '' && digits.start - context.tax > NEAR)) return -1;
  if (!germanTaxIdChecks(match[0].replace(/ /g, ''))) return -1;
  const end = digits.start + match[0].length;
  finds.add('tax-id-german', digits.start, end);
  return end;
}
