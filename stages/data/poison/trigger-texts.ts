import { pairKey } from '../anomaly/order/order-keys';
import { OrderSketch } from '../anomaly/order/order-sketch';
import { wordsIn, type LabelledText } from './trigger-counts';

/** Stands before a text's first word and behind its last. */
export const EDGE = 0;

/** A text as numbers of words. */
export interface NumberedText {
  /** Its number, from 1 on. */
  readonly owner: number;
  readonly groups: readonly string[];
  readonly words: Int32Array;
}

/** The sampled texts of a run as numbers of words: what the places of an n-gram are looked at in. Ten megabytes for six thousand texts of 400 words. */
export class TriggerTexts {
  public readonly texts: NumberedText[] = [];
  /** Words by number; none is the edge's. */
  public readonly vocabulary: string[] = [''];
  private readonly numbers = new Map<string, number>();
  private readonly pairs = new OrderSketch();

  public constructor(private readonly mostWords = 2_000) {}

  public add(document: LabelledText): void {
    const owner = this.texts.length + 1;
    const words = Int32Array.from(wordsIn(document.text, this.mostWords), (word) => this.numberOf(word));
    this.texts.push({ owner, groups: groupsOf(document), words });
    for (let at = 0; at <= words.length; at++) {
      this.pairs.add(pairKey(words[at - 1] ?? EDGE, words[at] ?? EDGE), owner);
    }
  }

  /** The word's number; undefined where no text has it. */
  public find(word: string): number | undefined {
    return this.numbers.get(word);
  }

  /** Whether another text has the two words as neighbours. */
  public neighbours(first: number, second: number, { owner }: NumberedText): boolean {
    return this.pairs.elsewhere(pairKey(first, second), owner);
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.vocabulary.push(word) - 1;
    this.numbers.set(word, number);
    return number;
  }
}

/** `source=NAME`, and `label=NAME` where there is one. */
export function groupsOf({ source, label }: LabelledText): readonly string[] {
  return label === undefined ? [`source=${source}`] : [`source=${source}`, `label=${label}`];
}
