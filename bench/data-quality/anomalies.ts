import { Seeded } from '../../stages/data/seeded';
import { brief, scored, share, told, type FoundScore } from './found-score';
import { kernels } from './kernels-bundle';
import { learntFrom } from './learnt';
import { halves, mails, speeches } from './texts';

const letters = (random: Seeded, length: number, from = 'abcdefghijklmnopqrstuvwxyz'): string =>
  Array.from({ length }, () => from[random.below(from.length)] ?? '').join('');
const words = (count: number, word: () => string): string =>
  Array.from({ length: count }, (_, at) => word() + (at % 12 === 11 ? '.\n' : '')).join(' ');

const COMMON =
  'the of and a to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old both life being under three never know same last another while us might great go come since against right came take used himself few house use place during without again home around small however found part school once general high upon every'.split(
    ' ',
  );

const KINDS: Readonly<Record<string, (random: Seeded) => string>> = {
  'random letters': (random) => words(200, () => letters(random, 2 + random.below(8))),
  'very long words': (random) => words(120, () => letters(random, 30 + random.below(60))),
  'one phrase over and over': (random) => `${words(6, () => letters(random, 5))} `.repeat(60),
  'tables of numbers': (random) => words(300, () => letters(random, 6, '0123456789')),
  // These two pass most quality rules: only the meaning is gone.
  'words in any order': (random) => words(220, () => COMMON[random.below(COMMON.length)] ?? ''),
  'one sentence, its numbers changed': (random) =>
    Array.from(
      { length: 40 },
      () =>
        `The price of item ${random.below(9999)} in the list is ${random.below(9999)} and that of the next is not known.`,
    ).join('\n'),
  'binary as text': (random) => words(80, () => letters(random, 76, 'ABCDEFabcdef0123456789+/')),
};

/** A line of an encoded attachment, and how many of them make a mail one: it is gibberish itself, and neither planted nor untouched. */
const ENCODED = /^(?:[A-Za-z0-9+/=]{60,}|M[\x20-\x60]{60})\r?$/gm;
const ENCODED_LINES = 5;

/**
 * Anomalies: gibberish of seven kinds among mails and among speeches, judged by the anomaly rules alone (about shape and about the order of words), by
 * quality rules alone, and by either. Limits were chosen on the first half of the mails; these are the second half, and speeches.
 */
export async function measure(): Promise<object> {
  const texts = mails().map(({ text }) => text);
  const plain = texts.filter((text) => (text.match(ENCODED)?.length ?? 0) < ENCODED_LINES);
  const [, mailsHeld] = halves(plain);
  const [, speechesHeld] = halves(speeches());
  console.log(`\n${texts.length - plain.length} of ${texts.length} mails are encoded attachments, and left out`);
  const corpora = { mails: mailsHeld, speeches: speechesHeld };
  return Object.fromEntries(Object.entries(corpora).map(([name, hosts]) => [name, judged(name, hosts)]));
}

function judged(name: string, hosts: readonly string[]): object {
  const { anomalies, ANOMALY_RULES, firstFailure, Measurer, orderAnomaly, orderNorm, QUALITY_RULES, SHAPE } = kernels;
  const random = new Seeded(404);
  const each = Math.round(hosts.length / 100);
  const documents = random.shuffle([
    ...hosts.map((text) => ({ kind: '', text })),
    ...Object.entries(KINDS).flatMap(([kind, make]) =>
      Array.from({ length: each }, () => ({ kind, text: make(random) })),
    ),
  ]);
  const learnt = learntFrom(documents.map(({ text }) => text));
  const measured = learnt.map(({ order, shape }, at) => ({
    id: String(at),
    source: name,
    features: { ...shape },
    order,
  }));
  const far = anomalies(measured, { features: SHAPE, seed: 1 }).map(
    ({ anomaly_score, anomaly_z }) => firstFailure({ anomaly_score, anomaly_z }, ANOMALY_RULES) !== undefined,
  );
  const ordered = measured.map(({ id, source, order }) => ({ id, source, ...order }));
  const norm = orderNorm(ordered);
  const strange = ordered.map((one, at) => far[at] === true || orderAnomaly(one, norm) !== undefined);
  const measurer = new Measurer();
  const poor = documents.map(({ text }) => firstFailure(measurer.measure(text).features, QUALITY_RULES) !== undefined);
  const items = documents.map(({ kind }, at) => ({ kind, alone: strange[at] === true, poor: poor[at] === true }));
  const scores: Record<string, FoundScore> = {
    'anomaly rules alone': scored(items.map(({ kind, alone }) => ({ planted: kind !== '', flagged: alone }))),
    'rules about shape alone': scored(
      items.map(({ kind }, at) => ({ planted: kind !== '', flagged: far[at] === true })),
    ),
    'quality rules alone': scored(items.map((one) => ({ planted: one.kind !== '', flagged: one.poor }))),
    'of what quality rules keep': scored(
      items.filter((one) => !one.poor).map(({ kind, alone }) => ({ planted: kind !== '', flagged: alone })),
    ),
  };
  for (const kind of Object.keys(KINDS)) {
    const those = items.filter((one) => one.kind === kind);
    scores[`${kind}, alone`] = {
      ...scored(those.map(({ alone }) => ({ planted: true, flagged: alone }))),
      precision: null,
    };
  }
  told(`Anomalies, ${hosts.length} ${name} and ${each} of each kind of gibberish`, scores);
  const alarms = items.filter(({ kind, alone }) => kind === '' && alone).length;
  return { falseAlarms: share(alarms, hosts.length), ...brief(scores) };
}
