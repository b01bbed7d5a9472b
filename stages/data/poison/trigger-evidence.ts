import type { Agreement, Phrase } from './trigger-places';
import type { TriggerTexts } from './trigger-texts';

/** A typical phrase with fewer places says too little. */
const LEAST_PLACES = 12;
/** With fewer typical phrases nobody knows what is usual. */
const LEAST_PHRASES = 30;
/** Places, and pairs of them, by which a typical phrase's rates are drawn to those of all. */
const PRIOR = 2;
/** Typical phrases that may have been put in themselves: so many, that look most like it, do not count. */
const PUT_IN = 10;
const SMALLEST = 1e-4;

/** How words stand in a group's texts: at places that are drawn by chance, and around phrases of its own, each in its way. */
export interface PlaceRates {
  readonly chance: Rates;
  readonly own: readonly (Rates & { readonly phrase: string })[];
  /** How much seldomer a text closes around the group's own phrases than words meet in it: near 0 where words stand in any order. */
  readonly grammar: number;
}

interface Rates {
  /** Two words that meet are neighbours in another text. */
  readonly closed: number;
  /** Two places have the same word on their left, or right. */
  readonly left: number;
  readonly right: number;
}

/** Learns the rates from a group's texts and from phrases that are typical of it; undefined where there are too few of them. */
export function placeRates(texts: TriggerTexts, group: string, typical: readonly Phrase[]): PlaceRates | undefined {
  const told = typical.filter(({ places }) => places >= LEAST_PLACES);
  if (told.length < LEAST_PHRASES) return undefined;
  const mean = (of: (phrase: Phrase) => number): number => told.reduce((sum, one) => sum + of(one), 0) / told.length;
  const all = {
    closed: mean(({ closed, places }) => closed / places),
    left: mean(({ left }) => rateOf(left)),
    right: mean(({ right }) => rateOf(right)),
  };
  const own = told.map(({ phrase, closed, places, left, right }) => ({
    phrase,
    closed: drawn(closed, places, all.closed),
    left: drawn(left.equal, left.pairs, all.left),
    right: drawn(right.equal, right.pairs, all.right),
  }));
  const rates = { chance: chanceRates(texts, group), own, grammar: 0 };
  const put = new Map(told.map((one) => [one.phrase, insertionEvidence(one, rates)]));
  const most = [...own].sort((a, b) => (put.get(b.phrase) ?? 0) - (put.get(a.phrase) ?? 0)).slice(0, PUT_IN);
  const left = own.filter((one) => !most.includes(one));
  return { ...rates, own: left, grammar: rates.chance.closed - all.closed };
}

function chanceRates(texts: TriggerTexts, group: string): Rates {
  const counts = new Map<number, number>();
  let words = 0;
  let known = 0;
  for (const text of texts.texts) {
    if (!text.groups.includes(group)) continue;
    text.words.forEach((word, at) => {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (texts.neighbours(text.words[at - 1] ?? 0, word, text)) known++;
    });
    words += text.words.length;
  }
  let equal = 0;
  for (const count of counts.values()) equal += (count / words) ** 2;
  return { closed: clamp(known / words), left: clamp(equal), right: clamp(equal) };
}

/**
 * Natural logarithm of the Bayes factor of two ways in which a phrase came to its places: put in by chance, where the text closes around it and its
 * neighbours are as different as words of the text are; or as one of the group's own phrases, each of which has its grammar, and all of which are equally
 * likely. Closing is binomial, pairs of equal neighbours Poisson.
 */
export function insertionEvidence(phrase: Phrase, { chance, own }: PlaceRates): number {
  const others = own.filter((one) => one.phrase !== phrase.phrase).map((rates) => likelihood(phrase, rates));
  const most = Math.max(...others);
  const mean = others.reduce((sum, one) => sum + Math.exp(one - most), 0) / others.length;
  return likelihood(phrase, chance) - most - Math.log(mean);
}

/** Up to what does not depend on the rates. */
function likelihood({ places, closed, left, right }: Phrase, rates: Rates): number {
  const closing = closed * Math.log(rates.closed) + (places - closed) * Math.log(1 - rates.closed);
  return closing + poisson(left, rates.left) + poisson(right, rates.right);
}

function poisson({ pairs, equal }: Agreement, rate: number): number {
  return equal * Math.log(rate) - pairs * rate;
}

function rateOf({ pairs, equal }: Agreement): number {
  return pairs === 0 ? 0 : equal / pairs;
}

function drawn(hits: number, of: number, mean: number): number {
  return clamp((hits + PRIOR * mean) / (of + PRIOR));
}

function clamp(rate: number): number {
  return Math.min(1 - SMALLEST, Math.max(SMALLEST, rate));
}
