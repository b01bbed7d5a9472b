import type { Model, Resource } from '../assembly/model';
import { flag, text } from '../assembly/readers';
import { isResolvedMap } from '../assembly/value';

type Verdict = 'reaches' | 'isolated' | 'not evaluated';

/** Resources that a service runs, and that reach the internet by themselves unless a property says otherwise. */
const MANAGED: Readonly<Record<string, (resource: Resource, model: Model) => Verdict>> = {
  'AWS::Lambda::Function': outsideVpc('VpcConfig', 'SubnetIds'),
  // Without a subnet it starts in the account's default VPC, which no template describes.
  'AWS::EC2::Instance': (resource, model) => {
    const placed = ['SubnetId', 'NetworkInterfaces'].some((name) => model.property(resource, name) !== undefined);
    return placed ? 'isolated' : 'not evaluated';
  },
  'AWS::SageMaker::NotebookInstance': unless(['DirectInternetAccess'], 'Disabled'),
  'AWS::SageMaker::Domain': unless(['AppNetworkAccessType'], 'VpcOnly'),
  'AWS::SageMaker::Model': (resource, model) => {
    const isolated = flag(model.property(resource, 'EnableNetworkIsolation'));
    if (isolated.kind === 'resolved' && isolated.value) return 'isolated';
    const vpc = outsideVpc('VpcConfig', 'Subnets')(resource, model);
    return vpc === 'reaches' && isolated.kind === 'unresolved' ? 'not evaluated' : vpc;
  },
  'AWS::CodeBuild::Project': outsideVpc('VpcConfig', 'Subnets'),
  'AWS::AppRunner::Service': unless(['NetworkConfiguration', 'EgressConfiguration', 'EgressType'], 'VPC'),
  'AWS::BedrockAgentCore::Runtime': unless(['NetworkConfiguration', 'NetworkMode'], 'VPC'),
  'AWS::BedrockAgentCore::BrowserCustom': unless(['NetworkConfiguration', 'NetworkMode'], 'VPC'),
  'AWS::BedrockAgentCore::CodeInterpreterCustom': (resource, model) => {
    const mode = text(model.property(resource, 'NetworkConfiguration', 'NetworkMode'));
    if (mode.kind !== 'resolved') return 'not evaluated';
    return mode.value === 'PUBLIC' ? 'reaches' : 'isolated';
  },
};

/** Whether a service gives this resource a way to the internet that no VPC controls; undefined for other types. */
export function managedAccess(resource: Resource, model: Model): Verdict | undefined {
  const decide = Object.hasOwn(MANAGED, resource.type) ? MANAGED[resource.type] : undefined;
  return decide?.(resource, model);
}

function unless(path: readonly string[], isolatedValue: string): (resource: Resource, model: Model) => Verdict {
  return (resource, model) => {
    const mode = text(model.property(resource, ...path));
    if (mode.kind === 'unresolved') return 'not evaluated';
    return mode.kind === 'resolved' && mode.value === isolatedValue ? 'isolated' : 'reaches';
  };
}

/** Without a VPC the service's own network is used, which reaches the internet. */
function outsideVpc(config: string, subnets: string): (resource: Resource, model: Model) => Verdict {
  return (resource, model) => {
    const vpc = model.property(resource, config);
    if (vpc === undefined || vpc === null) return 'reaches';
    const named = isResolvedMap(vpc) ? vpc[subnets] : undefined;
    if (!isResolvedMap(vpc) || named === undefined || !Array.isArray(named)) {
      return isResolvedMap(vpc) && named === undefined ? 'reaches' : 'not evaluated';
    }
    return named.length === 0 ? 'reaches' : 'isolated';
  };
}
