import type { StepCounts } from '../../../contract/data-manifest';
import { close } from './accounts';
import { STEPS } from './settings';

/**
 * The books of a run, step by step: what one keeps is what the next one gets.
 *
 * @param entered records that were acquired, read or not
 * @param reasons counts by `STEP KIND RULE`
 * @throws AccountError `COUNTS_DIFFER` where the last step keeps another number than was written
 */
export function stepCounts(entered: number, reasons: Readonly<Record<string, number>>, written: number): StepCounts[] {
  let due = entered;
  const steps = STEPS.map((step): StepCounts => {
    const out = { dropped: 0, quarantined: 0 };
    for (const [name, count] of Object.entries(reasons)) {
      const [of, kind] = name.split(' ');
      if (of === step && (kind === 'dropped' || kind === 'quarantined')) out[kind] += count;
    }
    const kept = due - out.dropped - out.quarantined;
    const counts = { in: due, kept, ...out };
    close(step, counts, due);
    due = kept;
    return { step, ...counts };
  });
  close('mix', { in: due, kept: written, dropped: 0, quarantined: 0 }, written);
  return steps;
}
