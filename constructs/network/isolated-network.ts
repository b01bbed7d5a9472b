import {
  CfnVPC,
  CfnVPCBlockPublicAccessOptions,
  SecurityGroup,
  Vpc,
  type CfnSecurityGroup,
  type ISubnet,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClosedGroup } from './closed-group';
import { DefaultGroup } from './default-group';
import { DnsFirewall } from './dns-firewall';
import { endpointPolicy } from './endpoint-policy';
import { hostNames, type EndpointService } from './endpoint-service';
import { checkNetwork, DOORS, known } from './network-checks';
import { GroupRule } from './group-rule';
import { NetworkDoor } from './network-door';
import { NetworkLogs } from './network-logs';
import type { NetworkEndpoint, NetworkPlace, NetworkTier } from './network-parts';
import { subnetPlan } from './network-plan';
import { NetworkTierSubnets } from './network-tier';
import { waysOut } from './way-out';

export type { NetworkEndpoint, NetworkPlace, NetworkTier } from './network-parts';

export interface IsolatedNetworkProps {
  /** The platform's name: first part of every name in the network. */
  readonly name: string;
  readonly organizationId: string;
  /** A private IPv4 range, e.g. `10.40.0.0/20`: at least a /22 for up to four tiers. */
  readonly cidr: string;
  /** Number of availability zones: 2 or 3. */
  readonly zones: number;
  /** Zone IDs such as `use1-az1`, where a service is not offered in every zone. @default - the region's first zones, by name */
  readonly zoneIds?: string[];
  readonly tiers: NetworkTier[];
  readonly endpoints: NetworkEndpoint[];
  /** ARN of the log archive's bucket, which receives flow logs and DNS queries. */
  readonly logDestination: string;
  /** Encrypts the logs of the function that closes the default security group. */
  readonly key: IKey;
  /** Hears when that function fails. @default - nobody */
  readonly alarmTopic?: ITopic;
  /** How long the log of that function is kept. @default - a year */
  readonly logRetention?: RetentionDays;
  /** True where the organisation already blocks public access for this account and region's VPCs. */
  readonly adoptBlockPublicAccess: boolean;
  /** Names that DNS may ask for besides those of the endpoints' services. @default - none */
  readonly allowedDomains?: string[];
}

/** A VPC with no way out: isolated tiers, doors to declared AWS services only, and security groups that name each other. */
export class IsolatedNetwork extends Construct {
  /** The VPC. What would open it, in any stack of the app, makes the synthesis fail. */
  public readonly vpc: IVpc;
  private readonly places = new Map<string, NetworkPlace>();
  private readonly groups = new Map<string, CfnSecurityGroup>();
  private readonly doors = new Map<EndpointService, NetworkDoor>();
  private readonly endpoints: NetworkEndpoint[];

  /**
   * @throws NetworkError `NETWORK_TIER_INVALID`, `NETWORK_TIER_UNKNOWN`, `NETWORK_ENDPOINT_TWICE`, `NETWORK_ENDPOINT_POLICY_MISSING`,
   * `NETWORK_ENDPOINT_POLICY_OPEN`, `NETWORK_CIDR_INVALID`, `NETWORK_CIDR_NOT_PRIVATE`, `NETWORK_CIDR_TOO_SMALL`,
   * `NETWORK_ZONES_INVALID` or `NETWORK_DOMAIN_INVALID`
   */
  public constructor(scope: Construct, id: string, props: IsolatedNetworkProps) {
    super(scope, id);
    this.endpoints = props.endpoints;
    checkNetwork(props);
    const { region } = Stack.of(this);
    const plan = subnetPlan(props.cidr, props.tiers.length + 1, props.zones);
    const vpc = new CfnVPC(this, 'Vpc', {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: [{ key: 'Name', value: props.name }],
    });
    const [doorSubnets, ...tierSubnets] = [DOORS, ...props.tiers.map((tier) => tier.name)].map(
      (tier, index) =>
        new NetworkTierSubnets(this, `${pascal(tier)}Subnets`, {
          vpc,
          label: `${props.name}-${tier}`,
          ranges: plan[index] ?? [],
          zoneIds: props.zoneIds,
        }),
    );
    this.vpc = Vpc.fromVpcAttributes(this, 'VpcRef', {
      vpcId: vpc.ref,
      vpcCidrBlock: props.cidr,
      availabilityZones: tierSubnets[0]?.subnets.map((subnet) => subnet.availabilityZone) ?? [],
      isolatedSubnetIds: tierSubnets.flatMap(({ subnets }) => subnets.map((subnet) => subnet.subnetId)),
      isolatedSubnetRouteTableIds: tierSubnets.flatMap(({ subnets, routeTable }) => subnets.map(() => routeTable.ref)),
    });
    for (const { service, statements } of props.endpoints) {
      const door = new NetworkDoor(this, `${pascal(service)}Door`, {
        vpc,
        label: `${props.name}-${service}`,
        service,
        subnets: doorSubnets?.subnets ?? [],
        policy: endpointPolicy(service, statements, region),
      });
      this.doors.set(service, door);
    }
    props.tiers.forEach((tier, index) => this.addTier(tier.name, props.name, vpc, tierSubnets[index]?.subnets ?? []));
    new DnsFirewall(this, 'Dns', {
      name: props.name,
      vpc,
      allowedDomains: [
        ...props.endpoints.flatMap(({ service }) => hostNames(service, region)),
        ...(props.allowedDomains ?? []),
      ],
    });
    new NetworkLogs(this, 'Logs', { name: props.name, vpc, destination: props.logDestination });
    new DefaultGroup(this, 'DefaultGroup', {
      name: props.name,
      organizationId: props.organizationId,
      vpc,
      key: props.key,
      logRetention: props.logRetention,
      alarmTopic: props.alarmTopic,
    }).close(this, 'RestrictDefaultSecurityGroupCustomResource', vpc);
    if (!props.adoptBlockPublicAccess) {
      new CfnVPCBlockPublicAccessOptions(this, 'BlockPublicAccess', {
        internetGatewayBlockMode: 'block-bidirectional',
      });
    }
    const own = new Set(this.node.findAll());
    this.node.addValidation({ validate: () => waysOut(this, own) });
  }

  /**
   * Where to put what belongs to a tier.
   * @throws NetworkError `NETWORK_TIER_UNKNOWN`
   */
  public tier(name: string): NetworkPlace {
    return known(this.places, name, 'NETWORK_TIER_UNKNOWN', 'tier');
  }

  /**
   * Id of a service's endpoint, as `aws:SourceVpce` has it.
   * @throws NetworkError `NETWORK_ENDPOINT_UNKNOWN`
   */
  public endpointId(service: EndpointService): string {
    return known(this.doors, service, 'NETWORK_ENDPOINT_UNKNOWN', 'endpoint').endpointId;
  }

  /**
   * Ids of all endpoints that a tier may reach.
   * @throws NetworkError `NETWORK_TIER_UNKNOWN`
   */
  public doorIds(tier: string): string[] {
    this.tier(tier);
    return this.doorsOf(tier).map((door) => door.endpointId);
  }

  /**
   * Lets one tier open connections to a port of another, or of itself.
   *
   * @param port a TCP port
   * @throws NetworkError `NETWORK_TIER_UNKNOWN` or `NETWORK_PORT_INVALID`
   */
  public allow(fromTier: string, toTier: string, port: number): void {
    const from = known(this.groups, fromTier, 'NETWORK_TIER_UNKNOWN', 'tier');
    const to = known(this.groups, toTier, 'NETWORK_TIER_UNKNOWN', 'tier');
    new GroupRule(this, `${pascal(fromTier)}To${pascal(toTier)}${port}`, {
      from,
      to,
      port,
      description: `${fromTier} to ${toTier}`,
    });
  }

  private addTier(name: string, platform: string, vpc: CfnVPC, subnets: ISubnet[]): void {
    const doors = this.doorsOf(name);
    const group = new ClosedGroup(this, `${pascal(name)}Group`, {
      vpc,
      label: `${platform}-${name}`,
      description: `${platform}-${name} tier`,
      reaches: doors.map((door) => door.group),
    }).group;
    for (const door of doors) {
      door.open(group, name);
    }
    this.groups.set(name, group);
    this.places.set(name, {
      vpc: this.vpc,
      subnets: { subnets },
      subnetIds: subnets.map((subnet) => subnet.subnetId),
      // Immutable: rules come from `endpoints` and `allow` alone, whatever a construct's connections ask for.
      securityGroup: SecurityGroup.fromSecurityGroupId(this, `${pascal(name)}GroupRef`, group.attrGroupId, {
        mutable: false,
        allowAllOutbound: false,
      }),
    });
  }

  private doorsOf(tier: string): NetworkDoor[] {
    return this.endpoints
      .filter((endpoint) => endpoint.tiers.includes(tier))
      .map((endpoint) => known(this.doors, endpoint.service, 'NETWORK_ENDPOINT_UNKNOWN', 'endpoint'));
  }
}

/** `sagemaker.api` as a construct id: `SagemakerApi`. */
function pascal(text: string): string {
  return text.replace(/(^|[.-])([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
}
