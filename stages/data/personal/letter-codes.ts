import { ibanChecks } from './checksum';
import { isDigit, isWordCode } from './characters';
import type { Finds } from './finds';
import { matchEnd } from './sticky';

/** Lengths of IBANs (SWIFT's IBAN registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 ' +
    'GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 ' +
    'PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** An IBAN at `at`, whose first letters are two capitals and two digits; single spaces may stand in it. */
function iban(text: string, at: number, finds: Finds): number {
  const length = IBAN_LENGTHS[text.slice(at, at + 2)];
  if (length === undefined) return -1;
  let compact = '';
  let end = at;
  while (compact.length < length) {
    const code = text.charCodeAt(end);
    if (isDigit(code) || (code >= 0x41 && code <= 0x5a)) compact += text[end];
    else if (code !== 0x20 || text.charCodeAt(end + 1) === 0x20) return -1;
    end++;
  }
  if (isWordCode(text.charCodeAt(end)) || !ibanChecks(compact)) return -1;
  finds.add('iban', at, end);
  return end;
}

// HMRC: D, F, I, Q, U, V are in neither place, O not in the second; seven prefixes are never given out.
const NINO = /(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?![A-Za-z0-9_])/y;
const UK_POSTCODE = /(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) \d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9_])/y;
const EUROPEAN_POSTCODE = /(?:D|F|CH|A|I|E|B|NL|DK|S|L|FIN?|PL|CZ|SK|H)-\d{4,5}(?: [A-Z]{2})? (?=[A-Z\u00c0-\u00de])/y;

/** Codes that begin with a capital and hold digits: IBAN, NINO, postcodes. Answers the end, or -1. */
export function letterCode(text: string, at: number, end: number, finds: Finds): number {
  const second = text.charCodeAt(at + 1);
  if (second === 0x2d || text.charCodeAt(at + 2) === 0x2d)
    return add('address-postcode', EUROPEAN_POSTCODE, text, at, finds);
  if (isDigit(text.charCodeAt(at + 2)) && isDigit(text.charCodeAt(at + 3))) {
    const iban_ = iban(text, at, finds);
    if (iban_ >= 0) return iban_;
  }
  const nino = add('nino', NINO, text, at, finds);
  if (nino >= 0 || end - at > 4) return nino;
  return add('address-postcode', UK_POSTCODE, text, at, finds);
}

function add(rule: 'nino' | 'address-postcode', pattern: RegExp, text: string, at: number, finds: Finds): number {
  const end = matchEnd(pattern, text, at);
  if (end < 0) return -1;
  const trimmed = text.charCodeAt(end - 1) === 0x20 ? end - 1 : end;
  finds.add(rule, at, trimmed);
  return trimmed;
}
