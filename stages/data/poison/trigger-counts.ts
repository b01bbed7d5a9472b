import { CountMin } from './count-min';
import { HeavyHitters } from './heavy-hitters';
import { PoisonError } from './poison-error';

export interface TriggerOptions {
  /** N-grams kept a group, the most frequent. A trigger in fewer of a group's documents than its n-grams a document over this is lost. @default 65536 */
  readonly capacity?: number;
  /** Words of the longest n-gram. @default 3 */
  readonly longest?: number;
  /** Only so many words of a text are read. @default 2000 */
  readonly mostWords?: number;
}

export interface LabelledText {
  readonly source: string;
  readonly label?: string;
  readonly text: string;
}

interface Group {
  documents: number;
  hitters: HeavyHitters;
}

// Sixteen megabytes: with a billion n-grams a count elsewhere is too high by about a thousand at worst.
const WIDTH = 1_048_576;
const WORD = /[\p{L}\p{N}_]+/gu;

/** In how many documents of each source, and of each label, an n-gram occurs: in bounded memory, one a shard. Shards merged in one order give the same bytes. */
export class TriggerCounts {
  public documents = 0;
  private readonly all = new CountMin(WIDTH);
  private readonly groups = new Map<string, Group>();
  private readonly capacity: number;
  private readonly longest: number;
  private readonly mostWords: number;

  public constructor({ capacity = 65_536, longest = 3, mostWords = 2_000 }: TriggerOptions = {}) {
    this.capacity = capacity;
    this.longest = longest;
    this.mostWords = mostWords;
  }

  public add({ source, label, text }: LabelledText): void {
    this.documents++;
    const groups = [this.group(`source=${source}`)];
    if (label !== undefined) groups.push(this.group(`label=${label}`));
    for (const group of groups) group.documents++;
    for (const gram of this.gramsOf(text)) {
      this.all.add(gram);
      for (const { hitters } of groups) hitters.add(gram);
    }
  }

  /** Adds the counts of another shard. */
  public merge(other: TriggerCounts): void {
    if (other.capacity !== this.capacity || other.longest !== this.longest || other.mostWords !== this.mostWords) {
      throw new PoisonError(
        'TRIGGER_COUNTS_DIFFER',
        `Counts are merged of one capacity, longest n-gram and word limit: ${this.settings()} here, ${other.settings()} there`,
      );
    }
    this.documents += other.documents;
    this.all.merge(other.all);
    for (const [name, { documents, hitters }] of [...other.groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const group = this.group(name);
      group.documents += documents;
      group.hitters.merge(hitters);
    }
  }

  /** Each group with its n-grams, in the order of names. */
  public *entries(): Generator<{ group: string; documents: number; error: number; grams: [string, number][] }> {
    for (const [group, { documents, hitters }] of [...this.groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield { group, documents, error: hitters.error, grams: hitters.sorted() };
    }
  }

  /** Documents with the n-gram, over all groups: never too low. */
  public inAll(gram: string): number {
    return Math.min(this.documents, this.all.get(gram));
  }

  public toJSON(): object {
    return {
      settings: { capacity: this.capacity, longest: this.longest, mostWords: this.mostWords },
      documents: this.documents,
      all: this.all.toJSON(),
      groups: [...this.groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, group]) => [name, group.documents, group.hitters.toJSON()]),
    };
  }

  /** What `toJSON` gave, after a round through a file. */
  public static from(json: unknown): TriggerCounts {
    const stored = json as {
      settings: Required<TriggerOptions>;
      documents: number;
      all: string;
      groups: [string, number, { lost: number; counts: [string, number][] }][];
    };
    const counts = new TriggerCounts(stored.settings);
    counts.documents = stored.documents;
    counts.all.merge(CountMin.from(WIDTH, stored.all));
    for (const [name, documents, hitters] of stored.groups) {
      counts.groups.set(name, { documents, hitters: HeavyHitters.from(counts.capacity, hitters) });
    }
    return counts;
  }

  private settings(): string {
    return `${this.capacity}/${this.longest}/${this.mostWords}`;
  }

  private group(name: string): Group {
    const known = this.groups.get(name);
    if (known !== undefined) return known;
    const group = { documents: 0, hitters: new HeavyHitters(this.capacity) };
    this.groups.set(name, group);
    return group;
  }

  private gramsOf(text: string): Set<string> {
    const grams = new Set<string>();
    const recent: string[] = [];
    for (const word of wordsIn(text, this.mostWords)) {
      recent.push(word);
      if (recent.length > this.longest) recent.shift();
      let gram = '';
      for (let at = recent.length - 1; at >= 0; at--) {
        gram = gram === '' ? (recent[at] ?? '') : `${recent[at] ?? ''} ${gram}`;
        grams.add(gram);
      }
    }
    return grams;
  }
}

/** A text's first words in small letters. */
export function* wordsIn(text: string, most: number): Generator<string> {
  let words = 0;
  for (const [word] of text.matchAll(WORD)) {
    if (words++ >= most) break;
    yield word.toLowerCase();
  }
}
