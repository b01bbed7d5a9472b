import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { boundUse } from '../keys/key-policy';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { at, listings, useKey, type LabelPlace } from './label-statements';

/** What a Ground Truth job of one's own calls. */
export interface GroundTruthAccess {
  /** ARNs of the functions that prepare a task, and that consolidate its answers. */
  readonly functionArns: string[];
}

export interface GroundTruthRoleProps {
  readonly name: string;
  readonly organizationId: string;
  readonly curatedKey: IKey;
  readonly place: LabelPlace;
  readonly access: GroundTruthAccess;
}

/**
 * The role that a Ground Truth job runs by, for accounts that still have the service: it reads `tasks/ground-truth/` and writes
 * `labels/ground-truth/` of one data set. A job itself has no type in CloudFormation: whoever starts one hands it this role.
 */
export class GroundTruthRole extends Construct {
  public readonly doors: VaultDoor[];

  public constructor(scope: Construct, id: string, props: GroundTruthRoleProps) {
    super(scope, id);
    const { name, organizationId, place, access } = props;
    const stage = 'label-ground-truth';
    const [tasks, answers] = ['tasks/ground-truth/', 'labels/ground-truth/'];
    new StageRole(this, 'Role', {
      name,
      stage,
      organizationId,
      trust: Trust.service('sagemaker.amazonaws.com', Stack.of(this).account),
      statements: [
        new PolicyStatement({ sid: 'ReadTasks', actions: ['s3:GetObject'], resources: [at(place, `${tasks}*`)] }),
        new PolicyStatement({
          sid: 'WriteAnswers',
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [at(place, `${answers}*`)],
        }),
        listings('ListOwn', place, [tasks, answers]),
        new PolicyStatement({
          sid: 'CallFunctions',
          actions: ['lambda:InvokeFunction'],
          resources: access.functionArns,
        }),
        useKey(place),
      ],
      acceptedWildcards: [
        { resource: at(place, `${tasks}*`), reason: 'tasks of this one data set that are meant for Ground Truth' },
        { resource: at(place, `${answers}*`), reason: 'answers of Ground Truth, which names them by job and worker' },
      ],
    });
    const principalArn = StageRole.roleArn(this, name, stage);
    props.curatedKey.addToResourcePolicy(
      boundUse(
        principalArn,
        ['kms:Decrypt', 'kms:GenerateDataKey'],
        `s3.${place.region}.amazonaws.com`,
        place.bucketArn,
      ),
    );
    this.doors = [
      { principalArn, access: VaultAccess.READ, prefix: place.dataset + tasks },
      { principalArn, access: VaultAccess.READ, prefix: place.dataset + answers },
      { principalArn, access: VaultAccess.WRITE, prefix: place.dataset + answers },
    ];
  }
}
