import type { Invariant } from './invariant';
import { ACCESS_MATRIX } from './invariants/access-matrix';
import { DATA_KEY_USE } from './invariants/data-key-use';
import { ENDPOINT_CALLERS } from './invariants/endpoint-callers';
import { LOG_INTEGRITY } from './invariants/log-integrity';
import { RESPONDER } from './invariants/responder';
import { STAGE_ACTIONS } from './invariants/stage-actions';

/** Every invariant, in the order in which a report lists them. One file each, in `invariants/`. */
export const INVARIANTS: readonly Invariant[] = [
  ACCESS_MATRIX,
  DATA_KEY_USE,
  LOG_INTEGRITY,
  ENDPOINT_CALLERS,
  STAGE_ACTIONS,
  RESPONDER,
];
