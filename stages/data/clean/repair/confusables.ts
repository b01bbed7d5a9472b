import type { Change } from './mojibake';

type Script = 'latin' | 'cyrillic' | 'greek';

// Letters that look alike, column by column; a dot where a script has none. Only those that a reader cannot tell apart.
const LATIN = 'aceopxyijshdqwv' + 'ABEKMHOPCTXYIJSQWVZN';
const CYRILLIC = 'асеорхуіјѕһԁԛԝѵ' + 'АВЕКМНОРСТХУІЈЅԚԜѴ..';
const GREEK = '...ο..........ν' + 'ΑΒΕΚΜΗΟΡ.ΤΧΥΙ.....ΖΝ';

const ALPHABETS: Readonly<Record<Script, readonly string[]>> = {
  latin: [...LATIN],
  cyrillic: [...CYRILLIC],
  greek: [...GREEK],
};
const SCRIPTS: Readonly<Record<Script, RegExp>> = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
};
const ORDER: readonly Script[] = ['latin', 'cyrillic', 'greek'];
const LOOKALIKES = new Map(ORDER.map((script) => [script, towards(script)]));

const MIXED =
  /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|\p{Script=Cyrillic}\p{M}*[\p{Script=Latin}\p{Script=Greek}]|\p{Script=Greek}\p{M}*[\p{Script=Latin}\p{Script=Cyrillic}]/u;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const MATHEMATICAL = /[\u{1d400}-\u{1d6a5}]{3,}/gu;

/**
 * Folds letters that pose as those of another script: a Cyrillic `а` in a Latin word. A word is folded to the script that has most of its letters,
 * and only where every foreign letter has a double there: `μm` and a word wholly in one script stay. Mathematical letters fold where they spell a word.
 */
export function foldConfusables(text: string): Change {
  let count = 0;
  const plain = text.replace(MATHEMATICAL, (word) => {
    count += word.length / 2;
    return word.normalize('NFKC');
  });
  if (!MIXED.test(plain)) return { text: plain, count };
  const folded = plain.replace(WORD, (word) => {
    const change = foldWord(word);
    count += change.count;
    return change.text;
  });
  return { text: folded, count };
}

function foldWord(word: string): Change {
  const letters = [...word];
  const scripts = letters.map((letter) => ORDER.find((script) => SCRIPTS[script].test(letter)));
  const share = (script: Script): number => scripts.filter((each) => each === script).length;
  const dominant = ORDER.reduce((best, script) => (share(script) > share(best) ? script : best));
  const doubles = LOOKALIKES.get(dominant);
  let count = 0;
  const folded = letters.map((letter, at) => {
    const script = scripts[at];
    if (script === undefined || script === dominant) return letter;
    count += 1;
    return doubles?.get(letter);
  });
  if (count === 0 || folded.includes(undefined)) return { text: word, count: 0 };
  return { text: folded.join(''), count };
}

function towards(script: Script): ReadonlyMap<string, string> {
  const doubles = new Map<string, string>();
  for (const other of ORDER.filter((each) => each !== script)) {
    ALPHABETS[other].forEach((letter, at) => {
      const double = ALPHABETS[script][at] ?? '.';
      if (letter !== '.' && double !== '.') doubles.set(letter, double);
    });
  }
  return doubles;
}
