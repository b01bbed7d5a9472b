import { buildLabelFunctions } from '../label/functions/build';
import { ABSTAIN, type LabelInput } from '../label/functions/label-function';
import type { LabelSettings } from './settings';

/** Labels documents by a plan's label functions. */
export type VoteOn = (input: LabelInput) => { readonly label: string; readonly voters: readonly string[] };

/** Label functions as a plan declares them; undefined where it declares none. The most votes win; a tie is no label. */
export function labelVotes(settings: LabelSettings | undefined): VoteOn | undefined {
  if (settings?.schema === undefined || settings.functions === undefined) return undefined;
  const { classes } = settings.schema;
  const functions = buildLabelFunctions(settings.functions, settings.schema);
  return (input) => {
    const votes = classes.map(() => 0);
    const voters = functions.flatMap(({ name, vote }) => {
      const choice = vote(input);
      if (choice === ABSTAIN) return [];
      votes[choice] = (votes[choice] ?? 0) + 1;
      return [name];
    });
    const most = Math.max(0, ...votes);
    const winners = classes.filter((_, index) => most > 0 && votes[index] === most);
    return { label: winners.length === 1 ? (winners[0]?.id ?? '') : '', voters };
  };
}
