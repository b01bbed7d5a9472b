import type { Invariant } from './invariant';
import { ALARM_COVERAGE } from './invariants/alarm-coverage';
import { DETECTION_INVARIANT } from './invariants/detection-settings';
import { NETWORK_INVARIANT } from './invariants/network-settings';
import { ROLE_INVARIANT } from './invariants/role-settings';
import { SERVING_INVARIANT } from './invariants/serving-settings';
import { STANDING_REFUSALS } from './invariants/standing-refusals';
import { STATEMENT_SCOPE } from './invariants/statement-scope';
import { STORE_INVARIANT } from './invariants/store-settings';
import { ACCESS_MATRIX } from './invariants/access-matrix';
import { BREAK_GLASS } from './invariants/break-glass';
import { CLASS_KEYS } from './invariants/class-keys';
import { DATA_KEY_USE } from './invariants/data-key-use';
import { DETECTOR_WIRING } from './invariants/detector-wiring';
import { ENDPOINT_CALLERS } from './invariants/endpoint-callers';
import { ENDPOINT_POLICIES } from './invariants/endpoint-policies';
import { ESCALATION } from './invariants/escalation';
import { INTERNET_ISOLATION } from './invariants/internet-isolation';
import { ISOLATED_JOBS } from './invariants/isolated-jobs';
import { LOG_INTEGRITY } from './invariants/log-integrity';
import { OUTSIDE_PRINCIPALS } from './invariants/outside-principals';
import { PINNED_GUARDRAIL } from './invariants/pinned-guardrail';
import { POISON_AND_APPROVE } from './invariants/poison-and-approve';
import { RESPONDER } from './invariants/responder';
import { RETENTION } from './invariants/retention';
import { SEPARATION_OF_DUTIES } from './invariants/separation-of-duties';
import { STAGE_ACTIONS } from './invariants/stage-actions';

/** Every invariant, in the order in which a report lists them. One file each, in `invariants/`. */
export const INVARIANTS: readonly Invariant[] = [
  ACCESS_MATRIX,
  INTERNET_ISOLATION,
  ENDPOINT_POLICIES,
  DATA_KEY_USE,
  LOG_INTEGRITY,
  POISON_AND_APPROVE,
  SEPARATION_OF_DUTIES,
  PINNED_GUARDRAIL,
  ENDPOINT_CALLERS,
  STAGE_ACTIONS,
  ESCALATION,
  OUTSIDE_PRINCIPALS,
  CLASS_KEYS,
  ISOLATED_JOBS,
  RESPONDER,
  BREAK_GLASS,
  DETECTOR_WIRING,
  RETENTION,
  STANDING_REFUSALS,
  STATEMENT_SCOPE,
  ALARM_COVERAGE,
  STORE_INVARIANT,
  NETWORK_INVARIANT,
  SERVING_INVARIANT,
  ROLE_INVARIANT,
  DETECTION_INVARIANT,
];
