import type { Model, Resource } from '../assembly/model';
import { text } from '../assembly/readers';
import type { Subnet } from './subnets';

type Verdict = 'open' | 'blocked' | 'not evaluated';

/** VPC Block Public Access: an account's switch, for a region, that stops what its internet gateways would let through. */
export class PublicAccessBlock {
  private readonly options: readonly Resource[];
  private readonly exclusions: readonly Resource[];

  public constructor(private readonly model: Model) {
    this.options = model.resources.filter((one) => one.type === 'AWS::EC2::VPCBlockPublicAccessOptions');
    this.exclusions = model.resources.filter((one) => one.type === 'AWS::EC2::VPCBlockPublicAccessExclusion');
  }

  /** Whether packets may pass an internet gateway, started from inside (`out`) or from the internet (`in`). */
  public verdict(subnet: Subnet, direction: 'in' | 'out'): Verdict {
    const place = this.placeOf(subnet.resource.stack);
    const options = this.options.filter((one) => this.placeOf(one.stack) === place);
    if (options.length === 0) return 'open';
    const modes = options.map((one) => {
      const mode = text(this.model.property(one, 'InternetGatewayBlockMode'));
      return one.condition === 'always' && mode.kind === 'resolved' ? mode.value : 'unknown';
    });
    const blocks = direction === 'in' ? ['block-bidirectional', 'block-ingress'] : ['block-bidirectional'];
    if (modes.every((mode) => mode === 'off' || (mode === 'block-ingress' && direction === 'out'))) return 'open';
    if (!modes.every((mode) => blocks.includes(mode))) return 'not evaluated';
    return this.exempted(subnet, direction);
  }

  private exempted(subnet: Subnet, direction: 'in' | 'out'): Verdict {
    let verdict: Verdict = 'blocked';
    for (const exclusion of this.exclusions) {
      const of = ['SubnetId', 'VpcId'].map((name) => text(this.model.property(exclusion, name)));
      const mode = text(this.model.property(exclusion, 'InternetGatewayExclusionMode'));
      if (of.some((one) => one.kind === 'unresolved') || mode.kind !== 'resolved') verdict = 'not evaluated';
      const applies = of.some(
        (one) => one.kind === 'resolved' && (one.value === subnet.id || one.value === subnet.vpc),
      );
      const opens = mode.kind === 'resolved' && (mode.value === 'allow-bidirectional' || direction === 'out');
      if (!applies || !opens) continue;
      if (exclusion.condition === 'always') return 'open';
      verdict = 'not evaluated';
    }
    return verdict;
  }

  private placeOf(stack: string): string {
    const template = this.model.template(stack);
    return `${template?.account}|${template?.region}`;
  }
}
