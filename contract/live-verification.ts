/** What the template tells the function that verifies the account. */
export enum LiveVerificationVariable {
  /** The bucket of evidence. */
  EVIDENCE_BUCKET = 'EVIDENCE_BUCKET',
  ALARM_TOPIC = 'ALARM_TOPIC',
  /** The platform's name: the dimension of the metrics. */
  PLATFORM = 'PLATFORM',
}

/** Where who deploys puts the evidence of what was deployed: `manifest.json`, `ledger.json` and `templates/`. */
export const DEPLOYED_PREFIX = 'deployed/';

/** Where what a verification found is kept. */
export const VERIFICATIONS_PREFIX = 'verifications/';

export const VERIFICATION_METRICS_NAMESPACE = 'Rampart/Verification';

/** The dimension of all these metrics: the platform's name. */
export const PLATFORM_DIMENSION = 'Platform';

/** What a verification tells: how many resources have each verdict. */
export enum VerificationMetric {
  IN_PLACE = 'InPlace',
  DRIFTED = 'Drifted',
  MISSING = 'Missing',
  EXTRA = 'Extra',
  NOT_READABLE = 'NotReadable',
  /** Drifted, missing and extra together. */
  OUT_OF_PLACE = 'OutOfPlace',
  /** 1 for a run that came to its end: its result is kept, and who had to be told was. */
  COMPLETED = 'Completed',
}
