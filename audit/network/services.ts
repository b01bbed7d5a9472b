import type { Resource } from '../assembly/model';
import { both, either, exactly, reversed, type Bounds } from './bounds';
import { interfaceTier } from './doors';
import { endpointsOf, type Endpoint, type EndpointPolicy } from './endpoints';
import { interval } from './interval';
import { TO_INTERNET } from './internet';
import type { Network, Tier } from './network';
import { box, PacketSet, TooManyBoxes } from './packet-set';
import { nameOf } from './rule-packets';

/** A service that something calls, and what it does there. */
export interface ServiceNeed {
  readonly tier: Tier;
  /** As in the endpoint's name, after the region: "s3", "bedrock-runtime", "sagemaker.api". */
  readonly service: string;
  /** ARN of the role that calls. */
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What the engine of access rules answers for one endpoint policy and one call; full access needs no question. */
export type MayUse = (
  policy: Extract<EndpointPolicy, { kind: 'document' }>['document'],
  principal: string,
  action: string,
  resource: string,
) => boolean | 'unknown';

export interface ServiceDoor {
  readonly need: ServiceNeed;
  readonly kind: 'open' | 'missing' | 'not evaluated';
  readonly reasons: readonly string[];
  readonly endpoint?: Resource;
}

export interface ServiceOptions {
  /** Ids of AWS's own prefix lists by service ("s3"), where rules of security groups name them. */
  readonly prefixLists?: Readonly<Record<string, string>>;
}

const HTTPS = { protocol: interval(6), destinationPort: interval(443) };
const TO_SERVICE = PacketSet.of(box(4, HTTPS), box(6, HTTPS));
const PUBLIC_HTTPS = PacketSet.of(box(4, HTTPS)).intersect(TO_INTERNET);

interface Problem {
  readonly sure: boolean;
  readonly reason: string;
}

/** For each need: is there an endpoint that its tier reaches, and whose policy lets the caller through? */
export function serviceDoors(
  needs: readonly ServiceNeed[],
  network: Network,
  mayUse: MayUse,
  options: ServiceOptions = {},
): readonly ServiceDoor[] {
  const endpoints = endpointsOf(network.model);
  return needs.map((need) => {
    try {
      return doorFor(need, endpoints, network, mayUse, options);
    } catch (error) {
      if (error instanceof TooManyBoxes) return { need, kind: 'not evaluated', reasons: [error.message] };
      throw error;
    }
  });
}

/** The needs without a proved door. */
export function servicesMissingDoor(...question: Parameters<typeof serviceDoors>): readonly ServiceDoor[] {
  return serviceDoors(...question).filter((door) => door.kind !== 'open');
}

function doorFor(
  need: ServiceNeed,
  endpoints: readonly Endpoint[],
  network: Network,
  mayUse: MayUse,
  options: ServiceOptions,
): ServiceDoor {
  const vpcs = new Set(network.subnetsOf(need.tier).map((subnet) => subnet.vpc));
  const near = endpoints.filter((one) => one.vpc === undefined || vpcs.has(one.vpc));
  const verdicts = near
    .filter((one) => one.service === need.service)
    .map((endpoint) => ({ endpoint, problems: problemsOf(need, endpoint, network, mayUse, options) }));
  const open = verdicts.find(({ problems }) => problems.length === 0);
  if (open) return { need, kind: 'open', reasons: [], endpoint: open.endpoint.resource };
  const undecided = verdicts.find(({ problems }) => problems.every((problem) => !problem.sure));
  const best = undecided ?? verdicts[0];
  if (best) {
    const reasons = best.problems.map(({ reason }) => `${nameOf(best.endpoint.resource)}: ${reason}`);
    return { need, kind: undecided ? 'not evaluated' : 'missing', reasons, endpoint: best.endpoint.resource };
  }
  const unnamed = near.some((one) => one.service === undefined) || network.missing.length > 0;
  const placeless = need.tier.subnets.length !== network.subnetsOf(need.tier).length;
  if (unnamed || placeless) {
    const reason = placeless
      ? 'a subnet is not in the templates'
      : 'an endpoint or template that cannot be read may be it';
    return { need, kind: 'not evaluated', reasons: [reason] };
  }
  return { need, kind: 'missing', reasons: [`no endpoint for ${need.service} in this VPC`] };
}

function problemsOf(
  need: ServiceNeed,
  endpoint: Endpoint,
  network: Network,
  mayUse: MayUse,
  options: ServiceOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  if (endpoint.resource.condition === 'unknown') problems.push({ sure: false, reason: 'whether it is deployed' });
  if (endpoint.unknown !== undefined) problems.push({ sure: false, reason: endpoint.unknown });
  const way =
    endpoint.type === 'Gateway'
      ? gatewayProblems(need, endpoint, network, options)
      : interfaceProblems(need, endpoint, network);
  // What is in the way of an endpoint whose place is known only in part may not be in the way of the real one.
  problems.push(...way.map((problem) => ({ ...problem, sure: problem.sure && endpoint.unknown === undefined })));
  return [...problems, ...policyProblems(need, endpoint.policy, mayUse)];
}

function interfaceProblems(need: ServiceNeed, endpoint: Endpoint, network: Network): readonly Problem[] {
  const problems: Problem[] = [];
  const dns = endpoint.vpc === undefined ? 'unknown' : network.places.vpcs.get(endpoint.vpc)?.dns;
  if (endpoint.privateDns !== true || dns !== true) {
    const sure = endpoint.privateDns === false || dns === false;
    problems.push({
      sure,
      reason: "the service's own name does not lead to it (private DNS, DNS settings of the VPC)",
    });
  }
  const there = interfaceTier(endpoint, network);
  // Each subnet of the caller needs its own way; one good subnet does not help what runs in another.
  for (const subnet of network.subnetsOf(need.tier)) {
    const one = { ...need.tier, subnets: [subnet.id] };
    const ways = network.subnetsOf(there).map((target) => {
      const forward = network.between(one, { ...there, subnets: [target.id] });
      if (target.id === subnet.id) return forward;
      return both(
        forward,
        reversed(both(network.acls.allowed(target.id, 'out'), network.acls.allowed(subnet.id, 'in'))),
      );
    });
    const way = both(either(...ways), exactly(TO_SERVICE));
    problems.push(...blocked(way, `tcp 443 from ${subnet.id} does not reach it and return`));
  }
  return problems;
}

function gatewayProblems(
  need: ServiceNeed,
  endpoint: Endpoint,
  network: Network,
  options: ServiceOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const subnet of network.subnetsOf(need.tier)) {
    const tables = network.routes.tablesOf(subnet.id);
    const routed =
      tables.length > 0 && tables.every((table) => table !== undefined && endpoint.routeTables.includes(table));
    if (!routed) problems.push({ sure: true, reason: `no route to it from ${subnet.id}` });
    const acl = both(network.acls.allowed(subnet.id, 'out'), reversed(network.acls.allowed(subnet.id, 'in')));
    problems.push(...blocked(both(acl, exactly(PUBLIC_HTTPS)), `the network ACL of ${subnet.id} stops tcp 443`));
  }
  const { groups } = need.tier;
  if (!groups) return problems;
  const id = options.prefixLists?.[need.service];
  const byList = id === undefined ? exactly(PacketSet.NONE) : network.groups.allowedToPrefixList(groups, id);
  if (!byList.most.intersect(TO_SERVICE).isEmpty) return problems;
  const out = both(network.groups.allowed(groups, 'egress', []), exactly(PUBLIC_HTTPS));
  if (out.least.includes(PUBLIC_HTTPS)) return problems;
  // The service's addresses are some of the public ones: only all or none of them decides it.
  const sure = out.most.isEmpty;
  return [...problems, { sure, reason: 'its security group does not let tcp 443 out to all addresses of the service' }];
}

function blocked(way: Bounds, reason: string): readonly Problem[] {
  if (!way.least.isEmpty) return [];
  return [{ sure: way.most.isEmpty, reason: [reason, ...way.reasons].join('; ') }];
}

function policyProblems(need: ServiceNeed, policy: EndpointPolicy, mayUse: MayUse): readonly Problem[] {
  if (policy.kind === 'full access') return [];
  if (policy.kind === 'unresolved') return [{ sure: false, reason: `its policy: ${policy.reason}` }];
  return need.actions.flatMap((action) =>
    need.resources.flatMap((resource) => {
      const answer = mayUse(policy.document, need.principal, action, resource);
      if (answer === true) return [];
      return [{ sure: answer === false, reason: `its policy does not let ${need.principal} ${action} on ${resource}` }];
    }),
  );
}
