import {
  CfnResource,
  DefaultTokenResolver,
  Reference,
  Stack,
  StringConcat,
  Tokenization,
  type IResolvable,
  type IResolveContext,
  type IPostProcessor,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Resource types that would open an isolated network where they name one of its parts, and how. */
const OPENINGS: Readonly<Record<string, string>> = {
  'AWS::EC2::CarrierGateway': 'is a way to a carrier network',
  'AWS::EC2::ClientVpnEndpoint': 'is a way in from clients outside',
  'AWS::EC2::ClientVpnTargetNetworkAssociation': 'is a way in from clients outside',
  'AWS::EC2::EgressOnlyInternetGateway': 'is a way out to the internet',
  'AWS::EC2::GatewayRouteTableAssociation': 'routes what comes in by a gateway',
  'AWS::EC2::NatGateway': 'is a way out to the internet',
  'AWS::EC2::Route': 'adds a route beyond the VPC',
  'AWS::EC2::TransitGatewayAttachment': 'is a way to other networks',
  'AWS::EC2::TransitGatewayVpcAttachment': 'is a way to other networks',
  'AWS::EC2::VPCBlockPublicAccessExclusion': 'lifts the block on public access',
  'AWS::EC2::VPCCidrBlock': 'adds addresses that no rule knows',
  'AWS::EC2::VPCEndpoint': 'is a door without a policy from the access matrix; declare it under endpoints',
  'AWS::EC2::VPCGatewayAttachment': 'attaches a gateway',
  'AWS::EC2::VPCPeeringConnection': 'is a way to another network',
  'AWS::EC2::VPNGatewayRoutePropagation': 'adds routes beyond the VPC',
  'AWS::Route53Resolver::FirewallConfig': 'could let DNS pass when the firewall fails',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': 'could let DNS pass before the firewall sees it',
  'AWS::Route53Resolver::ResolverEndpoint': 'sends DNS questions elsewhere',
  'AWS::Route53Resolver::ResolverRuleAssociation': 'sends DNS questions elsewhere',
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': 'is a way to other networks',
};

const RULES = ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress', 'AWS::EC2::SecurityGroupIngress'];

/**
 * Resources of the whole app that would open the network: one sentence each.
 *
 * @param own what the network made itself
 */
export function waysOut(network: IConstruct, own: ReadonlySet<IConstruct>): string[] {
  return network.node.root.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter((resource) => !own.has(resource))
    .flatMap((resource) => {
      const how = OPENINGS[resource.cfnResourceType] ?? wideRule(resource);
      return how !== undefined && mentions(resource, network)
        ? [
            `NETWORK_OPENED: ${resource.node.path} (${resource.cfnResourceType}) ${how}; ${network.node.path} is isolated`,
          ]
        : [];
    });
}

function isWithin(construct: IConstruct, network: IConstruct): boolean {
  return construct.node.scopes.includes(network);
}

function wideRule(resource: CfnResource): string | undefined {
  if (!RULES.includes(resource.cfnResourceType)) return undefined;
  const text = JSON.stringify(Stack.of(resource).resolve(resource._toCloudFormation()));
  return /"(0\.0\.0\.0|::)\/0"/.test(text) ? 'has a rule for every address' : undefined;
}

/** Whether a resource refers to the network or to a part of it, from any stack. */
function mentions(resource: CfnResource, network: IConstruct): boolean {
  const seen = new References();
  Tokenization.resolve(resource._toCloudFormation(), { scope: resource, resolver: seen, preparing: true });
  return seen.targets.some((target) => isWithin(target, network));
}

class References extends DefaultTokenResolver {
  public readonly targets: IConstruct[] = [];

  public constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) this.targets.push(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}
