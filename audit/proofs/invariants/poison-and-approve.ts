import { DataClass } from '../../../contract/data-class';
import { declaredWho } from '../declared-who';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';

/** Nobody can both put data in front of a model and approve what comes out, alone or by any chain. */
export const POISON_AND_APPROVE: Invariant = {
  id: 'Proof-PoisonAndApprove',
  title: 'Nobody can both write training data and approve a model',
  risk: 'One compromised identity poisons the data and signs off the poisoned model: no second person sees either.',
  check:
    'For each declared principal, with everyone whose permissions it can come to: writing objects of the raw or curated class, and setting sagemaker:ModelApprovalStatus to Approved, do not meet.',
  remedy: 'Take one of the two from the principal, or cut the chain that joins them.',
  sources: ['OWASP LLM05:2026', 'ATLAS T0020', 'NIST AC-5', 'AISVS C5', 'AWS SM-08'],
  prove(facts) {
    const training = trainingData(facts);
    const approve = declaredWho(facts, {
      action: ['sagemaker:UpdateModelPackage', 'sagemaker:CreateModelPackage'],
      given: { 'sagemaker:ModelApprovalStatus': { oneOf: ['Approved'] } },
    });
    if (training.length === 0 || approve.may.length + approve.open.length === 0) return [];
    const write = declaredWho(facts, { action: 's3:PutObject', resource: training });
    const writers = new Set(write.may.map(({ who }) => who));
    const approvers = new Set(approve.may.map(({ who }) => who));
    const judged = facts.world.principals.map(({ arn, origin }): Proof => {
      const subject = origin ?? arn;
      const self = [arn, ...facts.reachable(arn).map(({ principal }) => principal)];
      const writing = self.find((one) => writers.has(one));
      const approving = self.find((one) => approvers.has(one));
      if (writing === undefined || approving === undefined) {
        const has = writing === undefined ? (approving === undefined ? 'neither' : 'approving') : 'writing';
        return { kind: 'proved', subject, detail: `alone and by any chain it comes to ${has} only` };
      }
      const by = (who: string): string => (who === arn ? 'itself' : `as ${who}`);
      return {
        kind: 'refuted',
        subject,
        detail: `writes training data ${by(writing)} and approves models ${by(approving)}`,
      };
    });
    return [...judged, ...write.open, ...approve.open.map((one) => ({ ...one, subject: `${one.subject}: approval` }))];
  },
};

/** Objects that training reads: of the declared classes, or of every bucket that a role of SageMaker's may read. */
function trainingData(facts: Facts): readonly string[] {
  const classes = facts.declared.platform?.classes ?? [];
  const declared = classes.filter(({ dataClass }) => dataClass === DataClass.RAW || dataClass === DataClass.CURATED);
  if (declared.length > 0) return declared.map(({ bucketArn }) => `${bucketArn}/*`);
  const trainers = facts.world.principals.filter(({ trust }) =>
    JSON.stringify(trust?.document ?? '').includes('sagemaker.amazonaws.com'),
  );
  const buckets = (facts.world.resources ?? []).filter(({ arn }) => /^arn:[^:]*:s3:::/.test(arn)).slice(0, 100);
  return buckets
    .map(({ arn }) => `${arn}/*`)
    .filter((objects) =>
      trainers.some(
        ({ arn }) => facts.may({ principal: arn, action: 's3:GetObject', resource: objects }).kind !== 'proved',
      ),
    );
}
