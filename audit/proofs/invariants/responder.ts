import { DataAction } from '../../../contract/access';
import { DataClass } from '../../../contract/data-class';
import { actionsBeyond } from '../effective-actions';
import { EXPECTED_ACTIONS } from '../expected-actions';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { LOG_TAMPERING, RECORD_REMOVAL } from '../log-tampering';
import { impossible } from '../verdicts';
import { reasonInWords, requestInWords } from '../words';

/** Who responds can do what its lines declare, and cannot touch the evidence of what it did. */
export const RESPONDER: Invariant = {
  id: 'Proof-Responder',
  title: 'Who responds to incidents can do what is declared, and cannot remove its own evidence',
  risk: 'Automatic response is itself attacked: whoever steers it into more than its playbooks, or erases its trace, owns the platform.',
  check:
    'For each role that reads logs and writes incident evidence: no action of any service beyond those of its lines is possible; nor is removing evidence, or stopping a log.',
  remedy: 'Take the action out of the role, or declare it.',
  sources: ['OWASP ASI08', 'NIST IR-4', 'NIST AU-9', 'AISVS 12.4', 'AISVS 3.3'],
  prove(facts) {
    const { rows } = facts.declared;
    const has = (arn: string, action: DataAction, dataClass: DataClass): boolean =>
      rows.some((row) => row.principal === arn && row.action === action && row.dataClass === dataClass);
    return facts.world.principals
      .filter(({ arn }) => has(arn, DataAction.READ, DataClass.LOG) && has(arn, DataAction.WRITE, DataClass.EVIDENCE))
      .flatMap(({ arn }) => [beyond(facts, arn), evidence(facts, arn)].flat());
  },
};

function beyond(facts: Facts, arn: string): readonly Proof[] {
  const principal = facts.world.principals.find((one) => one.arn === arn);
  if (!principal) return [];
  const lines = facts.declared.rows.filter((row) => row.principal === arn);
  const expected = lines.flatMap(({ action }) => EXPECTED_ACTIONS[action] ?? []);
  const { possible, open } = actionsBeyond(facts, principal, expected);
  const subject = `${principal.origin ?? arn}: what it can do`;
  if (possible.length + open.length === 0) {
    return [
      {
        kind: 'proved',
        subject,
        detail: `of all services, nothing beyond ${[...new Set(expected)].sort().join(', ')}`,
      },
    ];
  }
  return [
    ...possible.map(({ action, answer }): Proof =>
      answer.kind === 'counterexample'
        ? {
            kind: 'refuted',
            subject: `${subject}: ${action}`,
            detail: `no line of it declares that: ${requestInWords(answer)}`,
            counterexample: answer,
          }
        : { kind: 'not evaluated', subject: `${subject}: ${action}`, detail: reasonInWords(answer) },
    ),
    ...(possible.length === 0
      ? [{ kind: 'not evaluated', subject, detail: open.slice(0, 3).join('; ') } as const]
      : []),
  ];
}

function evidence(facts: Facts, arn: string): readonly Proof[] {
  const homes = (facts.declared.platform?.classes ?? []).filter(
    ({ dataClass }) => dataClass === DataClass.EVIDENCE || dataClass === DataClass.LOG,
  );
  const place = facts.world.principals.find((one) => one.arn === arn)?.origin ?? arn;
  return [
    ...homes.map(({ dataClass, bucketArn }) =>
      impossible(
        facts.may({ principal: arn, action: RECORD_REMOVAL, resource: `${bucketArn}/*` }),
        { subject: `${place}: ${dataClass}` },
        `cannot remove or shorten what is in ${bucketArn}`,
        'removes the evidence of what it did',
      ),
    ),
    impossible(
      facts.may({ principal: arn, action: LOG_TAMPERING }),
      { subject: `${place}: logs` },
      'cannot stop or shorten a log',
      'stops the log of what it does',
    ),
  ];
}
