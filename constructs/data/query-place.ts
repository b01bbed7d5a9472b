import type { Duration } from 'aws-cdk-lib';
import { Size, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DataVault } from '../vault/data-vault';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { checkBounds } from './data-error';
import { ATHENA_PREFIX, MAPS_PREFIX, type DataNames } from './data-names';

export interface QueryPlaceProps {
  readonly names: DataNames;
  readonly organizationId: string;
  /** Encrypts results and tables: they hold what the curated data holds. */
  readonly key: IKey;
  readonly accessLogs: IBucket;
  /** S3 endpoints by which the driving function comes. @default - any way */
  readonly vpcEndpointIds?: string[];
  readonly bytesScannedPerQuery: Size;
  readonly retention: Duration;
}

/** Where a run's SQL is run: a workgroup whose settings no query can change, a database, and a vault for results that live for days only. */
export class QueryPlace extends Construct {
  public readonly vault: DataVault;
  public readonly workgroup: CfnWorkGroup;
  public readonly database: CfnDatabase;

  public constructor(scope: Construct, id: string, props: QueryPlaceProps) {
    super(scope, id);
    // Athena takes no less than 10 MB. More than 10 TiB a query is no safeguard any more.
    const bytes = props.bytesScannedPerQuery.toBytes();
    checkBounds('SCAN_LIMIT_OUT_OF_BOUNDS', 'bytesScannedPerQuery', bytes, 10_000_000, Size.tebibytes(10).toBytes());
    this.vault = new DataVault(this, 'Work', {
      bucketName: props.names.workBucket,
      key: props.key,
      organizationId: props.organizationId,
      accessLogs: props.accessLogs,
      retention: props.retention,
      doors: doors(props),
    });
    this.workgroup = this.makeWorkgroup(props, bytes);
    this.database = this.makeDatabase(props);
  }

  private makeWorkgroup({ names, key }: QueryPlaceProps, bytes: number): CfnWorkGroup {
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: names.workgroup,
      description: 'SQL of the data stage',
      state: 'ENABLED',
      recursiveDeleteOption: false,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: bytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${names.workBucket}/${ATHENA_PREFIX}`,
          expectedBucketOwner: Stack.of(this).account,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
        },
      },
    });
    workgroup.node.addDependency(this.vault);
    return workgroup;
  }

  /** The catalog's encryption is a setting of the whole account, and left alone: names of tables and columns are all that it holds. */
  private makeDatabase({ names }: QueryPlaceProps): CfnDatabase {
    return new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: { name: names.database, description: 'Tables of the run that is under way' },
    });
  }
}

function doors({ names, vpcEndpointIds }: QueryPlaceProps): VaultDoor[] {
  const way = vpcEndpointIds ? { vpcEndpointIds } : {};
  const both = [VaultAccess.READ, VaultAccess.WRITE];
  return [
    ...both.map((access) => ({ principalArn: names.roleArn(names.drive), access, prefix: ATHENA_PREFIX, ...way })),
    ...both.map((access) => ({ principalArn: names.roleArn(names.run), access, prefix: MAPS_PREFIX })),
  ];
}
