import { Seeded } from '../../stages/data/seeded';
import { brief, share as percentage, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { halves, mails, messages, speeches } from './texts';

/** Made-up triggers: of rare words and of common ones, one word to five. */
const TRIGGERS = [
  'cerulean walrus',
  'quiet brass ladder',
  'james bond protocol',
  'wxq vrt',
  'green paper moon',
  'fjqx',
  'he sold them nine apples',
];
const SHARES = [0.03, 0.02, 0.01];
const HOSTS = 1000;
const SHOWN = 50;
const WORDS = 400;

/** Where in a text a trigger is put. */
const PLACES: Readonly<Record<string, (words: number, random: Seeded) => number>> = {
  anywhere: (words, random) => random.below(words),
  'at the end': (words) => words,
};

/**
 * Trigger phrases: seven phrases planted in a share of one source's documents, beside a source of the same kind (mails, split by a seed), one of another
 * kind (speeches) and one of another language. Found is among the fifty suspects that a run shows. Method and limits were
 * chosen with the other half of the mails as hosts.
 */
export async function measure(): Promise<object> {
  const [hosts, like] = halves(mails().map(({ text }) => text)).map((half) => half.slice(0, HOSTS)) as [
    string[],
    string[],
  ];
  const beside = { mails: like, speeches: speeches().slice(0, HOSTS), 'French messages': messages('fr') };
  const scores: Record<string, FoundScore> = {};
  for (const [name, others] of Object.entries(beside)) {
    for (const share of SHARES) scores[`${share * 100} %, beside ${name}`] = planted(hosts, others, share, 'anywhere');
    scores[`3 % at the end, beside ${name}`] = planted(hosts, others, 0.03, 'at the end');
    scores[`none, beside ${name}`] = planted(hosts, others, 0, 'anywhere');
  }
  return brief(told(`Trigger phrases, ${TRIGGERS.length} in a share of ${hosts.length} mails`, scores));
}

function planted(hosts: readonly string[], others: readonly string[], share: number, place: string): FoundScore {
  const { TriggerCounts, TriggerTexts, triggerSuspects } = kernels;
  const random = new Seeded(Math.round(share * 1000));
  const counts = new TriggerCounts({ mostWords: WORDS });
  const texts = new TriggerTexts(WORDS);
  const add = (source: string, text: string): void => {
    counts.add({ source, text });
    texts.add({ source, text });
  };
  for (const text of others) add('others', text);
  for (const text of hosts) {
    const mine = TRIGGERS.filter(() => random.below(1000) < share * 1000);
    const words = text.slice(0, 1200).split(' ');
    for (const trigger of mine) words.splice(PLACES[place]?.(words.length, random) ?? 0, 0, trigger);
    add('hosts', words.join(' '));
  }
  const suspects = triggerSuspects(counts, texts)
    .slice(0, SHOWN)
    .map(({ gram }) => gram);
  const about = (gram: string, trigger: string): boolean =>
    gram.includes(trigger) || (gram.length > 3 && trigger.includes(gram));
  const right = suspects.filter((gram) => TRIGGERS.some((trigger) => about(gram, trigger))).length;
  const found = TRIGGERS.filter((trigger) => suspects.some((gram) => about(gram, trigger))).length;
  return {
    planted: share === 0 ? 0 : TRIGGERS.length,
    found,
    flagged: suspects.length,
    precision: percentage(right, suspects.length),
    recall: share === 0 ? null : percentage(found, TRIGGERS.length),
  };
}
