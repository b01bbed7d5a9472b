import type { Model, Resource } from '../assembly/model';
import { both, exactly, unsure, either, type Bounds } from './bounds';
import { addressed } from './internet';
import { NetworkAcls } from './network-acls';
import { publicCalls, type PublicCall } from './public-calls';
import { PublicAccessBlock } from './public-access-block';
import { Routes } from './routes';
import { SecurityGroups } from './security-groups';
import { Subnets, type Subnet } from './subnets';
import { findWorkloads, type Workload } from './workloads';

/** Where something runs, and behind which security groups; the end of every question. */
export interface Tier {
  readonly name: string;
  /** Ids as `Ref` gives them: symbols for what the templates declare. */
  readonly subnets: readonly string[];
  /** Without groups nothing but routes and network ACLs is counted on. */
  readonly groups?: readonly string[];
}

/** Everything about packets that the templates say. */
export class Network {
  public readonly places: Subnets;
  public readonly routes: Routes;
  public readonly acls: NetworkAcls;
  public readonly groups: SecurityGroups;
  public readonly publicAccess: PublicAccessBlock;
  public readonly workloads: readonly Workload[];
  private byResource: ReadonlyMap<Resource, Workload> | undefined;
  private calls: readonly PublicCall[] | undefined;

  public constructor(public readonly model: Model) {
    this.places = new Subnets(model);
    this.routes = new Routes(model);
    this.acls = new NetworkAcls(model);
    this.groups = new SecurityGroups(model);
    this.publicAccess = new PublicAccessBlock(model);
    this.workloads = findWorkloads(model, this.places);
  }

  public subnet(id: string): Subnet | undefined {
    return this.places.subnets.get(id);
  }

  public subnetsOf(tier: Tier): readonly Subnet[] {
    return tier.subnets.map((id) => this.subnet(id)).filter((subnet) => subnet !== undefined);
  }

  public workload(resource: Resource): Workload | undefined {
    this.byResource ??= new Map(this.workloads.map((one) => [one.resource, one]));
    return this.byResource.get(resource);
  }

  /** The names on the internet at which a service answers for something of ours. */
  public get publicCalls(): readonly PublicCall[] {
    this.calls ??= publicCalls(this.model);
    return this.calls;
  }

  /** Whether templates are missing, so that a thing that is not seen may still be there. */
  public get missing(): readonly string[] {
    return this.model.notEvaluated.map(
      ({ file, pointer, reason }) => `${file}${pointer ? `#${pointer}` : ''}: ${reason}`,
    );
  }

  /** Packets that get from one tier to another inside their VPC. */
  public between(from: Tier, to: Tier): Bounds {
    const pairs = this.subnetsOf(from).flatMap((source) =>
      this.subnetsOf(to)
        .filter((target) => target.vpc !== undefined && target.vpc === source.vpc)
        .map((target) => this.betweenSubnets(source, target)),
    );
    const outward = from.groups ? [this.groups.allowed(from.groups, 'egress', to.groups ?? [])] : [];
    const inward = to.groups ? [this.groups.allowed(to.groups, 'ingress', from.groups ?? [])] : [];
    return both(either(...pairs), ...outward, ...inward);
  }

  private betweenSubnets(source: Subnet, target: Subnet): Bounds {
    const ends = both(
      exactly(addressed('source', ...source.ranges)),
      exactly(addressed('destination', ...target.ranges)),
    );
    const known = source.complete && target.complete ? ends : unsure(ends, 'the addresses of a subnet are not known');
    // A network ACL is passed only where packets leave or enter a subnet.
    if (source.id === target.id) return known;
    return both(known, this.acls.allowed(source.id, 'out'), this.acls.allowed(target.id, 'in'));
  }
}
