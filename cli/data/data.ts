import type { Command } from 'commander';
import type { Session } from '../session';
import { addDataExplain } from './explain';
import { addDataInspect } from './inspect';
import { addDataLabel } from './label';
import { addDataPlan } from './plan-command';
import { addDataReport } from './report-command';
import { addDataRules } from './rules-command';
import { addDataRun } from './run-command';
import { addDataVerify } from './verify-command';

/** `rampart data`: from acquired text to curated, labelled, balanced, signed training data. */
export function addData(program: Command, session: Session): void {
  const data = program
    .command('data')
    .summary('clean, label, balance and watch training data')
    .description(
      'Turns acquired text into curated, labelled, balanced, signed training data, on this machine or on AWS.',
    );
  addDataRun(data, session);
  addDataPlan(data, session);
  addDataInspect(data, session);
  addDataExplain(data, session);
  addDataLabel(data, session);
  addDataReport(data, session);
  addDataVerify(data, session);
  addDataRules(data, session);
}
