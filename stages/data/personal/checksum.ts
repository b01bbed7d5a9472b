/** Luhn's check over a string of digits (ISO/IEC 7812-1, annex B). */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** An IBAN without spaces, in upper case: its remainder is 1 (ISO 13616, ISO/IEC 7064 mod 97-10). */
export function ibanChecks(iban: string): boolean {
  let remainder = 0;
  for (let index = 0; index < iban.length; index++) {
    const code = iban.charCodeAt((index + 4) % iban.length);
    remainder = code < 65 ? (remainder * 10 + code - 48) % 97 : (remainder * 100 + code - 55) % 97;
  }
  return remainder === 1;
}

/**
 * A German tax identification number: eleven digits, the first no 0; of the first ten, one digit occurs twice or three
 * times and the rest at most once; the last is the check digit (ISO/IEC 7064 mod 11,10).
 */
export function germanTaxIdChecks(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  const counts = new Uint8Array(10);
  let product = 10;
  for (let index = 0; index < 10; index++) {
    const digit = digits.charCodeAt(index) - 48;
    counts[digit] = (counts[digit] ?? 0) + 1;
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  const repeated = [...counts].filter((count) => count > 1);
  if (repeated.length !== 1 || (repeated[0] ?? 0) > 3) return false;
  return (11 - product) % 10 === digits.charCodeAt(10) - 48;
}

/** Shannon's entropy of the characters of `value`, in bits a character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const total = value.length;
  let bits = 0;
  for (const count of counts.values()) bits -= (count / total) * Math.log2(count / total);
  return bits;
}
