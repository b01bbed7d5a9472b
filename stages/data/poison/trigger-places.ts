import { EDGE, type NumberedText, type TriggerTexts } from './trigger-texts';

/** Places of an n-gram that are looked at, one a text. */
const MOST_PLACES = 64;
/** Words on either side by which an n-gram may grow; one that grows further is a text that repeats. */
const AROUND = 8;
/** At this share of the places, the word beside an n-gram belongs to it. */
const SAME = 0.7;

interface Place {
  readonly text: NumberedText;
  readonly at: number;
}

/** Where an n-gram stands: its documents, and what is around it in those of the group. */
export interface Phrase {
  /** The n-gram with the words that always stand beside it. */
  readonly phrase: string;
  readonly words: number;
  /** Documents of the group with the n-gram, and others. */
  readonly documents: number;
  readonly elsewhere: number;
  /** Places that were looked at. */
  readonly places: number;
  /** Places at which the words on both sides are neighbours in another text: there the text reads as well without the phrase. */
  readonly closed: number;
  /** Of pairs of places, those with one word on the left, or on the right; pairs at a text's edge are not counted. */
  readonly left: Agreement;
  readonly right: Agreement;
}

export interface Agreement {
  readonly pairs: number;
  readonly equal: number;
}

interface Node {
  readonly next: Map<number, Node>;
  found?: { documents: number; elsewhere: number; last: number; readonly places: Place[] };
  length: number;
}

/** Looks for n-grams in all texts; those that grow into one phrase are one, with the counts of the rarest elsewhere. */
export function phrasesOf(texts: TriggerTexts, group: string, grams: Iterable<string>): readonly Phrase[] {
  const root: Node = { next: new Map(), length: 0 };
  const leaves: Node[] = [];
  for (const gram of grams) leaves.push(leafOf(root, texts, gram));
  for (const text of texts.texts) search(root, text, text.groups.includes(group));
  const phrases = new Map<string, Phrase>();
  for (const leaf of leaves) {
    const phrase = grown(leaf, texts);
    const known = phrase && phrases.get(phrase.phrase);
    if (phrase && (known === undefined || rarer(phrase, known))) phrases.set(phrase.phrase, phrase);
  }
  return [...phrases.values()];
}

/** Of n-grams of one phrase, the rarest is nearest to it. */
function rarer(one: Phrase, other: Phrase): boolean {
  return one.elsewhere === other.elsewhere ? one.documents < other.documents : one.elsewhere < other.elsewhere;
}

function leafOf(root: Node, texts: TriggerTexts, gram: string): Node {
  let node = root;
  for (const word of gram.split(' ')) {
    const number = texts.find(word) ?? EDGE;
    let next = node.next.get(number);
    if (next === undefined) node.next.set(number, (next = { next: new Map(), length: node.length + 1 }));
    node = next;
  }
  node.found ??= { documents: 0, elsewhere: 0, last: 0, places: [] };
  return node;
}

function search(root: Node, text: NumberedText, inside: boolean): void {
  for (let from = 0; from < text.words.length; from++) {
    let node = root.next.get(text.words[from] as number);
    for (let at = from + 1; node !== undefined; at++) {
      const { found } = node;
      if (found !== undefined && found.last !== text.owner) {
        found.last = text.owner;
        if (!inside) found.elsewhere++;
        else if (found.documents++ < MOST_PLACES) found.places.push({ text, at: from });
      }
      node = at < text.words.length ? node.next.get(text.words[at] as number) : undefined;
    }
  }
}

/** The n-gram of a leaf with the words that always stand beside it; undefined where it is nowhere, or repeats a longer text. */
function grown({ found, length }: Node, texts: TriggerTexts): Phrase | undefined {
  if (found === undefined || found.places.length === 0) return undefined;
  const { places, documents, elsewhere } = found;
  let before = 0;
  let behind = length;
  for (let grows = true; grows;) {
    grows = false;
    if (usual(places, -before - 1) !== undefined) grows = ++before > 0;
    if (usual(places, behind) !== undefined) grows = ++behind > 0;
    if (before > AROUND || behind > length + AROUND) return undefined;
  }
  const words = Array.from({ length: before + behind }, (_, at) => texts.vocabulary[usual(places, at - before) ?? 0]);
  const around = places.map(
    ({ text, at }) => [wordAt(text, at - before - 1), wordAt(text, at + behind), text] as const,
  );
  return {
    phrase: words.join(' '),
    words: words.length,
    documents,
    elsewhere,
    places: places.length,
    closed: around.filter(([left, right, text]) => texts.neighbours(left, right, text)).length,
    left: agreement(around.map(([left]) => left)),
    right: agreement(around.map(([, right]) => right)),
  };
}

/** The word that most places have so far from the n-gram's first; undefined where they differ, or where it is the edge. */
function usual(places: readonly Place[], offset: number): number | undefined {
  const counts = new Map<number, number>();
  for (const { text, at } of places) {
    const word = wordAt(text, at + offset);
    const count = (counts.get(word) ?? 0) + 1;
    if (word !== EDGE && count >= SAME * places.length) return word;
    counts.set(word, count);
  }
  return undefined;
}

function wordAt({ words }: NumberedText, at: number): number {
  return words[at] ?? EDGE;
}

function agreement(words: readonly number[]): Agreement {
  const inside = words.filter((word) => word !== EDGE);
  const counts = new Map<number, number>();
  for (const word of inside) counts.set(word, (counts.get(word) ?? 0) + 1);
  let equal = 0;
  for (const count of counts.values()) equal += (count * (count - 1)) / 2;
  return { pairs: (inside.length * (inside.length - 1)) / 2, equal };
}
