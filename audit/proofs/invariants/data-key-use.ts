import { DataAction } from '../../../contract/access';
import type { ClassHome } from '../../../contract/platform-manifest';
import { keyArnsUnder, keysUnder } from '../class-places';
import type { WhoMayQuestion } from '../../iam/questions';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { resourcesOfType } from '../of-type';
import { principalNamed } from '../principal-named';
import { impossible, isNoService, nobody } from '../verdicts';

/** Reading needs the key; so does uploading in parts, whose parts S3 decrypts on the writer's behalf, and looking for malware. */
const DECRYPTS: ReadonlySet<DataAction> = new Set([
  DataAction.READ,
  DataAction.UPLOAD,
  DataAction.SCAN,
  DataAction.KEEP,
]);
/** What a state machine remembers is encrypted under this context, and nothing else is: it decrypts no object. */
const MEMORY = 'kms:EncryptionContext:aws:states:stateMachineArn';
const THROUGH_S3 = { like: 's3.*' };

/** A class's key decrypts for the roles that may read the class, through S3, and for nobody else. */
export const DATA_KEY_USE: Invariant = {
  id: 'Proof-DataKeyUse',
  title: 'Only the roles that read a class of data can decrypt it',
  risk: 'Whoever can use the key reads the data wherever a copy of it lies, whatever the bucket allows.',
  check:
    'By all policies, grants and chains of roles together: kms:Decrypt with the key of a class is possible for the principals that its matrix lets read, through S3 only, and for the role of a state machine that remembers under it; and nobody can hand out a grant of it.',
  remedy: 'Take the statement that the counterexample names out of the key’s policy, or bind it with kms:ViaService.',
  sources: ['OWASP LLM02:2026', 'NIST SC-12', 'NIST SC-28', 'AISVS 4.4.4', 'AWS SM-15'],
  prove(facts) {
    return (facts.declared.platform?.classes ?? []).flatMap((home) => proofsOf(facts, home));
  },
};

function proofsOf(facts: Facts, { dataClass, keyAlias }: ClassHome): readonly Proof[] {
  const keys = keyArnsUnder(facts, keyAlias);
  if (keys.length === 0) return [];
  const [resource] = keysUnder(facts, keyAlias);
  const place = resource ? { resource } : {};
  const rows = facts.declared.rows.filter((row) => row.dataClass === dataClass && DECRYPTS.has(row.action));
  const listed = [...new Set(rows.map(({ principal }) => principal))];
  const decrypt = { action: 'kms:Decrypt', resource: keys };
  return [
    ...directUse(facts, dataClass, decrypt, place),
    ...nobody(
      facts.who({ ...decrypt, given: { 'kms:ViaService': THROUGH_S3, 'aws:PrincipalArn': { noneOf: listed } } }),
      { subject: `${dataClass}: through S3`, ...place },
      `no principal beside the ${listed.length} that the matrix lists can decrypt objects`,
      'decrypts objects, and no line of the matrix lets it read them',
      isNoService,
    ),
    ...nobody(
      facts.who({
        action: 'kms:CreateGrant',
        resource: keys,
        given: { 'kms:GrantIsForAWSResource': { noneOf: ['true'] } },
      }),
      { subject: `${dataClass}: grants`, ...place },
      'no principal can hand its use to another by a grant',
      'hands out the use of the key by a grant',
      isNoService,
    ),
    ...listed.map((principal) => needed(facts, principal, dataClass, keys, place)),
    ...chains(facts, dataClass, listed, place),
  ];
}

/** Nobody decrypts by a call of their own; where there are state machines, what these remember aside, which their own roles decrypt. */
function directUse(
  facts: Facts,
  dataClass: string,
  decrypt: WhoMayQuestion,
  place: Pick<Proof, 'resource'>,
): readonly Proof[] {
  const machines = machineRoles(facts);
  const direct = { 'kms:ViaService': null };
  const given = machines.length === 0 ? direct : { ...direct, [MEMORY]: null };
  const objects = nobody(
    facts.who({ ...decrypt, given }),
    { subject: `${dataClass}: direct use`, ...place },
    'no principal can decrypt with it by a call of its own',
    'decrypts without going through a service',
    isNoService,
  );
  if (machines.length === 0) return objects;
  const memory = nobody(
    facts.who({
      ...decrypt,
      given: { ...direct, [MEMORY]: { present: true }, 'aws:PrincipalArn': { noneOf: machines } },
    }),
    { subject: `${dataClass}: memory of state machines`, ...place },
    'what a state machine remembers, no principal but the role of one can decrypt by a call of its own',
    'decrypts what a state machine remembers',
    isNoService,
  );
  return [...objects, ...memory];
}

/** The roles by which state machines run: they encrypt and decrypt their memory themselves. */
function machineRoles({ model }: Facts): readonly string[] {
  return resourcesOfType(model, 'AWS::StepFunctions::StateMachine').flatMap((machine) => {
    const role = model.property(machine, 'RoleArn');
    return typeof role === 'string' ? [role] : [];
  });
}

function needed(
  facts: Facts,
  arn: string,
  dataClass: string,
  keys: readonly string[],
  place: Pick<Proof, 'resource'>,
): Proof {
  const subject = `${dataClass}: ${arn}`;
  const answer = facts.may({
    principal: principalNamed(facts, arn),
    action: 'kms:Decrypt',
    resource: keys,
    given: { 'kms:ViaService': THROUGH_S3 },
  });
  if (answer.kind === 'counterexample')
    return { kind: 'proved', subject, detail: 'decrypts through S3, as its line says', ...place };
  if (answer.kind === 'notEvaluated') return impossible(answer, { subject, ...place }, '', '');
  return { kind: 'refuted', subject, detail: 'the matrix lets it read, and no policy lets it decrypt', ...place };
}

/** Nobody who is not listed comes to the permissions of someone who is. */
function chains(
  facts: Facts,
  dataClass: string,
  listed: readonly string[],
  place: Pick<Proof, 'resource'>,
): readonly Proof[] {
  const others = facts.world.principals.map(({ arn }) => arn).filter((arn) => !listed.includes(arn));
  const found = others.flatMap((start) =>
    facts.reachable(start).flatMap(({ principal, path, certain }): readonly Proof[] => {
      if (!listed.includes(principal)) return [];
      const steps = path.map(({ from, title, to }) => `${from} ${title} ${to}`).join('; then ');
      const kind = certain ? 'refuted' : 'not evaluated';
      return [
        {
          kind,
          subject: `${dataClass}: ${start} by a chain`,
          detail: `${start} comes to ${principal}: ${steps}`,
          ...place,
        },
      ];
    }),
  );
  if (found.length > 0 || listed.length === 0) return found;
  return [
    {
      kind: 'proved',
      subject: `${dataClass}: chains`,
      detail: 'no declared principal comes to the permissions of one that may',
      ...place,
    },
  ];
}
