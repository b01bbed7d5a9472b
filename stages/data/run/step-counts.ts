import type { StepCounts } from '../../../contract/data-manifest';
import { close } from './accounts';
import { STEPS, type Step } from './settings';

/** The step that may make copies. */
const ADDS: Step = 'balance';

/**
 * The books of a run, step by step: what one keeps is what the next one gets.
 *
 * @param entered records that were acquired, read or not
 * @param reasons counts by `STEP KIND RULE`
 * @param written records that the last step kept
 * @param added copies that were made beside them, by the last step
 * @throws AccountError `COUNTS_DIFFER` where the last step keeps another number than was written
 */
export function stepCounts(
  entered: number,
  reasons: Readonly<Record<string, number>>,
  written: number,
  added = 0,
): StepCounts[] {
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
    return { step, ...counts, ...(step === ADDS && added > 0 && { added }) };
  });
  close('mix', { in: due, kept: written, dropped: 0, quarantined: 0 }, written);
  return steps;
}
