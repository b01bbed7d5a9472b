import {
  GetDetectorCommand,
  GetMalwareProtectionPlanCommand,
  type DetectorFeatureConfigurationResult,
} from '@aws-sdk/client-guardduty';
import { isResolvedList, isResolvedMap, type ResolvedMap } from '../../assembly/value';
import { capitals, single, text, type Reader } from '../reader';

/** GuardDuty says of a detector that it does not know that the request was not valid. */
const GONE = ['ResourceNotFoundException', 'BadRequestException'];

export const DETECTORS: Reader = {
  types: ['AWS::GuardDuty::Detector'],
  calls: { 'guardduty:GetDetector': ['guardduty:GetDetector'] },
  defaults: { FindingPublishingFrequency: 'SIX_HOURS' },
  read: ({ physicalId: DetectorId, properties: meant }, { clients: { guardduty } }) =>
    single(GONE, async () => {
      const detector = await guardduty.send(new GetDetectorCommand({ DetectorId }));
      return {
        Enable: detector.Status === 'ENABLED',
        FindingPublishingFrequency: detector.FindingPublishingFrequency,
        Features: features(detector.Features ?? [], meant),
      };
    }),
};

/** Only features that the template names: the service lists all, also those that came after it. */
function features(found: readonly DetectorFeatureConfigurationResult[], { Features: meant }: ResolvedMap): unknown {
  const asked = new Map<string, ResolvedMap>();
  for (const one of isResolvedList(meant) ? meant : []) if (isResolvedMap(one)) asked.set(text(one['Name']), one);
  return found
    .filter(({ Name = '' }) => asked.has(Name))
    .map(({ Name = '', Status, AdditionalConfiguration: more = [] }) => {
      const wanted = asked.get(Name)?.['AdditionalConfiguration'];
      const names = (isResolvedList(wanted) ? wanted : []).map((one) => (isResolvedMap(one) ? text(one['Name']) : ''));
      const told = more
        .filter((one) => names.includes(one.Name ?? ''))
        .map((one) => ({ Name: one.Name, Status: one.Status }));
      return { Name, Status, ...(told.length === 0 ? {} : { AdditionalConfiguration: told }) };
    });
}

export const MALWARE_PLANS: Reader = {
  types: ['AWS::GuardDuty::MalwareProtectionPlan'],
  calls: { 'guardduty:GetMalwareProtectionPlan': ['guardduty:GetMalwareProtectionPlan'] },
  read: ({ physicalId }, { clients: { guardduty } }) =>
    single(['ResourceNotFoundException'], async () => {
      const plan = await guardduty.send(new GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId: physicalId }));
      return {
        Actions: capitals(plan.Actions),
        ProtectedResource: capitals(plan.ProtectedResource),
        Role: plan.Role,
      };
    }),
};
