/** Whether a path pattern has anything to match; without it the pattern is a plain path. */
export function isGlob(pattern: string): boolean {
  return /[*?{[]/.test(pattern);
}

/** The folder in which a pattern's matches can lie: its segments before the first wildcard. */
export function globRoot(pattern: string): string {
  const fixed: string[] = [];
  const segments = pattern.split('/');
  for (const segment of segments.slice(0, -1)) {
    if (isGlob(segment)) break;
    fixed.push(segment);
  }
  return fixed.length === 0 ? '.' : fixed.join('/') || '/';
}

/**
 * Matches a path with forward slashes against `**`, `*`, `?` and `{a,b}`. Linear in the path for each wildcard, with
 * no regular expression to blow up.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return alternatives(pattern).some((one) => matchSegments(one.split('/'), path.split('/')));
}

const MOST_ALTERNATIVES = 256;

function alternatives(pattern: string): string[] {
  let open = [pattern];
  for (;;) {
    const written = open.flatMap((one) => {
      const found = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(one);
      return found ? (found[2] ?? '').split(',').map((choice) => `${found[1]}${choice}${found[3]}`) : [one];
    });
    if (written.length === open.length && written.every((one, index) => one === open[index])) return written;
    if (written.length > MOST_ALTERNATIVES) return written.slice(0, MOST_ALTERNATIVES);
    open = written;
  }
}

function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  return match(pattern, path, (one) => one === '**', matchSegment);
}

function matchSegment(pattern: string, segment: string): boolean {
  return match(
    [...pattern],
    [...segment],
    (one) => one === '*',
    (one, char) => one === '?' || one === char,
  );
}

/** Greedy matching with a return to the last star only, which is enough for stars and keeps it quadratic at worst. */
function match<T>(
  pattern: readonly T[],
  items: readonly T[],
  isStar: (one: T) => boolean,
  same: (one: T, item: T) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < items.length) {
    const one = pattern[at];
    const item = items[index];
    if (one !== undefined && isStar(one)) {
      star = at++;
      resume = index;
    } else if (one !== undefined && item !== undefined && same(one, item)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
