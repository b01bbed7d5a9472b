import type { Invariant, Proof } from '../invariant';
import { DETECTION_SETTINGS } from '../settings/detection';
import { NEEDED_DETECTORS } from '../settings/needed';
import { proveSettings } from '../settings/setting';

/** Every detector that is declared is there, and sees what it is for. */
export const DETECTION_INVARIANT: Invariant = {
  id: 'Proof-DetectionSettings',
  title: 'Every detector that is declared is there, and sees what it is for',
  risk: 'A trail that leaves out one kind of event, or a scan that tags nothing, misses exactly what is asked of it later.',
  check:
    'Of each trail: all regions, digests, all management events, and in templates that declare a platform the events of models, of objects of each class and of functions; every account-wide service that the platform declares to switch on is switched on; findings of each service have a rule.',
  remedy: 'Set what the finding names to what it expects.',
  sources: ['NIST AU-2', 'NIST AU-12', 'NIST SI-4', 'AWS CloudTrail.1', 'AISVS 12.1'],
  prove(facts) {
    const needed = facts.declared.platform ? NEEDED_DETECTORS : [];
    return [
      ...proveSettings(facts, DETECTION_SETTINGS),
      ...needed.map(({ what, wanted, holds }): Proof =>
        holds(facts)
          ? { kind: 'proved', subject: what, detail: wanted }
          : { kind: 'refuted', subject: what, detail: `missing: ${wanted}` },
      ),
    ];
  },
};
