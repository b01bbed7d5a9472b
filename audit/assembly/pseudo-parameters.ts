import { NO_VALUE, type Evaluated, type Scope } from './scope';
import { resourceSymbol } from './symbol';
import { Unresolved } from './value';

/** What `AWS::AccountId` and its like give; what only a deployment knows is a symbol or unresolved. */
export function pseudoParameter(name: string, scope: Scope): Evaluated {
  const { source } = scope;
  switch (name) {
    case 'AWS::NoValue':
      return NO_VALUE;
    case 'AWS::AccountId':
      return scope.account;
    case 'AWS::Region':
      return scope.region;
    case 'AWS::Partition':
      return scope.partition;
    case 'AWS::URLSuffix':
      return suffixOf(scope.partition);
    case 'AWS::StackName':
      return source.named ? source.stackName : resourceSymbol(source.id, 'AWS', 'StackName');
    case 'AWS::StackId':
      return resourceSymbol(source.id, 'AWS', 'StackId');
    default:
      return new Unresolved(`${name.slice(0, 60)} is known only at deployment`);
  }
}

export function suffixOf(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  const isolated = /^us-(iso[a-z]?)-/.exec(region);
  return isolated ? `aws-${isolated[1]}` : 'aws';
}
