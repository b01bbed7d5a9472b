import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { AcceptedWildcard } from '../../constructs/identity/stage-role';
import { DataAction, type AccessRow } from '../../contract/access';
import type { DataClass } from '../../contract/data-class';
import { keyAlias, signingKeyAlias, type Environment } from '../../contract/names';
import { accessMatrix, stageArn, STAGES, type Stage } from '../access';
import type { Place, RampartConfig } from '../config/config';
import { HOME } from '../environments';
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
  return principalStatements(config, stageArn(config, stage), config.places[STAGES[stage]], keys);
}

/** The same for a role that more than one environment has. */
export function principalStatements(
  config: RampartConfig,
  principal: string,
  at: Environment,
  keys: LocalKeys,
): GeneratedPolicy {
  const rows = accessMatrix(config).filter((row) => row.principal === principal);
  const parts = rows.map((row) => rowStatements(config, at, row, keys));
  return {
    statements: parts.flatMap((part) => part.statements),
    acceptedWildcards: unique(parts.flatMap((part) => part.acceptedWildcards)),
  };
}

function rowStatements(config: RampartConfig, at: Environment, row: AccessRow, keys: LocalKeys): GeneratedPolicy {
  if (touchesObjects(row) || row.action === DataAction.OVERRIDE) return objectStatements(config, at, row, keys);
  const { partition, name } = config;
  const { account, region } = at;
  const own = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  switch (row.action) {
    case DataAction.SIGN:
      return signing(config, at, ['kms:Sign'], keys);
    case DataAction.VERIFY:
      return signing(config, at, ['kms:Verify', 'kms:GetPublicKey'], keys);
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

function objectStatements(config: RampartConfig, at: Environment, row: AccessRow, keys: LocalKeys): GeneratedPolicy {
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
    at,
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

function signing(config: RampartConfig, at: Environment, actions: string[], keys: LocalKeys): GeneratedPolicy {
  return keyStatement(config, at, 'security', keys.signing, signingKeyAlias(config.name), actions, {});
}

/** A key of the role's own environment is named by its ARN; one of another account by its alias, since its id is not known here. */
function keyStatement(
  config: RampartConfig,
  at: Environment,
  home: Place,
  key: IKey | undefined,
  alias: string,
  actions: string[],
  equals: Record<string, string>,
): GeneratedPolicy {
  const bound = Object.keys(equals).length > 0 ? { StringEquals: equals } : {};
  const { account, region } = config.places[home];
  if (key && at.account === account && at.region === region) {
    return {
      statements: [new PolicyStatement({ actions, resources: [key.keyArn], conditions: bound })],
      acceptedWildcards: [],
    };
  }
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
