import type { ComparedRun } from '../../stages/data/run/duplicates-step';
import type { FinishedPart } from '../../stages/data/run/products';
import type { Workspace } from './workspace';
import { OUTCOME } from './workspace';
import { readJson } from '../../stages/data/engine/read-json';

/** What a run left for those who look at it later. */
export interface RunOutcome {
  readonly parts: readonly FinishedPart[];
  /** Folder of the table of what it kept. */
  readonly kept: string;
  /** Key of the labels to look at. */
  readonly review: string;
}

/** @param run as `Workspace.named` gave it */
export async function outcomeOf(workspace: Workspace, run: string): Promise<RunOutcome> {
  return readJson<RunOutcome>(workspace.run(run), OUTCOME);
}

/** A finished run, as another one is compared with it: what it kept must not come again. */
export async function earlierRun(workspace: Workspace, run: string): Promise<ComparedRun> {
  const id = workspace.named(run);
  const { parts, kept } = await outcomeOf(workspace, id);
  return {
    store: workspace.run(id),
    prefix: workspace.prefix(id),
    parts: parts.map(({ cleaned }) => cleaned.documents),
    judged: kept,
  };
}
