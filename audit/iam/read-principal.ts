import type { PrincipalElement, PrincipalEntry } from './statement';

const KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
const UNKNOWN: PrincipalElement = { negated: false, entries: [], incomplete: true };

/** Reads `Principal` or `NotPrincipal`; a policy that must name principals and doesn't, or the reverse, is incomplete. */
export function readPrincipal(
  source: Record<string, unknown>,
  required: boolean,
  note: (reason: string) => void,
): PrincipalElement | undefined {
  const negated = 'NotPrincipal' in source;
  if (!negated && !('Principal' in source)) {
    if (!required) return undefined;
    note('Principal is missing');
    return UNKNOWN;
  }
  // AWS refuses control policies and identity policies that name a principal, but for "*".
  if (!required && (negated || source['Principal'] !== '*')) {
    note('a policy of this kind cannot name principals');
    return UNKNOWN;
  }
  if (negated && 'Principal' in source) {
    note('Principal and NotPrincipal stand together');
    return UNKNOWN;
  }
  return readEntries(source[negated ? 'NotPrincipal' : 'Principal'], negated, note);
}

function readEntries(raw: unknown, negated: boolean, note: (reason: string) => void): PrincipalElement {
  if (raw === '*') return { negated, entries: [{ kind: 'AWS', value: '*' }], incomplete: false };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    note('Principal is neither "*" nor an object');
    return { ...UNKNOWN, negated };
  }
  const entries: PrincipalEntry[] = [];
  let incomplete = false;
  for (const [name, value] of Object.entries(raw)) {
    const kind = KINDS.find((known) => known === name);
    for (const item of Array.isArray(value) ? value : [value]) {
      // YAML readers turn an account id into a number and cut its leading zeros.
      const text = typeof item === 'number' ? String(item).padStart(12, '0') : item;
      if (kind && typeof text === 'string' && isDecidable(text)) entries.push({ kind, value: text });
      else incomplete = true;
    }
  }
  if (incomplete || entries.length === 0) note('Principal holds something that cannot be read');
  return { negated, entries, incomplete: incomplete || entries.length === 0 };
}

/** AWS takes `*` only alone; part of an ARN it refuses, so what it would mean is unknown. */
function isDecidable(text: string): boolean {
  return text === '*' || !/[*?]/.test(text);
}
