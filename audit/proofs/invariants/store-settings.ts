import type { Invariant } from '../invariant';
import { STORE_SETTINGS } from '../settings/stores';
import { proveSettings } from '../settings/setting';

/** Buckets, queues and keys are set up to keep what they hold. */
export const STORE_INVARIANT: Invariant = {
  id: 'Proof-StoreSettings',
  title: 'Buckets, queues and keys are set up to keep what they hold',
  risk: 'A setting that nobody wrote down is the one that a copy of the template loses.',
  check:
    'Of each bucket: public access blocked in all four ways, versions, KMS encryption with a bucket key, owner’s objects only, access logs, a lifecycle, events; of each dead-letter queue the longest retention; of each key rotation and the longest wait before deletion. What is a choice of ours is asked of templates that declare a platform.',
  remedy: 'Set what the finding names to what it expects.',
  sources: ['NIST SC-28', 'NIST CP-9', 'AWS S3.8', 'AWS S3.14', 'AWS KMS.4'],
  prove(facts) {
    return proveSettings(facts, STORE_SETTINGS);
  },
};
