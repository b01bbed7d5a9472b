import { DataAction } from '../../../contract/access';
import { DataClass } from '../../../contract/data-class';
import type { WhoMayQuestion } from '../../iam/questions';
import { declaredWho } from '../declared-who';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';

const TRAINING = [
  'sagemaker:CreateTrainingJob',
  'sagemaker:CreateHyperParameterTuningJob',
  'sagemaker:CreateAutoMLJobV2',
  'bedrock:CreateModelCustomizationJob',
];
const DEPLOYING = [
  'sagemaker:UpdateEndpoint',
  'sagemaker:CreateEndpoint',
  'sagemaker:UpdateEndpointWeightsAndCapacities',
];
const APPROVING = ['sagemaker:UpdateModelPackage', 'sagemaker:CreateModelPackage'];

/** Who trains, who approves and who deploys are different principals. */
export const SEPARATION_OF_DUTIES: Invariant = {
  id: 'Proof-SeparationOfDuties',
  title: 'Who trains, who approves and who deploys are different principals',
  risk: 'Where two of the three are one, a model reaches production on one person’s word.',
  check:
    'The declared principals that can train (or write what is to be approved), that can approve, and that can deploy (or write releases), each with everyone whose permissions it can come to, have no one in common.',
  remedy: 'Give each duty a role of its own, with a boundary that leaves the other two out.',
  sources: ['NIST AC-5', 'AISVS C5', 'AISVS 3.6.2', 'AWS SM-22', 'ISO 42001 A.3.2'],
  prove(facts) {
    const duties = dutiesOf(facts);
    if (duties.filter(({ who }) => who.length > 0).length < 2) return [];
    const open = duties.flatMap(({ name, questions }) =>
      questions.flatMap((question) =>
        declaredWho(facts, question).open.map((one) => ({ ...one, subject: `${one.subject}: ${name}` })),
      ),
    );
    const judged = facts.world.principals.flatMap(({ arn, origin }): readonly Proof[] => {
      const self = [arn, ...facts.reachable(arn).map(({ principal }) => principal)];
      const held = duties.flatMap(({ name, who }) => {
        const by = self.find((one) => who.includes(one));
        return by === undefined ? [] : [by === arn ? name : `${name} as ${by}`];
      });
      const subject = origin ?? arn;
      if (held.length === 0) return [];
      if (held.length === 1)
        return [{ kind: 'proved', subject, detail: `can ${held[0] ?? ''}, and neither of the others` }];
      return [{ kind: 'refuted', subject, detail: `can ${held.join(' and ')}` }];
    });
    return [...judged, ...open];
  },
};

interface Duty {
  readonly name: string;
  readonly questions: readonly WhoMayQuestion[];
  readonly who: readonly string[];
}

function dutiesOf(facts: Facts): readonly Duty[] {
  const { rows, platform } = facts.declared;
  const bucket = platform?.classes.find(({ dataClass }) => dataClass === DataClass.MODEL)?.bucketArn;
  const approved = rows
    .filter(({ action, dataClass }) => action === DataAction.APPROVE && dataClass === DataClass.MODEL)
    .map(({ prefix }) => prefix);
  const candidates = bucket === undefined ? [] : approved.map((prefix) => `${bucket}/${prefix}*`);
  const write = candidates.length === 0 ? [] : [{ action: 's3:PutObject', resource: candidates }];
  const release =
    bucket === undefined || candidates.length === 0
      ? []
      : [{ action: 's3:PutObject', resource: `${bucket}/*`, except: candidates }];
  const approval = { 'sagemaker:ModelApprovalStatus': { oneOf: ['Approved'] } };
  return [
    duty(facts, 'train', [{ action: TRAINING }, ...write]),
    duty(facts, 'approve', [{ action: APPROVING, given: approval }]),
    duty(facts, 'deploy', [{ action: DEPLOYING }, ...release]),
  ];
}

function duty(facts: Facts, name: string, questions: readonly WhoMayQuestion[]): Duty {
  const who = questions.flatMap((question) => declaredWho(facts, question).may.map((one) => one.who));
  return { name, questions, who: [...new Set(who)] };
}
