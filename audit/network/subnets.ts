import type { Model, Resource } from '../assembly/model';
import { flag, text } from '../assembly/readers';
import type { Resolved } from '../assembly/value';
import { highest, parseCidr, type AddressRange } from './address';

export interface Subnet {
  readonly id: string;
  readonly resource: Resource;
  readonly vpc?: string;
  /** All of a family where its block is not known, and `complete` is then false. */
  readonly ranges: readonly AddressRange[];
  readonly complete: boolean;
  /** Whether what starts here gets a public IPv4 address by itself. */
  readonly publicAddress: boolean | 'unknown';
  readonly hasIpv6: boolean;
}

export interface Vpc {
  readonly id: string;
  readonly resource?: Resource;
  readonly ranges: readonly AddressRange[];
  /** Whether names of endpoints resolve: both DNS settings are on. */
  readonly dns: boolean | 'unknown';
}

/** The VPCs and subnets of the templates, by the text that `Ref` gives. */
export class Subnets {
  public readonly subnets = new Map<string, Subnet>();
  public readonly vpcs = new Map<string, Vpc>();
  private readonly moreBlocks = new Map<string, readonly Resource[]>();

  public constructor(private readonly model: Model) {
    for (const resource of model.resources) {
      const vpc = resource.type === 'AWS::EC2::VPCCidrBlock' ? this.vpcOf(resource) : undefined;
      if (vpc !== undefined) this.moreBlocks.set(vpc, [...(this.moreBlocks.get(vpc) ?? []), resource].slice(0, 50));
    }
    for (const resource of model.resources) {
      if (resource.type === 'AWS::EC2::VPC') this.addVpc(resource);
      if (resource.type === 'AWS::EC2::Subnet') this.addSubnet(resource);
    }
    for (const subnet of this.subnets.values()) {
      if (subnet.vpc && !this.vpcs.has(subnet.vpc))
        this.vpcs.set(subnet.vpc, { id: subnet.vpc, ranges: [], dns: 'unknown' });
    }
  }

  public inVpc(vpc: string): readonly Subnet[] {
    return [...this.subnets.values()].filter((subnet) => subnet.vpc === vpc);
  }

  /** VPC ids are texts; one of a VPC that is not in the templates is a literal id. */
  public vpcOf(resource: Resource): string | undefined {
    const vpc = text(this.model.property(resource, 'VpcId'));
    return vpc.kind === 'resolved' ? vpc.value : undefined;
  }

  private addVpc(resource: Resource): void {
    const id = this.model.reference(resource);
    if (typeof id !== 'string') return;
    const blocks = [this.model.property(resource, 'CidrBlock')];
    for (const one of this.moreBlocks.get(id) ?? []) {
      blocks.push(this.model.property(one, 'CidrBlock'), this.model.property(one, 'Ipv6CidrBlock'));
    }
    const ranges = blocks.flatMap((block) => rangeOf(block) ?? []);
    const support = flag(this.model.property(resource, 'EnableDnsSupport'));
    const hostnames = flag(this.model.property(resource, 'EnableDnsHostnames'));
    // Support is on unless it is switched off; host names are off unless they are switched on.
    const isOn =
      support.kind !== 'resolved' || support.value ? hostnames.kind === 'resolved' && hostnames.value : false;
    const unknown = support.kind === 'unresolved' || hostnames.kind === 'unresolved';
    this.vpcs.set(id, { id, resource, ranges, dns: unknown ? 'unknown' : isOn });
  }

  private addSubnet(resource: Resource): void {
    const id = this.model.reference(resource);
    if (typeof id !== 'string') return;
    const v4 = this.model.property(resource, 'CidrBlock');
    const v6 = this.model.property(resource, 'Ipv6CidrBlock');
    // A block from an IPAM pool, or one that is known only at deployment, may be any.
    const ranges = [rangeOf(v4) ?? all(4), ...(v6 === undefined ? [] : [rangeOf(v6) ?? all(6)])];
    const complete = rangeOf(v4) !== undefined && (v6 === undefined || rangeOf(v6) !== undefined);
    const onLaunch = flag(this.model.property(resource, 'MapPublicIpOnLaunch'));
    const vpc = this.vpcOf(resource);
    this.subnets.set(id, {
      id,
      resource,
      ...(vpc === undefined ? {} : { vpc }),
      ranges,
      complete,
      publicAddress: onLaunch.kind === 'resolved' ? onLaunch.value : onLaunch.kind === 'unresolved' ? 'unknown' : false,
      hasIpv6: v6 !== undefined,
    });
  }
}

function rangeOf(block: Resolved | undefined): AddressRange | undefined {
  const read = text(block);
  return read.kind === 'resolved' ? parseCidr(read.value) : undefined;
}

function all(family: 4 | 6): AddressRange {
  return { family, low: 0n, high: highest(family) };
}
