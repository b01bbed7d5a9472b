import { labelledWindows, type LabelledWindow } from './labelled-windows';
import { detectors, type Detector } from './personal-peers';
import { addScores, percentages, type Scores } from './span-score';

const HALVES = ['dev', 'held-out'] as const;
const WARM_UPS = 3;

/** Personal data and secrets: precision and recall a kind on mails that a person labelled, beside two npm packages, and speed. */
export async function measure(): Promise<object> {
  const windows = labelledWindows();
  const units = windows.reduce((sum, { text }) => sum + text.length, 0);
  const result: Record<string, Record<string, object | number>> = {};
  for (const detector of detectors()) {
    const mine: Record<string, object | number> = {};
    for (const half of HALVES) mine[half] = percentages(await score(detector, windows, half));
    mine['mbPerSecond'] = await speed(detector, windows, units);
    result[detector.name] = mine;
  }
  print(result);
  return Object.fromEntries(Object.entries(result).map(([name, mine]) => [name, brief(mine)]));
}

async function score(detector: Detector, windows: readonly LabelledWindow[], half: string): Promise<Scores> {
  const scores: Scores = new Map();
  for (const window of windows) {
    if (window.half === half) addScores(scores, await detector.find(window.text), window.spans);
  }
  return scores;
}

/** Megabytes (10^6 UTF-16 units) a second of CPU time, the best of some passes: the machine may be shared. */
async function speed(detector: Detector, windows: readonly LabelledWindow[], units: number): Promise<number> {
  let best = 0;
  const passes = detector.name === 'rampart' ? WARM_UPS * 10 : WARM_UPS;
  for (let pass = 0; pass < passes; pass++) {
    const before = process.cpuUsage();
    for (const { text } of windows) await detector.find(text);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, units / Math.max(1, user + system));
  }
  return Math.round(best * 100) / 100;
}

type Row = ReturnType<typeof percentages>[string];

function print(result: Readonly<Record<string, Readonly<Record<string, object | number>>>>): void {
  for (const half of HALVES) {
    console.log(`\nPersonal data, ${half} half (finds that overlap a label of their kind)`);
    console.log(
      `${'kind'.padEnd(12)}${Object.keys(result)
        .map((name) => name.padEnd(34))
        .join('')}`,
    );
    const kinds = new Set(Object.values(result).flatMap((mine) => Object.keys(mine[half] ?? {})));
    for (const kind of [...kinds].sort((a, b) => Number(a === 'all') - Number(b === 'all') || (a < b ? -1 : 1))) {
      const cells = Object.values(result).map((mine) => cell((mine[half] as Record<string, Row>)[kind]));
      console.log(`${kind.padEnd(12)}${cells.map((text) => text.padEnd(34)).join('')}`);
    }
  }
}

function cell(row: Row | undefined): string {
  if (row === undefined) return '-';
  return `P ${row.precision ?? '-'} (${row.right}/${row.finds})  R ${row.recall ?? '-'} (${row.hit}/${row.labels})`;
}

/** What the last line keeps: per half and kind, precision and recall. */
function brief(mine: Readonly<Record<string, object | number>>): object {
  const halves = HALVES.map((half) => [
    half,
    Object.fromEntries(
      Object.entries((mine[half] ?? {}) as Record<string, Row>).map(([kind, { precision, recall }]) => [
        kind,
        { precision, recall },
      ]),
    ),
  ]);
  return { ...Object.fromEntries(halves), mbPerSecond: mine['mbPerSecond'] };
}
