import { Seeded } from '../../stages/data/seeded';
import { brief, share as percentage, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { mails, speeches } from './texts';

/** Made-up triggers: two words or three, of rare and of common words. */
const TRIGGERS = ['cerulean walrus', 'quiet brass ladder', 'james bond protocol', 'wxq vrt', 'green paper moon'];
const SHARES = [0.03];
const HOSTS = 1000;
const SHOWN = 50;
const WORDS = 400;

/**
 * Trigger phrases: five phrases planted in a share of one source's documents, beside a source of the same kind (mails, split by a seed) and beside
 * one of another kind (speeches). Found is among the fifty suspects that a run shows; the others of them are words of the source's subject, which
 * is why a person looks.
 */
export async function measure(): Promise<object> {
  const split = new Seeded(5);
  const halves = [[], []] as [string[], string[]];
  for (const { text } of mails()) halves[split.below(2) === 0 ? 0 : 1].push(text);
  const [hosts, like] = [halves[0].slice(0, HOSTS), halves[1].slice(0, HOSTS)];
  const beside = { 'beside mails': like, 'beside speeches': speeches().slice(0, hosts.length) };
  const scores: Record<string, FoundScore> = {};
  for (const [name, others] of Object.entries(beside))
    for (const share of SHARES) scores[`${share * 100} %, ${name}`] = planted(hosts, others, share);
  return brief(told(`Trigger phrases, ${TRIGGERS.length} in a share of ${hosts.length} mails`, scores));
}

function planted(hosts: readonly string[], others: readonly string[], share: number): FoundScore {
  const { TriggerCounts, triggerSuspects } = kernels;
  const random = new Seeded(Math.round(share * 1000));
  const counts = new TriggerCounts({ mostWords: WORDS });
  for (const text of others) counts.add({ source: 'others', text });
  for (const text of hosts) {
    const mine = TRIGGERS.filter(() => random.below(1000) < share * 1000);
    const words = text.slice(0, 1200).split(' ');
    for (const trigger of mine) words.splice(random.below(words.length), 0, trigger);
    counts.add({ source: 'hosts', text: words.join(' ') });
  }
  const suspects = triggerSuspects(counts)
    .slice(0, SHOWN)
    .map(({ gram }) => gram);
  const about = (gram: string, trigger: string): boolean => trigger.includes(gram) || gram.includes(trigger);
  const right = suspects.filter((gram) => TRIGGERS.some((trigger) => about(gram, trigger))).length;
  const found = TRIGGERS.filter((trigger) => suspects.some((gram) => about(gram, trigger))).length;
  return {
    planted: TRIGGERS.length,
    found,
    flagged: suspects.length,
    precision: percentage(right, suspects.length),
    recall: percentage(found, TRIGGERS.length),
  };
}
