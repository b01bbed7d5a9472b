import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';

/** The copy of a vault in another bucket, best in another region or account. It must exist, be versioned, and trust this account. */
export interface VaultReplica {
  readonly bucketArn: string;
  /** Twelve digits: the owner of the replica bucket, who will own the copies. */
  readonly account: string;
  readonly region: string;
  /** Encrypts the copies, in the replica's region. */
  readonly keyArn: string;
}

export interface ReplicationProps {
  readonly bucketName: string;
  readonly key: IKey;
  readonly replica: VaultReplica;
}

/** Copies every new object, decrypted with its own key and encrypted with the replica's, by a role that only S3 may take for this bucket. */
export class Replication extends Construct {
  public readonly configuration: CfnBucket.ReplicationConfigurationProperty;

  public constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { account, partition } = Stack.of(this);
    const { replica } = props;
    const source = `arn:${partition}:s3:::${props.bucketName}`;
    const policy = this.policy(source, props);
    const role = new Role(this, 'Role', {
      description: `Copies ${props.bucketName} to its replica`,
      assumedBy: new ServicePrincipal('s3.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': source } },
      }),
      managedPolicies: [policy],
      permissionsBoundary: policy,
    });
    this.configuration = {
      role: role.roleArn,
      rules: [
        {
          id: 'replica',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: replica.bucketArn,
            account: replica.account,
            accessControlTranslation: { owner: 'Destination' },
            encryptionConfiguration: { replicaKmsKeyId: replica.keyArn },
          },
        },
      ],
    };
  }

  private policy(source: string, { key, replica }: ReplicationProps): ManagedPolicy {
    const { region } = Stack.of(this);
    const via = (place: string, arn: string): object => ({
      StringEquals: { 'kms:ViaService': `s3.${place}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': arn },
    });
    const policy = new ManagedPolicy(this, 'Policy', {
      statements: [
        new PolicyStatement({ actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'], resources: [source] }),
        new PolicyStatement({
          actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
          resources: [`${source}/*`],
        }),
        new PolicyStatement({
          actions: ['s3:ReplicateObject', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'],
          resources: [`${replica.bucketArn}/*`],
        }),
        new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn], conditions: via(region, source) }),
        new PolicyStatement({
          actions: ['kms:GenerateDataKey'],
          resources: [replica.keyArn],
          conditions: via(replica.region, replica.bucketArn),
        }),
      ],
    });
    for (const bucket of [source, replica.bucketArn]) {
      acknowledgeBuiltIn(
        policy,
        `AwsSolutions-IAM5[Resource::${bucket}/*]`,
        'replication copies every object of this one bucket; the role is assumable by S3 for this bucket only',
      );
    }
    return policy;
  }
}
