import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { datasetPrefix } from '../../contract/data-stage';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { boundUse } from '../keys/key-policy';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { checkDataset, DataStageError } from './data-error';
import { GroundTruthRole, type GroundTruthAccess } from './ground-truth-role';
import {
  labelerStatements,
  labelerWildcards,
  labelLeadStatements,
  labelLeadWildcards,
  type LabelPlace,
} from './label-statements';

/** A person who labels. */
export interface Labeler {
  /** As it stands in the name of the journal: letters a-z, digits and hyphens. */
  readonly id: string;
  /** The role by which the person signs in. */
  readonly principalArn: string;
}

export interface LabelingLoopProps {
  /** The platform's name: roles are `NAME-label-ID` and `NAME-label-lead`. */
  readonly name: string;
  readonly organizationId: string;
  readonly dataset: string;
  /** The schema that is answered, `ID@VERSION`. */
  readonly schema: string;
  readonly curatedBucketName: string;
  readonly curatedKey: IKey;
  readonly labelers: Labeler[];
  /** Roles of those who hand out tasks and read all answers. None of them labels. */
  readonly leadPrincipalArns: string[];
  /** For accounts that have SageMaker Ground Truth, which is closed to new customers. @default - nothing of it is made */
  readonly groundTruth?: GroundTruthAccess;
}

/**
 * Human labels without a labelling service: tasks and answers in the curated vault, where each labeller sees the own tasks and writes the
 * own journal, and nobody another's. The pipeline reads the journals, and its gate on agreement judges them.
 *
 * @throws DataStageError `LABELER_INVALID`, `LABELER_TWICE`, `LEAD_LABELS`, `SCHEMA_NAME_INVALID` or `DATASET_NAME_INVALID`
 */
export class LabelingLoop extends Construct {
  /** The ways in that the vault of curated data must have. */
  public readonly doors: VaultDoor[];

  public constructor(scope: Construct, id: string, props: LabelingLoopProps) {
    super(scope, id);
    check(props);
    const prefix = datasetPrefix(props.dataset);
    const { partition, region } = Stack.of(this);
    const place: LabelPlace = {
      bucketArn: `arn:${partition}:s3:::${props.curatedBucketName}`,
      keyArn: props.curatedKey.keyArn,
      dataset: prefix,
      schema: props.schema,
      region,
    };
    const labelers = props.labelers.map((labeler) => this.makeLabeler(labeler, place, props));
    this.doors = [...labelers.flat(), ...this.makeLead(place, props)];
    if (props.groundTruth) {
      const groundTruth = new GroundTruthRole(this, 'GroundTruth', { ...props, place, access: props.groundTruth });
      this.doors.push(...groundTruth.doors);
    }
  }

  private makeLabeler({ id, principalArn }: Labeler, place: LabelPlace, props: LabelingLoopProps): VaultDoor[] {
    const stage = `label-${id}`;
    new StageRole(this, `Labeler-${id}`, {
      name: props.name,
      stage,
      organizationId: props.organizationId,
      trust: Trust.peopleWithMfa([principalArn], props.organizationId),
      statements: labelerStatements(place, id),
      acceptedWildcards: labelerWildcards(place, id),
    });
    const role = this.roleMayUseKey(stage, place, props);
    const journal = `${place.dataset}labels/${place.schema}.${id}.jsonl`;
    return [
      { principalArn: role, access: VaultAccess.READ, prefix: `${place.dataset}tasks/${id}/` },
      { principalArn: role, access: VaultAccess.READ, prefix: journal },
      { principalArn: role, access: VaultAccess.WRITE, prefix: journal },
    ];
  }

  private makeLead(place: LabelPlace, props: LabelingLoopProps): VaultDoor[] {
    const stage = 'label-lead';
    new StageRole(this, 'Lead', {
      name: props.name,
      stage,
      organizationId: props.organizationId,
      trust: Trust.peopleWithMfa(props.leadPrincipalArns, props.organizationId),
      statements: labelLeadStatements(place),
      acceptedWildcards: labelLeadWildcards(place),
    });
    const principalArn = this.roleMayUseKey(stage, place, props);
    return [
      ...['tasks/', 'labels/', 'runs/'].map((part) => ({
        principalArn,
        access: VaultAccess.READ,
        prefix: place.dataset + part,
      })),
      { principalArn, access: VaultAccess.WRITE, prefix: `${place.dataset}tasks/` },
    ];
  }

  private roleMayUseKey(stage: string, { region, bucketArn }: LabelPlace, props: LabelingLoopProps): string {
    const role = StageRole.roleArn(this, props.name, stage);
    props.curatedKey.addToResourcePolicy(
      boundUse(role, ['kms:Decrypt', 'kms:GenerateDataKey'], `s3.${region}.amazonaws.com`, bucketArn),
    );
    return role;
  }
}

function check({ dataset, schema, labelers, leadPrincipalArns }: LabelingLoopProps): void {
  checkDataset('dataset', dataset);
  if (!/^[a-z0-9][a-z0-9-]*@[1-9]\d*$/.test(schema)) {
    throw new DataStageError('SCHEMA_NAME_INVALID', `schema: must be ID@VERSION, e.g. mail-spam@2, got ${schema}`);
  }
  const ids = labelers.map(({ id }) => id);
  for (const [at, id] of ids.entries()) {
    if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(id) || id === 'lead' || id === 'ground-truth') {
      throw new DataStageError(
        'LABELER_INVALID',
        `labelers: id must be 1 to 31 letters a-z, digits and hyphens, and neither lead nor ground-truth, got ${id}`,
      );
    }
    if (ids.indexOf(id) !== at) throw new DataStageError('LABELER_TWICE', `labelers: got two of the id ${id}`);
  }
  const both = labelers.find(({ principalArn }) => leadPrincipalArns.includes(principalArn));
  if (both) {
    throw new DataStageError(
      'LEAD_LABELS',
      `leadPrincipalArns: who reads all answers must not give any, got ${both.principalArn}, which is labeller ${both.id} too`,
    );
  }
}
