import type { Kind } from './kinds';

/**
 * One spelling for one value, so that it gets one pseudonym: addresses in small letters, numbers without separators and a
 * phone number without `+`, `00` or North America's 1. A secret stays as it is.
 */
export function normalise(kind: Kind, value: string): string {
  switch (kind) {
    case 'phone':
      return value
        .replace(/\(0\)/g, '')
        .replace(/\D/g, '')
        .replace(/^(?:00|1(?=\d{10}$))/, '');
    case 'card':
    case 'ssn':
    case 'tax-id':
      return value.replace(/\D/g, '');
    case 'iban':
    case 'nino':
    case 'mac':
    case 'passport':
    case 'licence':
      return value.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    case 'secret':
      return value;
    default:
      return value.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  }
}
