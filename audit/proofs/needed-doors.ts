import { Door } from '../../contract/access';
import type { Resource } from '../assembly/model';
import { text } from '../assembly/readers';
import { parsePolicy } from '../iam/policy';
import type { Statement } from '../iam/statement';
import type { Facts } from './facts';
import type { Proof } from './invariant';
import { reasonInWords } from './words';

/** The endpoint that carries each action that code calls itself, by the end of the endpoint's service name. */
const CARRIED_BY: Readonly<Record<string, string>> = {
  's3:GetObject': '.s3',
  's3:PutObject': '.s3',
  's3:DeleteObject': '.s3',
  's3:GetObjectTagging': '.s3',
  'athena:StartQueryExecution': '.athena',
  'kms:Sign': '.kms',
  'kms:Verify': '.kms',
  'kms:GenerateMac': '.kms',
  'bedrock:InvokeModel': '.bedrock-runtime',
  'sagemaker:InvokeEndpoint': '.sagemaker.runtime',
  'ecr:GetAuthorizationToken': '.ecr.api',
  'ecr:BatchGetImage': '.ecr.dkr',
};

/** For each role that the matrix binds to networks, whatever AWS's services do on its behalf: a door to each service that its policy lets it call. */
export function neededDoors(facts: Facts): readonly Proof[] {
  const own = facts.declared.rows.filter(({ door }) => door !== Door.AWS_SERVICE);
  const roles = new Map<string, boolean>();
  for (const { principal, door } of own) roles.set(principal, (roles.get(principal) ?? true) && / network$/.test(door));
  return facts.world.principals.flatMap(({ arn, policies, origin }) =>
    roles.get(arn) === true
      ? policies
          .flatMap((policy) => parsePolicy(policy, 'identity').statements)
          .filter(({ effect }) => effect === 'Allow')
          .flatMap((statement) => doorsOf(facts, arn, origin ?? arn, statement))
      : [],
  );
}

function doorsOf(facts: Facts, principal: string, place: string, statement: Statement): readonly Proof[] {
  return statement.action.patterns.flatMap((action): readonly Proof[] => {
    const service = Object.hasOwn(CARRIED_BY, action) ? CARRIED_BY[action] : undefined;
    if (service === undefined) return [];
    const subject = `${place}: door for ${action} of statement ${statement.index + 1}`;
    const ways = endpointsOf(facts, service).map((endpoint) =>
      facts.may({
        principal,
        action,
        resource: statement.resource.patterns,
        given: { 'aws:SourceVpce': String(facts.model.reference(endpoint)) },
      }),
    );
    if (ways.some(({ kind }) => kind === 'counterexample'))
      return [{ kind: 'proved', subject, detail: `an endpoint of ${service.slice(1)} lets it through` }];
    const open = ways.find((way) => way.kind === 'notEvaluated');
    if (open?.kind === 'notEvaluated') return [{ kind: 'not evaluated', subject, detail: reasonInWords(open) }];
    return [{ kind: 'refuted', subject, detail: `no endpoint of ${service.slice(1)} lets it through` }];
  });
}

function endpointsOf({ model }: Facts, service: string): readonly Resource[] {
  return model.resources.filter((one) => {
    if (one.type !== 'AWS::EC2::VPCEndpoint' || one.condition !== 'always') return false;
    const name = text(model.property(one, 'ServiceName'));
    return name.kind === 'resolved' && name.value.endsWith(service);
  });
}
