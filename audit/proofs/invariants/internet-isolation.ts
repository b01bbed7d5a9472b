import { Door } from '../../../contract/access';
import type { Resource } from '../../assembly/model';
import type { Answer, Path } from '../../network/answer';
import type { Tier } from '../../network/network';
import { placeOf } from '../../world/policy-document';
import { declaredWho } from '../declared-who';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';

/** Where somebody else's weights and code run, or a model is called from. */
const MODEL_WORK =
  /^AWS::(?:SageMaker::(?:Model|NotebookInstance|Domain|MonitoringSchedule|DataQualityJobDefinition|ModelQualityJobDefinition|ModelBiasJobDefinition|ModelExplainabilityJobDefinition)|BedrockAgentCore::(?:Runtime|CodeInterpreterCustom|BrowserCustom))$/;
const CALLS = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'sagemaker:InvokeEndpoint'];
const NETWORKS: ReadonlySet<string> = new Set([
  Door.DATA_NETWORK,
  Door.TRAINING_NETWORK,
  Door.SERVING_NETWORK,
  Door.GATEWAY_NETWORK,
]);

/** Nothing gets from where models work to the internet, or from there to them. */
export const INTERNET_ISOLATION: Invariant = {
  id: 'Proof-InternetIsolation',
  title: 'There is no path between the internet and where models are trained, served and called',
  risk: 'A model, a library or a prompt that turns hostile sends out what it can reach; one route is enough.',
  check:
    'For each resource that runs model work, each function in a network that may call a model, and each subnet of a network that the access matrix names: no packet gets to a public address, and nobody on the internet reaches it, over routes, gateways, peering, security groups, network ACLs, balancers, function URLs and public APIs.',
  remedy: 'Take away the route or gateway that the path names; reach services through VPC endpoints.',
  sources: ['OWASP LLM02:2026', 'NIST SC-7', 'NIST AC-4', 'SageMaker.1', 'SageMaker.2', 'AWS SM-01', 'GENSEC01-BP02'],
  prove(facts) {
    const { network } = facts.reachability;
    const callers = new Set(declaredWho(facts, { action: CALLS }).may.map(({ who }) => who));
    const functions = facts.model.resources.filter((resource) => {
      if (resource.type !== 'AWS::Lambda::Function' || network.workload(resource) === undefined) return false;
      const role = facts.model.property(resource, 'Role');
      return typeof role === 'string' && callers.has(role);
    });
    const works = facts.model.resources.filter(({ type }) => MODEL_WORK.test(type));
    return [
      ...[...works, ...functions].flatMap((resource) => bothWays(facts, resource, placeOf(resource), resource)),
      ...tiers(facts).flatMap(({ tier, resource }) => bothWays(facts, tier, tier.name, resource)),
    ];
  },
};

/** Every subnet, where the matrix says that roles reach data by networks of the platform. */
function tiers(facts: Facts): readonly { readonly tier: Tier; readonly resource: Resource }[] {
  if (!facts.declared.rows.some(({ door }) => NETWORKS.has(door))) return [];
  return facts.model.resources.flatMap((resource) => {
    if (resource.type !== 'AWS::EC2::Subnet') return [];
    const id = facts.model.reference(resource);
    return typeof id === 'string' ? [{ tier: { name: placeOf(resource), subnets: [id] }, resource }] : [];
  });
}

function bothWays(facts: Facts, target: Tier | Resource, place: string, resource: Resource): readonly Proof[] {
  return [
    proofOf(
      facts.reachability.pathsToInternet(target),
      `${place}: out`,
      'no packet gets from it to a public address',
      resource,
    ),
    proofOf(
      facts.reachability.pathsFromInternet(target),
      `${place}: in`,
      'nobody on the internet reaches it',
      resource,
    ),
  ];
}

function proofOf(answer: Answer, subject: string, shown: string, resource: Resource): Proof {
  switch (answer.kind) {
    case 'none':
      return { kind: 'proved', subject, detail: shown, resource };
    case 'not evaluated':
      return { kind: 'not evaluated', subject, detail: answer.reasons.slice(0, 3).join('; '), resource };
    default:
      return { kind: 'refuted', subject, detail: answer.paths.slice(0, 2).map(inWords).join('; or '), resource };
  }
}

function inWords({ hops, witness, replies, authentication }: Path): string {
  const way = hops
    .map(({ what, resource }) =>
      resource && !what.includes(resource.logicalId) ? `${what} (${placeOf(resource)})` : what,
    )
    .join(', then ');
  const packet = witness ? `, e.g. ${JSON.stringify(witness)}` : '';
  const who = authentication === undefined ? '' : `, authentication ${authentication}`;
  return `${way}${packet}${who}${replies === 'blocked' ? ', one way only' : ''}`;
}
