import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { AcceptedWildcard } from '../../constructs/identity/stage-role';
import { DataAction, type AccessRow } from '../../contract/access';
import type { DataClass } from '../../contract/data-class';
import { keyAlias } from '../../contract/names';
import { accessMatrix, STAGES, type Stage } from '../access';
import type { RampartConfig } from '../config/config';
import { HOME, together } from '../environments';
import { keyActions, objectActions, reads, touchesObjects } from './rows';
import { bucketArnOf } from './vault-names';

/** The keys that the stack of a role can name by reference: those of its own environment. */
export interface LocalKeys {
  classKey(dataClass: DataClass): IKey | undefined;
  readonly signing: IKey | undefined;
}

/** What the matrix gives a stage, as identity-policy statements, and the acceptedWildcards among their resources. */
export interface GeneratedPolicy {
  readonly statements: PolicyStatement[];
  readonly acceptedWildcards: AcceptedWildcard[];
}

/** A stage's statements: objects by prefix, keys bound to S3 and bucket, signing, approval and deployment. */
export function roleStatements(config: RampartConfig, stage: Stage, keys: LocalKeys): GeneratedPolicy {
  const rows = accessMatrix(config).filter((row) => row.role === stage);
  const parts = rows.map((row) => rowStatements(config, stage, row, keys));
  return {
    statements: parts.flatMap((part) => part.statements),
    acceptedWildcards: unique(parts.flatMap((part) => part.acceptedWildcards)),
  };
}

function rowStatements(config: RampartConfig, stage: Stage, row: AccessRow, keys: LocalKeys): GeneratedPolicy {
  if (touchesObjects(row) || row.action === DataAction.OVERRIDE) return objectStatements(config, stage, row, keys);
  const { partition, name } = config;
  const { account, region } = config.places[STAGES[stage]];
  const own = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  switch (row.action) {
    case DataAction.SIGN:
      return signing(config, stage, ['kms:Sign'], keys);
    case DataAction.VERIFY:
      return signing(config, stage, ['kms:Verify', 'kms:GetPublicKey'], keys);
    case DataAction.APPROVE: {
      const packages = own('sagemaker', `model-package/${name}/*`);
      const statement = new PolicyStatement({
        actions: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
        resources: [packages],
      });
      return {
        statements: [statement],
        acceptedWildcards: [
          { resource: packages, reason: 'versions of this one model package group, numbered as they are registered' },
        ],
      };
    }
    case DataAction.DEPLOY: {
      const statement = new PolicyStatement({
        actions: ['sagemaker:DescribeEndpoint', 'sagemaker:UpdateEndpoint'],
        resources: [own('sagemaker', `endpoint/${name}`)],
      });
      return { statements: [statement], acceptedWildcards: [] };
    }
    default:
      return { statements: [], acceptedWildcards: [] };
  }
}

function objectStatements(config: RampartConfig, stage: Stage, row: AccessRow, keys: LocalKeys): GeneratedPolicy {
  const bucketArn = bucketArnOf(config, row.dataClass);
  const objects = `${bucketArn}/${row.prefix}*`;
  const statements = [new PolicyStatement({ actions: objectActions(row), resources: [objects] })];
  if (reads(row)) {
    statements.push(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucketArn],
        conditions: { StringLike: { 's3:prefix': `${row.prefix}*` } },
      }),
    );
  }
  const acceptedWildcards = [
    {
      resource: objects,
      reason: `the objects of ${row.dataClass} data under ${row.prefix || 'its bucket'}, as the access matrix declares; their names are not known before they are written`,
    },
  ];
  const actions = keyActions(row);
  if (actions.length === 0) return { statements, acceptedWildcards };
  const region = config.places[HOME[row.dataClass]].region;
  const use = keyStatement(
    config,
    stage,
    HOME[row.dataClass],
    keys.classKey(row.dataClass),
    keyAlias(config.name, row.dataClass),
    actions,
    {
      'kms:ViaService': `s3.${region}.amazonaws.com`,
      'kms:EncryptionContext:aws:s3:arn': bucketArn,
    },
  );
  return {
    statements: [...statements, ...use.statements],
    acceptedWildcards: [...acceptedWildcards, ...use.acceptedWildcards],
  };
}

function signing(config: RampartConfig, stage: Stage, actions: string[], keys: LocalKeys): GeneratedPolicy {
  return keyStatement(config, stage, 'security', keys.signing, `alias/${config.name}-signing`, actions, {});
}

/** A key of the role's own environment is named by its ARN; one of another account by its alias, since its id is not known here. */
function keyStatement(
  config: RampartConfig,
  stage: Stage,
  home: 'data' | 'training' | 'serving' | 'security',
  key: IKey | undefined,
  alias: string,
  actions: string[],
  equals: Record<string, string>,
): GeneratedPolicy {
  const bound = Object.keys(equals).length > 0 ? { StringEquals: equals } : {};
  if (key && together(config, STAGES[stage], home)) {
    return {
      statements: [new PolicyStatement({ actions, resources: [key.keyArn], conditions: bound })],
      acceptedWildcards: [],
    };
  }
  const { account, region } = config.places[home];
  const resource = `arn:${config.partition}:kms:${region}:${account}:key/*`;
  const statement = new PolicyStatement({
    actions,
    resources: [resource],
    conditions: { ...bound, 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
  });
  return {
    statements: [statement],
    acceptedWildcards: [
      { resource, reason: 'a key of another account, whose id is not known here: narrowed to one key by its alias' },
    ],
  };
}

function unique(acceptedWildcards: AcceptedWildcard[]): AcceptedWildcard[] {
  return [...new Map(acceptedWildcards.map((wildcard) => [wildcard.resource, wildcard])).values()];
}
