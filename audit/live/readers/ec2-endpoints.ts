import { missing, told, type Reader } from '../reader';
import { LIST_CALLS, vpcEndpoints } from './ec2-lists';
import { tagsOf } from './tags';

export const ENDPOINTS: Reader = {
  types: ['AWS::EC2::VPCEndpoint'],
  calls: LIST_CALLS.endpoints,
  defaults: {
    PrivateDnsEnabled: false,
    VpcEndpointType: 'Gateway',
    // What EC2 gives an endpoint without a policy.
    PolicyDocument: {
      Version: '2008-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    },
  },
  async read({ physicalId }, live) {
    const endpoint = (await vpcEndpoints(live)).get(physicalId);
    if (!endpoint || /^delet/i.test(endpoint.State ?? '')) return missing();
    const dns = endpoint.DnsOptions;
    const properties = {
      VpcId: endpoint.VpcId,
      VpcEndpointType: endpoint.VpcEndpointType,
      ServiceName: endpoint.ServiceName,
      PrivateDnsEnabled: endpoint.PrivateDnsEnabled,
      PolicyDocument: endpoint.PolicyDocument,
      DnsOptions: dns && {
        DnsRecordIpType: dns.DnsRecordIpType,
        PrivateDnsOnlyForInboundResolverEndpoint:
          dns.PrivateDnsOnlyForInboundResolverEndpoint === undefined
            ? undefined
            : dns.PrivateDnsOnlyForInboundResolverEndpoint
              ? 'OnlyInboundResolver'
              : 'AllResolvers',
      },
    };
    return {
      kind: 'read',
      properties: {
        ...told(properties),
        SubnetIds: endpoint.SubnetIds,
        RouteTableIds: endpoint.RouteTableIds,
        SecurityGroupIds: endpoint.Groups?.map(({ GroupId }) => GroupId),
        Tags: tagsOf(endpoint.Tags),
      },
      attributes: { Id: physicalId },
    };
  },
};
