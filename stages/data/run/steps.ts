import type { RunStep } from './step';
import { acquire } from './steps/acquire';
import { anomalies } from './steps/anomalies';
import { balance } from './steps/balance';
import { clean } from './steps/clean';
import { compare, learn } from './steps/compare';
import { count } from './steps/count';
import { deduplicate } from './steps/deduplicate';
import { judge, sift, thin } from './steps/judge';
import { label } from './steps/label';
import { mix } from './steps/mix';

/** What a run does, in order. */
export const RUN_STEPS: readonly RunStep[] = [
  acquire,
  clean,
  sift,
  deduplicate,
  thin,
  learn,
  compare,
  anomalies,
  judge,
  count,
  label,
  balance,
  mix,
];
