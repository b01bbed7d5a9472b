import type { MapResult } from '../engine/map-engine';
import { summed, under } from './accounts';
import { balanceOutcome, type BalanceOutcome } from './balance-outcome';
import type { DuplicatesStep } from './duplicates-step';
import type { HumanLabels } from './human-labels';
import type { LabelStep } from './label-step';
import type { FinishedPart, Products } from './products';
import type { Pipeline } from './step';
import { RUN_STEPS } from './steps';
import { keptFolder } from './steps/mix';

/** What a run came to, before it is written into a manifest. */
export interface Outcome {
  readonly acquired: readonly MapResult[];
  readonly mixed: readonly MapResult[];
  readonly parts: readonly FinishedPart[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly tallies: Readonly<Record<string, number>>;
  readonly duplicates: DuplicatesStep['found'];
  readonly labels: LabelStep;
  readonly human: HumanLabels;
  readonly balance?: BalanceOutcome;
  readonly sources: {
    readonly before: Readonly<Record<string, number>>;
    readonly after: Readonly<Record<string, number>>;
  };
  readonly kept: string;
  readonly review: string;
}

/** Takes a run through all its steps. What was done already, by this process or one that was killed, is not done again. */
export async function runSteps(pipeline: Pipeline): Promise<Outcome> {
  let made: Partial<Products> = {};
  for (const step of RUN_STEPS) {
    const tell = (done: number): void => {
      // Over parts, a step tells of each itself.
      if (step.work.on !== 'map') pipeline.onProgress?.({ step: step.name, done, of: 1 });
    };
    tell(0);
    made = { ...made, ...(await step.run(pipeline, made)) };
    tell(1);
  }
  // Each product is some step's, which a test holds the list against.
  return outcomeOf(pipeline, made as Products);
}

function outcomeOf({ settings }: Pipeline, made: Products): Outcome {
  const { acquired, cleaned, mixed, counted, labels, settlement } = made;
  const tallies = summed([
    ...[...acquired, ...cleaned, ...mixed].map((one) => one.tallies),
    ...(made.compared?.tallies ?? []),
  ]);
  return {
    acquired,
    mixed,
    parts: made.parts,
    reasons: summed([...acquired, ...mixed].map(({ reasons }) => reasons)),
    tallies,
    duplicates: made.duplicates.found,
    labels,
    human: made.human,
    ...(settings.balance && {
      balance: balanceOutcome(
        settings.balance,
        settings.seed,
        counted,
        tallies,
        settlement.content.measures,
        mixed.reduce((sum, { counts }) => sum + counts.kept, 0),
      ),
    }),
    sources: { before: counted.sources, after: under(tallies, 'source ') },
    kept: keptFolder(made.settled),
    review: settlement.content.review,
  };
}
