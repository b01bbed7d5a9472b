/**
 * JSON with sorted keys and no spaces: equal values give equal bytes, so a hash or a signature means the value.
 * Follows RFC 8785 for what this project writes (strings, safe integers and finite numbers, booleans, null, arrays, objects).
 *
 * @throws TypeError for a value that JSON cannot carry without loss (NaN, Infinity, bigint, function, symbol)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON has no ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  throw new TypeError(`canonical JSON has no ${typeof value}`);
}
