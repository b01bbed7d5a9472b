/** Where two values part: the way to it, what was promised, what is there. */
export interface Difference {
  readonly path: string;
  readonly promised: string;
  readonly found: string;
}

/**
 * What is promised and not found. What is found beside it does not count, but for lists, which must have as many members, and policies,
 * which must be the same in all. Letters' case in names, order in lists and the form of scalars do not matter: services differ in them.
 */
export function differences(promised: unknown, found: unknown, path = ''): Difference[] {
  if (typeof found === 'string' && typeof promised === 'object') return exact(promised, parsed(found), path);
  if (Array.isArray(promised)) return listed(promised, found, path);
  if (typeof promised === 'object' && promised !== null) {
    const members = named(found);
    return Object.entries(promised).flatMap(([name, member]) =>
      differences(member, members.get(name.toLowerCase()), path === '' ? name : `${path}.${name}`),
    );
  }
  return scalar(promised) === scalar(found) ? [] : [told(path, promised, found)];
}

function listed(promised: readonly unknown[], found: unknown, path: string): Difference[] {
  const left: unknown[] = Array.isArray(found) ? [...(found as unknown[])] : [];
  if (left.length !== promised.length) return [told(path, promised, found)];
  return promised.flatMap((member, index) => {
    const at = left.findIndex((one) => differences(member, one).length === 0);
    if (at >= 0) {
      left.splice(at, 1);
      return [];
    }
    const nearest = left.map((one) => differences(member, one, `${path}.${index}`));
    return nearest.sort((a, b) => a.length - b.length)[0] ?? [told(`${path}.${index}`, member, undefined)];
  });
}

function exact(promised: unknown, found: unknown, path: string): Difference[] {
  return canonical(promised) === canonical(found) ? [] : [told(path, promised, found)];
}

function parsed(value: string): unknown {
  for (const way of [value, decoded(value)]) {
    try {
      return JSON.parse(way);
    } catch {
      // Not JSON in this form.
    }
  }
  return value;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function named(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

function scalar(value: unknown): string {
  const text = String(value);
  return text !== '' && Number.isFinite(Number(text)) && !/^0\d/.test(text) ? String(Number(text)) : text;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function told(path: string, promised: unknown, found: unknown): Difference {
  return { path, promised: shown(promised), found: shown(found) };
}

function shown(value: unknown): string {
  return (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 300);
}
