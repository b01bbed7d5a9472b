/** The part of the package's interface that is used here; it ships no types. */
declare module 'nspell' {
  export interface Nspell {
    correct(word: string): boolean;
  }
  export default function nspell(affix: Uint8Array, dictionary: Uint8Array): Nspell;
}
