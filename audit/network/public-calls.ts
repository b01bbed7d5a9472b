import type { Model, Resource } from '../assembly/model';
import { flag, list, text } from '../assembly/readers';
import { isResolvedList, isResolvedMap, type Resolved } from '../assembly/value';

/** A name on the internet at which a service answers and calls or forwards to something of ours. */
export interface PublicCall {
  readonly resource: Resource;
  readonly what: string;
  /** Who may call: `none` asks nothing of a caller. */
  readonly authentication: string;
  /** False where an unknown decides whether it is public at all. */
  readonly sure: boolean;
  /** Everything that it calls or forwards to. */
  readonly targets: readonly Resource[];
}

/** Function URLs, public REST, HTTP and WebSocket APIs, and what fronts private load balancers. */
export function publicCalls(model: Model): readonly PublicCall[] {
  return model.resources.flatMap((resource) => {
    switch (resource.type) {
      case 'AWS::Lambda::Url':
        return [functionUrl(resource, model)];
      case 'AWS::ApiGateway::RestApi':
        return restApi(resource, model);
      case 'AWS::ApiGatewayV2::Api':
        return [httpApi(resource, model)];
      case 'AWS::GlobalAccelerator::EndpointGroup':
        return [forwarder(resource, model, 'Global Accelerator')];
      case 'AWS::CloudFront::VpcOrigin':
        return [forwarder(resource, model, 'CloudFront VPC origin')];
      case 'AWS::EC2::ClientVpnTargetNetworkAssociation':
        return [forwarder(resource, model, 'client VPN', 'client certificate or directory')];
      case 'AWS::EC2::InstanceConnectEndpoint':
        return [forwarder(resource, model, 'EC2 Instance Connect endpoint', 'AWS_IAM')];
      default:
        return [];
    }
  });
}

function functionUrl(resource: Resource, model: Model): PublicCall {
  const type = text(model.property(resource, 'AuthType'));
  const targets = targetsOf([resource], model);
  const authentication = type.kind === 'resolved' && type.value === 'AWS_IAM' ? 'AWS_IAM' : 'none';
  const sure = resource.condition === 'always' && type.kind !== 'unresolved';
  return { resource, what: 'Function URL', authentication, sure, targets };
}

function restApi(resource: Resource, model: Model): PublicCall[] {
  const types = list(model.property(resource, 'EndpointConfiguration', 'Types'));
  const isPrivate =
    types.kind === 'resolved' && types.value.length > 0 && types.value.every((type) => type === 'PRIVATE');
  if (isPrivate) return [];
  const unsure =
    types.kind === 'unresolved' || (types.kind === 'resolved' && types.value.some((one) => typeof one !== 'string'));
  const parts = partsOf(resource, model, 'RestApiId');
  const methods = parts.filter((one) => one.type === 'AWS::ApiGateway::Method');
  const policy = model.property(resource, 'Policy') === undefined ? '' : ', resource policy';
  return [
    {
      resource,
      what: 'REST API',
      authentication: `${authenticationOf(methods, model)}${policy}`,
      sure: !unsure && resource.condition === 'always',
      targets: targetsOf([resource, ...parts], model),
    },
  ];
}

function httpApi(resource: Resource, model: Model): PublicCall {
  const off = flag(model.property(resource, 'DisableExecuteApiEndpoint'));
  const parts = partsOf(resource, model, 'ApiId');
  const hasDomain = parts.some((one) => one.type === 'AWS::ApiGatewayV2::ApiMapping');
  const routes = parts.filter((one) => one.type === 'AWS::ApiGatewayV2::Route');
  return {
    resource,
    what: 'HTTP or WebSocket API',
    authentication: authenticationOf(routes, model),
    // With its own name switched off and no domain seen, somebody may still map a domain to it.
    sure:
      resource.condition === 'always' &&
      (hasDomain || off.kind === 'absent' || (off.kind === 'resolved' && !off.value)),
    targets: targetsOf([resource, ...parts], model),
  };
}

function forwarder(resource: Resource, model: Model, what: string, authentication = 'none'): PublicCall {
  return {
    resource,
    what,
    authentication,
    sure: resource.condition === 'always',
    targets: targetsOf([resource], model),
  };
}

function partsOf(api: Resource, model: Model, property: string): readonly Resource[] {
  const id = model.reference(api);
  return model.resources.filter((one) => one !== api && typeof id === 'string' && one.properties[property] === id);
}

function authenticationOf(parts: readonly Resource[], model: Model): string {
  const types = parts.map((part) => {
    const type = text(model.property(part, 'AuthorizationType'));
    return type.kind === 'resolved' ? type.value : type.kind === 'absent' ? 'NONE' : 'not evaluated';
  });
  const real = types.filter((type) => type !== 'NONE');
  return types.length === 0 || real.length < types.length ? 'none' : [...new Set(real)].join(', ');
}

const CALLED = new Set(['AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version']);
const FORWARDED =
  /^AWS::(?:ElasticLoadBalancing(?:V2)?::(?:LoadBalancer|Listener)|ApiGateway(?:V2)?::VpcLink|EC2::(?:Instance|Subnet|NetworkInterface))$/;

/** The functions, load balancers and links that texts in these resources name. */
function targetsOf(resources: readonly Resource[], model: Model): readonly Resource[] {
  const found = new Set<Resource>();
  for (const resource of resources) {
    for (const value of textsIn(resource.properties)) {
      const arn = /functions\/(.+)\/invocations$/.exec(value)?.[1] ?? value;
      const target = model.find(arn) ?? model.find(arn.replace(/:[^:]*$/, ''));
      if (!target || target === resource) continue;
      if (CALLED.has(target.type) || FORWARDED.test(target.type)) follow(target, model, found, 0);
    }
  }
  return [...found];
}

/** An alias leads to its function, a listener to its load balancer, a VPC link to its network load balancer. */
function follow(resource: Resource, model: Model, found: Set<Resource>, depth: number): void {
  if (found.has(resource) || depth > 4) return;
  found.add(resource);
  for (const name of ['FunctionName', 'LoadBalancerArn', 'TargetArns']) {
    for (const value of textsIn(resource.properties[name] ?? null)) {
      const next = model.find(value);
      if (next) follow(next, model, found, depth + 1);
    }
  }
}

function textsIn(value: Resolved): string[] {
  const texts: string[] = [];
  const open: Resolved[] = [value];
  for (let next = open.pop(); next !== undefined && texts.length < 10_000; next = open.pop()) {
    if (typeof next === 'string') texts.push(next);
    else if (isResolvedList(next)) for (const item of next) open.push(item);
    else if (isResolvedMap(next)) for (const item of Object.values(next)) open.push(item);
  }
  return texts;
}
