import { Seeded } from '../../../stages/data/seeded';

/** A document to be labelled. */
export interface PageItem {
  /** Unique; what the journal records. */
  readonly id: string;
  readonly text: string;
  /** What a labeller may see beside the text, e.g. its source. Untrusted, as the text is. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** One in so many items is a gold question. */
const GOLD_EVERY = 20;

/**
 * Mixes gold questions into the items: one at a seeded place of each block, as long as there are some. The items keep their order, which a
 * review queue has chosen. Same items, gold and seed: same order, so that a labeller goes on where they were.
 */
export function mixGold(items: readonly PageItem[], gold: readonly PageItem[], seed: number): PageItem[] {
  const random = new Seeded(seed);
  const known = new Set(items.map(({ id }) => id));
  const open = gold.filter(({ id }) => !known.has(id));
  const mixed: PageItem[] = [];
  for (let start = 0; start < items.length; start += GOLD_EVERY - 1) {
    const block = items.slice(start, start + GOLD_EVERY - 1);
    const question = open.shift();
    if (question) block.splice(random.below(block.length + 1), 0, question);
    mixed.push(...block);
  }
  return mixed;
}
