const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Every word that is one edit away: a letter left out, put in, replaced, or swapped with its neighbour. Each once, without the word itself. */
export function oneEditFrom(word: string): ReadonlySet<string> {
  const edits = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [start, rest] = [word.slice(0, at), word.slice(at)];
    edits.add(start + rest.slice(1));
    if (rest.length > 1) edits.add(`${start}${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`);
    for (const letter of LETTERS) {
      edits.add(start + letter + rest);
      if (rest !== '') edits.add(start + letter + rest.slice(1));
    }
  }
  edits.delete(word);
  return edits;
}

// British, then American: `colour` is no typo of `color`.
const REGIONAL: readonly (readonly [RegExp, string])[] = [
  [/our/, 'or'],
  [/is(e|ed|es|er|ing|ation|ations)$/, 'iz$1'],
  [/ys(e|ed|es|er|ing)$/, 'yz$1'],
  [/ll/, 'l'],
  [/ae/, 'e'],
  [/oe/, 'e'],
  [/enc(e|es)$/, 'ens$1'],
  [/l(ment|ful)/, 'll$1'],
  [/mme(s?)$/, 'm$1'],
  [/tre(s?)$/, 'ter$1'],
  [/bre(s?)$/, 'ber$1'],
  [/gey/, 'gy'],
  [/dgement/, 'dgment'],
];

/** Whether two words are one in two countries' spelling. */
export function isRegionalSpelling(word: string, other: string): boolean {
  return REGIONAL.some(
    ([british, american]) => word.replace(british, american) === other || other.replace(british, american) === word,
  );
}
