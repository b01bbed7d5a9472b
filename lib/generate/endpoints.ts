import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { NetworkEndpoint } from '../../constructs/network/network-parts';
import { EndpointService } from '../../constructs/network/endpoint-service';
import { DataAction, type AccessRow } from '../../contract/access';
import { dataWorkgroupName, pseudonymKeyAlias, signingKeyAlias } from '../../contract/names';
import { accessMatrix, STAGES, TIER_OF_DOOR, type Stage } from '../access';
import type { RampartConfig } from '../config/config';
import type { PlatformEnvironment } from '../environments';
import { lists, objectActions } from './rows';
import { only } from './one-role';
import { models, registry } from './serving-endpoints';
import { bucketArnOf } from './vault-names';

/** The endpoints that the doors of an environment need, each with the policy that the matrix gives it. */
export function endpoints(config: RampartConfig, environment: PlatformEnvironment): NetworkEndpoint[] {
  const rows = accessMatrix(config).filter(
    (row) => TIER_OF_DOOR[row.door] !== undefined && environment.places.includes(STAGES[row.role as Stage]),
  );
  const serving = environment.places.includes('serving');
  const candidates = [
    s3(config, environment, rows),
    kms(config, rows),
    athena(config, rows),
    ...(serving ? models(config) : []),
    ...(serving ? registry(config) : []),
  ];
  return candidates.filter((endpoint) => endpoint.statements.length > 0);
}

/** The tiers of an environment's network: those of the places in it. */
export function tiers(environment: PlatformEnvironment): string[] {
  const { places } = environment;
  return [
    ...(places.includes('data') ? ['data'] : []),
    ...(places.includes('training') ? ['training'] : []),
    ...(places.includes('serving') ? ['serving', 'gateway'] : []),
  ];
}

function s3(config: RampartConfig, environment: PlatformEnvironment, rows: AccessRow[]): NetworkEndpoint {
  const objects = rows.filter((row) => objectActions(row).length > 0 || lists(row));
  const statements = objects.flatMap((row) => {
    const bucket = bucketArnOf(config, row.dataClass);
    const actions = objectActions(row);
    return [
      ...(actions.length > 0 ? [only(row.principal, actions, [`${bucket}/${row.prefix}*`])] : []),
      ...(lists(row)
        ? [only(row.principal, ['s3:ListBucket'], [bucket], { StringLike: { 's3:prefix': `${row.prefix}*` } })]
        : []),
    ];
  });
  return {
    service: EndpointService.S3,
    tiers: tiersOf(objects, pullsImages(config, environment)),
    statements: [...statements, ...imageLayers(config, environment)],
  };
}

/** ECR hands out image layers by signed links to a bucket of AWS's own; without this an image cannot be pulled from inside. */
function imageLayers(config: RampartConfig, environment: PlatformEnvironment): PolicyStatement[] {
  if (!pullsImages(config, environment)) return [];
  return [
    new PolicyStatement({
      sid: 'PullImageLayers',
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: [`arn:${config.partition}:s3:::prod-${environment.region}-starport-layer-bucket/*`],
    }),
  ];
}

function pullsImages(config: RampartConfig, environment: PlatformEnvironment): boolean {
  return config.models.sagemaker !== undefined && environment.places.includes('serving');
}

function kms(config: RampartConfig, rows: AccessRow[]): NetworkEndpoint {
  const { account, region } = config.places.security;
  const signatures = rows.filter((row) => row.action === DataAction.SIGN || row.action === DataAction.VERIFY);
  const statements = signatures.map((row) =>
    only(
      row.principal,
      row.action === DataAction.SIGN ? ['kms:Sign'] : ['kms:Verify', 'kms:GetPublicKey'],
      [`arn:${config.partition}:kms:${region}:${account}:key/*`],
      { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': signingKeyAlias(config.name) } },
    ),
  );
  const pseudonyms = rows.filter((row) => row.action === DataAction.PSEUDONYMIZE);
  const here = config.places.data;
  const macs = pseudonyms.map((row) =>
    only(row.principal, ['kms:GenerateMac'], [`arn:${config.partition}:kms:${here.region}:${here.account}:key/*`], {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': pseudonymKeyAlias(config.name) },
    }),
  );
  const tiers = tiersOf([...signatures, ...pseudonyms]);
  return { service: EndpointService.KMS, tiers, statements: [...statements, ...macs] };
}

/** Athena calls Glue and S3 itself: what goes through this door is questions and answers. */
function athena(config: RampartConfig, rows: AccessRow[]): NetworkEndpoint {
  const { account, region } = config.places.data;
  const workgroup = `arn:${config.partition}:athena:${region}:${account}:workgroup/${dataWorkgroupName(config.name)}`;
  const queries = rows.filter((row) => row.action === DataAction.QUERY);
  const statements = queries.map((row) =>
    only(
      row.principal,
      ['athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
      [workgroup],
    ),
  );
  return { service: EndpointService.ATHENA, tiers: tiersOf(queries), statements };
}

function tiersOf(rows: AccessRow[], alsoServing = false): string[] {
  const named = rows.map((row) => TIER_OF_DOOR[row.door]).filter((tier) => tier !== undefined);
  return [...new Set([...named, ...(alsoServing ? ['serving'] : [])])].sort();
}
