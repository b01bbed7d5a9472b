import { DescribeFlowLogsCommand, type Route } from '@aws-sdk/client-ec2';
import { missing, pieces, pages, single, told, type Live, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { LIST_CALLS, routeTables, subnets, vpcEndpoints } from './ec2-lists';
import { tagsOf } from './tags';

export const SUBNETS: Reader = {
  types: ['AWS::EC2::Subnet'],
  calls: LIST_CALLS.subnets,
  defaults: { MapPublicIpOnLaunch: false, AssignIpv6AddressOnCreation: false },
  read: async ({ physicalId }, live) => {
    const subnet = (await subnets(live)).get(physicalId);
    if (!subnet) return missing();
    const properties = {
      AvailabilityZone: subnet.AvailabilityZone,
      CidrBlock: subnet.CidrBlock,
      MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
      AssignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation,
      VpcId: subnet.VpcId,
      Tags: tagsOf(subnet.Tags),
    };
    return {
      kind: 'read',
      properties: told(properties),
      attributes: {
        SubnetId: physicalId,
        AvailabilityZone: subnet.AvailabilityZone ?? '',
        CidrBlock: subnet.CidrBlock ?? '',
      },
    };
  },
};

export const ROUTE_TABLES: Reader = {
  types: ['AWS::EC2::RouteTable'],
  calls: { ...LIST_CALLS.routeTables, ...LIST_CALLS.endpoints },
  async read({ physicalId }, live) {
    const table = (await routeTables(live)).find(({ RouteTableId }) => RouteTableId === physicalId);
    if (!table) return missing();
    const gateways = [...(await vpcEndpoints(live)).values()].filter(({ VpcEndpointType: type }) => type === 'Gateway');
    const routes = (table.Routes ?? []).filter(
      ({ GatewayId = '' }) =>
        GatewayId !== 'local' && !gateways.some(({ VpcEndpointId }) => VpcEndpointId === GatewayId),
    );
    return {
      kind: 'read',
      properties: { VpcId: table.VpcId, Tags: tagsOf(table.Tags) },
      attributes: { RouteTableId: physicalId },
      parts: routes.map((route) => routePart(physicalId, route)),
    };
  },
  settle: ({ physicalId }, { parts = [] }, beside) => {
    const meant = beside
      .ofType('AWS::EC2::Route')
      .filter(({ properties }) => properties['RouteTableId'] === physicalId)
      .map(({ properties }) => destinationOf(properties));
    return { extras: parts.filter(({ id }) => !meant.includes(id)) };
  },
};

const DESTINATIONS = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];
const TARGETS: readonly (readonly [keyof Route, string])[] = [
  ['GatewayId', 'GatewayId'],
  ['NatGatewayId', 'NatGatewayId'],
  ['EgressOnlyInternetGatewayId', 'EgressOnlyInternetGatewayId'],
  ['TransitGatewayId', 'TransitGatewayId'],
  ['VpcPeeringConnectionId', 'VpcPeeringConnectionId'],
  ['NetworkInterfaceId', 'NetworkInterfaceId'],
  ['InstanceId', 'InstanceId'],
  ['LocalGatewayId', 'LocalGatewayId'],
  ['CarrierGatewayId', 'CarrierGatewayId'],
];

function destinationOf(properties: Readonly<Record<string, unknown>>): string {
  const found = DESTINATIONS.map((name) => properties[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
}

function routePart(table: string, route: Route): Extra {
  const target = TARGETS.find(([name]) => route[name] !== undefined);
  const properties = {
    RouteTableId: table,
    ...told(Object.fromEntries(DESTINATIONS.map((name) => [name, route[name as keyof Route]]))),
    ...(target ? { [target[1]]: route[target[0]] } : {}),
  };
  const to = target === undefined ? 'nowhere' : String(route[target[0]]);
  const id = destinationOf(properties);
  return { kind: 'route', id, detail: `a route to ${id} by ${to}`, type: 'AWS::EC2::Route', properties };
}

export const ROUTES: Reader = {
  types: ['AWS::EC2::Route'],
  calls: LIST_CALLS.routeTables,
  async read({ properties }, live) {
    const table = (await routeTables(live)).find(({ RouteTableId }) => RouteTableId === properties['RouteTableId']);
    const wanted = destinationOf(properties);
    const route = table?.Routes?.map((one) => routePart(table.RouteTableId ?? '', one)).find(({ id }) => id === wanted);
    return route?.properties === undefined ? missing() : { kind: 'read', properties: route.properties };
  },
};

export const ROUTE_ASSOCIATIONS: Reader = {
  types: ['AWS::EC2::SubnetRouteTableAssociation'],
  calls: LIST_CALLS.routeTables,
  async read({ physicalId, properties }, live) {
    const tables = await routeTables(live);
    const all = tables.flatMap(({ Associations = [] }) => Associations);
    // A table that took another's place has an association of another id; the subnet is the same.
    const found =
      all.find((one) => one.RouteTableAssociationId === physicalId) ??
      all.find((one) => one.SubnetId !== undefined && one.SubnetId === properties['SubnetId']);
    if (!found) return missing('the subnet follows the main route table');
    return { kind: 'read', properties: { RouteTableId: found.RouteTableId, SubnetId: found.SubnetId } };
  },
};

export const FLOW_LOGS: Reader = {
  types: ['AWS::EC2::FlowLog'],
  calls: { 'ec2:DescribeFlowLogs': ['ec2:DescribeFlowLogs'] },
  defaults: { MaxAggregationInterval: 600 },
  onlyInTemplates: ['ResourceType'],
  async read({ physicalId }, live) {
    const flow = (await flowLogs(live)).find(({ FlowLogId }) => FlowLogId === physicalId);
    if (!flow) return missing();
    if (flow.FlowLogStatus !== undefined && flow.FlowLogStatus !== 'ACTIVE')
      return missing(`it is ${flow.FlowLogStatus}`);
    return single([], () =>
      Promise.resolve(
        told({
          ResourceId: flow.ResourceId,
          TrafficType: flow.TrafficType,
          LogDestinationType: flow.LogDestinationType,
          LogDestination: flow.LogDestination,
          LogGroupName: flow.LogGroupName,
          LogFormat: flow.LogFormat,
          MaxAggregationInterval: flow.MaxAggregationInterval,
          DestinationOptions: flow.DestinationOptions,
          Tags: tagsOf(flow.Tags),
        }),
      ),
    );
  },
};

function flowLogs(live: Live) {
  return live.once('flow logs', async () => {
    const all = await Promise.all(
      pieces(live.ids('AWS::EC2::FlowLog'), 100).map((FlowLogIds) =>
        pages(async (NextToken) => {
          const page = await live.clients.ec2.send(
            new DescribeFlowLogsCommand({ Filter: [{ Name: 'flow-log-id', Values: FlowLogIds }], NextToken }),
          );
          return { items: page.FlowLogs, next: page.NextToken };
        }),
      ),
    );
    return all.flat();
  });
}
