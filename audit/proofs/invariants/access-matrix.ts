import { DataAction, Door, type AccessRow } from '../../../contract/access';
import type { Answer } from '../../iam/answer';
import { bucketOf, keysUnder } from '../class-places';
import { OUTSIDE_ENDPOINTS } from '../outside-endpoints';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { GIVEN_BY, measured, MEASURES, type Measured } from '../measured';
import { isDeclared, principalNamed } from '../principal-named';
import { reasonInWords, requestInWords } from '../words';

const NETWORKS: ReadonlySet<Door> = new Set([
  Door.DATA_NETWORK,
  Door.TRAINING_NETWORK,
  Door.SERVING_NETWORK,
  Door.GATEWAY_NETWORK,
]);

/** What the templates allow is what their matrix declares: nobody else, nowhere else, by no other door, and nothing is missing. */
export const ACCESS_MATRIX: Invariant = {
  id: 'Proof-AccessMatrix',
  title: 'The templates allow what the access matrix declares, no more and no less',
  risk: 'A policy that is wider than the declared matrix gives data to someone whom no reviewer saw; one that is narrower stops a stage.',
  check:
    'For each class of data and each kind of access: who can do it, by all policies together, equals the roles that the matrix lists; inside the listed prefix only; through the listed network only.',
  remedy: 'Change the matrix if the access is wanted, and the policy that the counterexample names if it is not.',
  sources: ['OWASP LLM02:2026', 'NIST AC-3', 'NIST AC-6', 'AISVS C5', 'GENSEC01-BP01'],
  prove(facts) {
    const { rows, platform, problems } = facts.declared;
    if (rows.length === 0 && problems.length === 0) return [];
    const unread = problems.map((detail): Proof => ({ kind: 'not evaluated', subject: detail, detail }));
    if (!platform) {
      const detail = 'the templates carry a matrix, and nothing that says where its classes of data lie';
      return [...unread, { kind: 'not evaluated', subject: 'the access matrix', detail }];
    }
    const nobodyElse = platform.classes.flatMap(({ dataClass }) =>
      Object.keys(MEASURES).flatMap((measure) => othersThan(facts, measure, dataClass)),
    );
    return [...unread, ...nobodyElse, ...rows.flatMap((row) => lineOf(facts, row))];
  },
};

/** Nobody but the listed roles. */
function othersThan(facts: Facts, measure: string, dataClass: AccessRow['dataClass']): readonly Proof[] {
  const asked = measured(facts, measure, { dataClass, prefix: '' });
  // Signing, approving and deploying have one place each; it is asked for the class whose lines name it.
  const rows = rowsFor(facts, measure, dataClass);
  if (!asked || (SHARED.has(measure) && rows.length === 0)) return [];
  const listed = rows.map(({ principal }) => principal);
  const answer = facts.who({
    action: asked.actions,
    resource: asked.all,
    given: { 'aws:PrincipalArn': { noneOf: listed } },
  });
  const judged = ({ who }: { readonly who: string }): boolean => asked.byResourcePolicy || isDeclared(facts, who);
  const may = answer.may.filter((one) => judged(one) && one.example.request.principal.kind !== 'service');
  const open = answer.notEvaluated.filter(judged);
  const subject = `nobody else: ${measure} ${dataClass}`;
  const place = placeOf(facts, measure, dataClass);
  return [
    ...may.map(({ example }): Proof => ({
      kind: 'refuted',
      subject: `${subject}: ${example.request.action}`,
      detail: `more than the matrix declares: ${requestInWords(example)}`,
      counterexample: example,
      ...place,
    })),
    ...open.map(({ who, why }): Proof => ({
      kind: 'not evaluated',
      subject: `${subject}: ${who}`,
      detail: reasonInWords(why),
      ...place,
    })),
    ...(may.length + open.length === 0
      ? [{ kind: 'proved', subject, detail: saidOf(asked, listed), ...place } as const]
      : []),
  ];
}

const SHARED: ReadonlySet<string> = new Set(['sign', 'pseudonymize', 'approve', 'deploy']);

function rowsFor(facts: Facts, measure: string, dataClass: AccessRow['dataClass']): readonly AccessRow[] {
  const giving = facts.declared.rows.filter(({ action }) => (GIVEN_BY[action] ?? []).includes(measure));
  if (!SHARED.has(measure)) return giving.filter((row) => row.dataClass === dataClass);
  // One place for all classes: whoever is listed for any of them may.
  return giving.some((row) => row.dataClass === dataClass) ? giving : [];
}

function saidOf({ byResourcePolicy, actions }: Measured, listed: readonly string[]): string {
  const who = byResourcePolicy ? 'no other principal, declared or not,' : 'no other declared principal';
  const others = listed.length === 0 ? '' : `; ${listed.length} listed in the matrix`;
  return `${who} can ${actions.join(', ')}${others}`;
}

/** What one line gives: possible in its place, nowhere else, and by its door only. */
function lineOf(facts: Facts, row: AccessRow): readonly Proof[] {
  const measures = GIVEN_BY[row.action] ?? [];
  const parts = measures.flatMap((measure) => {
    const asked = measured(facts, measure, row);
    return asked ? [{ measure, asked }] : [];
  });
  if (parts.length === 0) return [];
  const subject = `${row.role} (${row.principal}) may ${row.action} ${row.dataClass}${row.prefix === '' ? '' : `/${row.prefix}`}`;
  const wrong = parts.flatMap(({ measure, asked }) => [
    ...missing(facts, row, asked),
    ...outsidePrefix(facts, row, measure, asked),
    ...otherDoor(facts, row, asked),
  ]);
  const place = placeOf(facts, parts[0]?.measure ?? '', row.dataClass);
  if (wrong.length === 0) {
    return [{ kind: 'proved', subject, detail: `possible, in its place only, ${doorSaid(row)}`, ...place }];
  }
  return wrong.map((one, index) => ({
    ...one,
    subject: index === 0 ? subject : `${subject} (${index + 1})`,
    ...place,
  }));
}

type Wrong = Omit<Proof, 'subject' | 'resource'>;

function missing(facts: Facts, row: AccessRow, { actions, own }: Measured): readonly Wrong[] {
  return actions.flatMap((action): readonly Wrong[] => {
    const answer = facts.may({ principal: principalNamed(facts, row.principal), action, resource: own });
    if (answer.kind === 'counterexample' || (answer.kind === 'proved' && isOptional(row, action))) return [];
    if (answer.kind === 'notEvaluated') return [{ kind: 'not evaluated', detail: reasonInWords(answer) }];
    return [
      { kind: 'refuted', detail: `less than the matrix declares: ${action} on ${own.join(', ')} is not allowed` },
    ];
  });
}

/** Named in a measure since nobody else may; a line does not need them. */
const OPTIONAL: ReadonlySet<string> = new Set(['s3:GetObjectVersion', 's3:PutObjectVersionTagging', 'kms:DisableKey']);

/** Who overrides removes versions, and may hide objects as well. */
function isOptional(row: AccessRow, action: string): boolean {
  return OPTIONAL.has(action) || (row.action === DataAction.OVERRIDE && action === 's3:DeleteObject');
}

function outsidePrefix(facts: Facts, row: AccessRow, measure: string, { actions, all }: Measured): readonly Wrong[] {
  const siblings = rowsFor(facts, measure, row.dataClass).filter(({ principal }) => principal === row.principal);
  const own = siblings.flatMap((one) => measured(facts, measure, one)?.own ?? []);
  if (all.every((pattern) => own.includes(pattern))) return [];
  const principal = principalNamed(facts, row.principal);
  return refutedBy(
    facts.may({ principal, action: actions, resource: all, except: own }),
    'more than the matrix declares, outside the listed prefix',
  );
}

function otherDoor(facts: Facts, row: AccessRow, { actions, all, byResourcePolicy }: Measured): readonly Wrong[] {
  if (!NETWORKS.has(row.door) || !byResourcePolicy) return [];
  const principal = principalNamed(facts, row.principal);
  const given = { ...OUTSIDE_ENDPOINTS, 'aws:ViaAWSService': 'false' };
  const isKey = actions.every((action) => action.startsWith('kms:'));
  if (isKey) return [];
  return refutedBy(facts.may({ principal, action: actions, resource: all, given }), `not only through the ${row.door}`);
}

function refutedBy(answer: Answer, what: string): readonly Wrong[] {
  if (answer.kind === 'proved') return [];
  if (answer.kind === 'notEvaluated') return [{ kind: 'not evaluated', detail: reasonInWords(answer) }];
  return [{ kind: 'refuted', detail: `${what}: ${requestInWords(answer)}`, counterexample: answer }];
}

function doorSaid({ door }: AccessRow): string {
  return NETWORKS.has(door) ? `by the ${door} only` : `by the door ${door}`;
}

function placeOf(facts: Facts, measure: string, dataClass: AccessRow['dataClass']): Pick<Proof, 'resource'> {
  const home = facts.declared.platform?.classes.find((one) => one.dataClass === dataClass);
  if (!home) return {};
  const resource = measure === 'administer' ? keysUnder(facts, home.keyAlias)[0] : bucketOf(facts, home.bucketArn);
  return resource ? { resource } : {};
}
