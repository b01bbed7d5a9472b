import type { Model, Resource as Declared } from '../assembly/model';
import { list, text } from '../assembly/readers';
import { hasFreeSymbol } from '../assembly/symbol';
import type { Resolved } from '../assembly/value';
import type { NamedPolicy } from '../iam/policy';
import type { Resource } from '../iam/world';
import { accountOf } from './accounts';
import { permissionPolicy } from './lambda-permission';
import { namedPolicy, placeOf } from './policy-document';
import { arnOf } from './principals';

/** A type of resource that has a policy: the attribute that is its ARN, what else the policy governs, and its own property for it. */
interface Governed {
  readonly arn: string;
  readonly covers?: readonly string[];
  readonly policy?: string;
  /** Path inside `policy`, where the document lies deeper. */
  readonly inside?: string;
}

const GOVERNED: Readonly<Record<string, Governed>> = {
  'AWS::S3::Bucket': { arn: 'Arn', covers: ['/*'] },
  'AWS::KMS::Key': { arn: 'Arn', policy: 'KeyPolicy' },
  'AWS::KMS::ReplicaKey': { arn: 'Arn', policy: 'KeyPolicy' },
  'AWS::SQS::Queue': { arn: 'Arn' },
  'AWS::SNS::Topic': { arn: 'TopicArn' },
  'AWS::SecretsManager::Secret': { arn: 'Ref' },
  'AWS::Lambda::Function': { arn: 'Arn', covers: [':*'] },
  'AWS::ECR::Repository': { arn: 'Arn', policy: 'RepositoryPolicyText' },
  'AWS::DynamoDB::Table': { arn: 'Arn', covers: ['/*'], policy: 'ResourcePolicy', inside: 'PolicyDocument' },
  'AWS::Kinesis::Stream': { arn: 'Arn' },
  'AWS::EFS::FileSystem': { arn: 'Arn', policy: 'FileSystemPolicy' },
  'AWS::Backup::BackupVault': { arn: 'BackupVaultArn', policy: 'AccessPolicy' },
  'AWS::OpenSearchService::Domain': { arn: 'Arn', covers: ['/*'], policy: 'AccessPolicies' },
  'AWS::Events::EventBus': { arn: 'Arn', policy: 'Policy' },
  'AWS::SageMaker::ModelPackageGroup': { arn: 'ModelPackageGroupArn', policy: 'ModelPackageGroupPolicy' },
};

/** Policies that stand beside their resource: the property that names it, and the one that holds the document. */
const BESIDE: Readonly<Record<string, readonly [target: string, document: string, type: string]>> = {
  'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument', 'AWS::S3::Bucket'],
  'AWS::SQS::QueuePolicy': ['Queues', 'PolicyDocument', 'AWS::SQS::Queue'],
  'AWS::SQS::QueueInlinePolicy': ['Queue', 'PolicyDocument', 'AWS::SQS::Queue'],
  'AWS::SNS::TopicPolicy': ['Topics', 'PolicyDocument', 'AWS::SNS::Topic'],
  'AWS::SNS::TopicInlinePolicy': ['TopicArn', 'PolicyDocument', 'AWS::SNS::Topic'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId', 'ResourcePolicy', 'AWS::SecretsManager::Secret'],
  'AWS::Kinesis::ResourcePolicy': ['ResourceArn', 'ResourcePolicy', 'AWS::Kinesis::Stream'],
};

/** Every resource of the templates that may have a policy, with all policies that count for it. */
export function resourcesOf(model: Model): Resource[] {
  const beside = policiesBeside(model);
  const apis = model.resources
    .filter(({ type }) => type === 'AWS::ApiGateway::RestApi')
    .map((api) => apiOf(model, api));
  const governed = model.resources.flatMap((resource): Resource[] => {
    const how = Object.hasOwn(GOVERNED, resource.type) ? GOVERNED[resource.type] : undefined;
    if (!how) return [];
    const arn = arnOf(model, resource, how.arn);
    const own = how.policy === undefined ? undefined : ownPolicy(model, resource, how.policy, how.inside);
    const policies = [...(own ? [own] : []), ...(beside.get(resource) ?? [])];
    const isKey = resource.type.startsWith('AWS::KMS::');
    return [
      {
        arn,
        covers: [arn, ...(how.covers ?? []).map((rest) => `${arn}${rest}`)],
        account: accountOf(model, resource),
        ...(isKey ? { kind: 'key' as const } : {}),
        ...(isKey && policies.length === 0 ? {} : { policies }),
        origin: placeOf(resource),
      },
    ];
  });
  return [...governed, ...apis, ...elsewhere(model)];
}

function ownPolicy(model: Model, resource: Declared, property: string, inside?: string): NamedPolicy | undefined {
  const document = model.property(resource, property, ...(inside === undefined ? [] : [inside]));
  return document === undefined ? undefined : namedPolicy(resource, '', document);
}

/** An API's policy governs the invocations of all its methods and stages. */
function apiOf(model: Model, api: Declared): Resource {
  const id = model.reference(api);
  const [, partition = 'aws'] = arnOf(model, api, 'RootResourceId').split(':');
  const region = model.template(api.stack)?.region ?? '*';
  const account = accountOf(model, api);
  const known = partition === 'aws-cn' || partition === 'aws-us-gov' ? partition : 'aws';
  const arn = `arn:${known}:execute-api:${region}:${account}:${typeof id === 'string' && !hasFreeSymbol(id) ? id : '*'}`;
  const policy = withOwnArn(ownPolicy(model, api, 'Policy'), arn);
  return { arn, covers: [`${arn}/*`], account, policies: policy ? [policy] : [], origin: placeOf(api) };
}

/** `execute-api:/STAGE/METHOD/PATH` in an API's own policy stands for the API's ARN: API Gateway writes it there. */
function withOwnArn(policy: NamedPolicy | undefined, arn: string): NamedPolicy | undefined {
  if (!policy || typeof policy.document !== 'object' || policy.document === null) return policy;
  const statements = [(policy.document as { readonly Statement?: unknown }).Statement ?? []].flat();
  const whole = (value: unknown): unknown =>
    typeof value === 'string' ? value.replace(/^execute-api:\//, `${arn}/`) : value;
  const Statement = statements.map((statement: unknown) => {
    if (typeof statement !== 'object' || statement === null || !('Resource' in statement)) return statement;
    const { Resource } = statement;
    return { ...statement, Resource: Array.isArray(Resource) ? Resource.map(whole) : whole(Resource) };
  });
  return { ...policy, document: { ...policy.document, Statement } };
}

function policiesBeside(model: Model): Map<Declared, NamedPolicy[]> {
  const found = new Map<Declared, NamedPolicy[]>();
  const add = (target: Declared | undefined, policy: NamedPolicy): void => {
    if (target) found.set(target, [...(found.get(target) ?? []), policy]);
  };
  for (const resource of model.resources) {
    const how = Object.hasOwn(BESIDE, resource.type) ? BESIDE[resource.type] : undefined;
    if (how) {
      const policy = namedPolicy(resource, '', model.property(resource, how[1]));
      for (const target of targetsOf(model, resource, how)) add(target, policy);
    } else if (resource.type === 'AWS::Lambda::Permission') {
      const name = model.property(resource, 'FunctionName');
      const target = typeof name === 'string' ? functionNamed(model, name) : undefined;
      if (target) add(target, permissionPolicy(model, resource, arnOf(model, target)));
    }
  }
  return found;
}

function targetsOf(model: Model, policy: Declared, [property, , type]: readonly [string, string, string]): Declared[] {
  const names = list(model.property(policy, property));
  return (names.kind === 'resolved' ? names.value : []).flatMap((name: Resolved) => {
    const target = typeof name === 'string' ? model.find(name, type) : undefined;
    return target ? [target] : [];
  });
}

function functionNamed(model: Model, name: string): Declared | undefined {
  const qualified = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$/.exec(name)?.[1];
  const alias = model.find(name, 'AWS::Lambda::Alias', 'AWS::Lambda::Version');
  const behind = alias ? model.property(alias, 'FunctionName') : undefined;
  const found = model.find(qualified ?? name, 'AWS::Lambda::Function');
  return found ?? (typeof behind === 'string' ? model.find(behind, 'AWS::Lambda::Function') : undefined);
}

/** Buckets that the templates only give a policy to. */
function elsewhere(model: Model): Resource[] {
  return model.resources.flatMap((policy): Resource[] => {
    if (policy.type !== 'AWS::S3::BucketPolicy') return [];
    const name = text(model.property(policy, 'Bucket'));
    if (name.kind !== 'resolved' || model.find(name.value, 'AWS::S3::Bucket')) return [];
    const arn = `arn:aws:s3:::${name.value}`;
    const document = namedPolicy(policy, '', model.property(policy, 'PolicyDocument'));
    const account = accountOf(model, policy);
    return [{ arn, covers: [arn, `${arn}/*`], account, policies: [document], origin: placeOf(policy) }];
  });
}
