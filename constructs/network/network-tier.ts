import { Fn } from 'aws-cdk-lib';
import {
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  Subnet,
  type CfnVPC,
  type ISubnet,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface NetworkTierSubnetsProps {
  readonly vpc: CfnVPC;
  /** Value of the `Name` tags, before the zone's number. */
  readonly label: string;
  /** One subnet's range a zone. */
  readonly ranges: string[];
  /** @default - the region's first zones, by name */
  readonly zoneIds?: string[];
}

/** A tier's subnets, one a zone, and its route table, which holds the VPC's local route and no other. */
export class NetworkTierSubnets extends Construct {
  public readonly subnets: ISubnet[];
  public readonly routeTable: CfnRouteTable;

  public constructor(scope: Construct, id: string, props: NetworkTierSubnetsProps) {
    super(scope, id);
    this.routeTable = new CfnRouteTable(this, 'Routes', {
      vpcId: props.vpc.ref,
      tags: [{ key: 'Name', value: props.label }],
    });
    this.subnets = props.ranges.map((cidrBlock, index) => {
      const zoneId = props.zoneIds?.[index];
      const subnet = new CfnSubnet(this, `Zone${index + 1}`, {
        vpcId: props.vpc.ref,
        cidrBlock,
        ...(zoneId === undefined
          ? { availabilityZone: Fn.select(index, Fn.getAzs()) }
          : { availabilityZoneId: zoneId }),
        mapPublicIpOnLaunch: false,
        tags: [{ key: 'Name', value: `${props.label}-${index + 1}` }],
      });
      new CfnSubnetRouteTableAssociation(this, `Zone${index + 1}Routes`, {
        subnetId: subnet.attrSubnetId,
        routeTableId: this.routeTable.ref,
      });
      return Subnet.fromSubnetAttributes(this, `Zone${index + 1}Subnet`, {
        subnetId: subnet.attrSubnetId,
        availabilityZone: subnet.attrAvailabilityZone,
        ipv4CidrBlock: cidrBlock,
        routeTableId: this.routeTable.ref,
      });
    });
  }
}
