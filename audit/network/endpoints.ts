import type { Model, Resource } from '../assembly/model';
import { flag, text, texts } from '../assembly/readers';
import { isResolvedMap, Unresolved, type Resolved, type ResolvedMap } from '../assembly/value';

/** A VPC endpoint: a door to one service of AWS. */
export interface Endpoint {
  readonly resource: Resource;
  /** What follows the region in the service's name ("bedrock-runtime", "s3"); undefined where that is not known. */
  readonly service?: string;
  readonly type: string;
  readonly vpc?: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly routeTables: readonly string[];
  readonly privateDns: boolean | 'unknown';
  readonly policy: EndpointPolicy;
  /** Why its place or groups are not fully known. */
  readonly unknown?: string;
}

/** An endpoint without a policy of its own lets everybody do everything through it. */
export type EndpointPolicy =
  | { readonly kind: 'full access' }
  | { readonly kind: 'document'; readonly document: ResolvedMap }
  | { readonly kind: 'unresolved'; readonly reason: string };

export function endpointsOf(model: Model): readonly Endpoint[] {
  return model.resources.filter((one) => one.type === 'AWS::EC2::VPCEndpoint').map((one) => endpointOf(one, model));
}

function endpointOf(resource: Resource, model: Model): Endpoint {
  const property = (name: string) => model.property(resource, name);
  const type = text(property('VpcEndpointType'));
  const vpc = text(property('VpcId'));
  const privateDns = flag(property('PrivateDnsEnabled'));
  const [subnets, groups, routeTables] = [
    property('SubnetIds'),
    property('SecurityGroupIds'),
    property('RouteTableIds'),
  ].map(texts);
  const unknown = [subnets, groups, routeTables].find((one) => one?.kind === 'unresolved');
  const service = serviceOf(resource, model);
  return {
    resource,
    ...(service === undefined ? {} : { service }),
    type: type.kind === 'resolved' ? type.value : type.kind === 'absent' ? 'Gateway' : 'unknown',
    ...(vpc.kind === 'resolved' ? { vpc: vpc.value } : {}),
    subnets: subnets?.kind === 'resolved' ? subnets.value : [],
    groups: groups?.kind === 'resolved' ? groups.value : [],
    routeTables: routeTables?.kind === 'resolved' ? routeTables.value : [],
    privateDns: privateDns.kind === 'resolved' ? privateDns.value : privateDns.kind === 'absent' ? false : 'unknown',
    policy: policyOf(property('PolicyDocument')),
    ...(unknown?.kind === 'unresolved' ? { unknown: unknown.reason } : {}),
  };
}

function serviceOf(resource: Resource, model: Model): string | undefined {
  const name = text(model.property(resource, 'ServiceName'));
  const region = model.template(resource.stack)?.region ?? '';
  if (name.kind !== 'resolved') return undefined;
  const at = name.value.indexOf(`.${region}.`);
  if (at === -1) return /^com\.amazonaws\.(s3-global\.accesspoint)$/.exec(name.value)?.[1];
  const owner = name.value.slice(0, at);
  const service = name.value.slice(at + region.length + 2);
  // Studio and notebooks of SageMaker have names of their own: aws.sagemaker.REGION.studio.
  return owner === 'com.amazonaws' || owner === 'cn.com.amazonaws'
    ? service
    : `${owner.replace(/^aws\./, '')}.${service}`;
}

function policyOf(value: Resolved | undefined): EndpointPolicy {
  if (value === undefined || value === null) return { kind: 'full access' };
  if (value instanceof Unresolved) return { kind: 'unresolved', reason: value.reason };
  return isResolvedMap(value)
    ? { kind: 'document', document: value }
    : { kind: 'unresolved', reason: 'not a policy document' };
}
