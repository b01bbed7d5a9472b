import type { Resource } from '../../assembly/model';
import { actionFacts, expandAction } from '../../iam/action-data';
import { parsePolicy } from '../../iam/policy';
import type { Statement } from '../../iam/statement';
import { placeOf } from '../../world/policy-document';
import type { Facts } from '../facts';
import { neededDoors } from '../needed-doors';
import { faults } from '../statement-faults';
import type { Invariant, Proof } from '../invariant';

/** Keys that say who a caller is, or whose a resource is. */
const BOUNDS_CALLER =
  /^aws:(?:PrincipalArn|PrincipalOrgID|PrincipalOrgPaths|PrincipalAccount|SourceAccount|SourceArn)$/i;
const BOUNDS_OWNER = /^aws:(?:ResourceOrgID|ResourceOrgPaths|ResourceAccount)$/i;
const POSITIVE = /^(?:String|Arn)(?:Equals|Like|EqualsIgnoreCase)$/;
/** ECR hands out image layers from a bucket of AWS's own, to whoever holds a link that it signed. */
const ECR_LAYERS = /^arn:[^:]*:s3:::prod-[^/*]+-starport-layer-bucket\/\*$/;

/** A door lets through who is listed, to what is listed. */
export const ENDPOINT_POLICIES: Invariant = {
  id: 'Proof-EndpointPolicies',
  title: 'Every VPC endpoint lets through listed principals, to listed resources',
  risk: 'An endpoint without a policy is a way out: data leaves to a stranger’s bucket through a door that no firewall sees.',
  check:
    'Each interface and gateway endpoint of a service has a policy; each of its allows names principals, by account, ARN or organisation, and resources, by ARN or owner. The image layers of ECR are the exception that AWS documents. Each role that the matrix binds to a network is let through a door to each service that it calls.',
  remedy: 'Give the endpoint a policy with aws:PrincipalArn or aws:PrincipalOrgID, and the ARNs that are meant.',
  sources: ['OWASP LLM02:2026', 'NIST AC-4', 'NIST SC-7', 'AWS BR-02', 'AWS SM-21', 'ATLAS T0025'],
  prove(facts) {
    const doors = facts.model.resources.flatMap((resource) => {
      if (resource.type !== 'AWS::EC2::VPCEndpoint') return [];
      const kind = facts.model.property(resource, 'VpcEndpointType');
      // Load balancers' endpoints, and those of private services of others, take no policy.
      if (kind === 'GatewayLoadBalancer' || kind === 'Resource' || kind === 'ServiceNetwork') return [];
      return doorOf(facts, resource);
    });
    return [...doors, ...neededDoors(facts)];
  },
};

function doorOf(facts: Facts, resource: Resource): readonly Proof[] {
  const id = facts.model.reference(resource);
  const about = { subject: placeOf(resource), resource };
  const policy = facts.world.endpoints?.find((one) => one.id === id)?.policy;
  if (!policy)
    return [{ kind: 'refuted', detail: 'it has no policy, so that it lets everyone through to everything', ...about }];
  const { statements, notEvaluated } = parsePolicy(policy, 'endpoint');
  const [unread] = notEvaluated;
  const strict = facts.declared.platform !== undefined;
  const wide = statements.flatMap((statement) => [
    ...wideness(statement),
    ...(strict ? faults(statement, statements, { kind: 'endpoint', strict }) : []).map(
      (fault) => `statement ${statement.sid ?? statement.index + 1} ${fault}`,
    ),
  ]);
  if (wide.length > 0) return [{ kind: 'refuted', detail: wide.join('; '), ...about }];
  if (unread) return [{ kind: 'not evaluated', detail: `${unread.where}: ${unread.reason}`, ...about }];
  const allows = statements.filter(({ effect }) => effect === 'Allow').length;
  return [{ kind: 'proved', detail: `each of its ${allows} allows names principals and resources`, ...about }];
}

/** What a statement leaves open, in words. */
function wideness(statement: Statement): readonly string[] {
  const { effect, sid, index, resource } = statement;
  if (effect !== 'Allow') return [];
  const name = sid === undefined ? `statement ${index + 1}` : `statement ${sid}`;
  if (
    !resource.negated &&
    resource.patterns.length > 0 &&
    resource.patterns.every((one) => ECR_LAYERS.test(one)) &&
    onlyReads(statement)
  ) {
    return [];
  }
  return [
    ...(namesCaller(statement) ? [] : [`${name} lets any principal through`]),
    ...(namesResource(statement) ? [] : [`${name} leads to resources of anyone`]),
  ];
}

function onlyReads({ action }: Statement): boolean {
  return !action.negated && action.patterns.every((one) => /^s3:GetObject$/i.test(one));
}

function namesCaller({ principal, conditions }: Statement): boolean {
  if (bounded(conditions, BOUNDS_CALLER)) return true;
  const entries = principal?.entries ?? [];
  return principal?.negated === false && entries.length > 0 && entries.every(({ value }) => value !== '*');
}

function namesResource({ resource, action, conditions }: Statement): boolean {
  if (bounded(conditions, BOUNDS_OWNER)) return true;
  if (resource.negated || action.negated) return false;
  const wide = resource.patterns.some(
    (pattern) => pattern === '*' || /^arn:[^:]*:s3:::\*/.test(pattern) || /^arn:(?:[^:]*:){3}\*?:\*/.test(pattern),
  );
  if (!wide) return true;
  // Some actions act on nothing that has an ARN.
  const actions = action.patterns.flatMap((one) => expandAction(one) ?? [one]);
  return actions.length > 0 && actions.every((one) => actionFacts(one)?.resources.join() === '*');
}

function bounded(conditions: Statement['conditions'], keys: RegExp): boolean {
  return conditions.some(
    ({ operator, key, ifExists, quantifier, values, unreadable }) =>
      keys.test(key) &&
      POSITIVE.test(operator) &&
      !ifExists &&
      quantifier !== 'ForAllValues' &&
      unreadable === undefined &&
      values.every((value) => !/^\**$/.test(value)),
  );
}
