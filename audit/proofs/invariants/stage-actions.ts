import { actionsBeyond } from '../effective-actions';
import { EXPECTED_ACTIONS } from '../expected-actions';
import type { Invariant, Proof } from '../invariant';
import { reasonInWords, requestInWords } from '../words';

/** Where data and models are. What a function needs of networks and logs to run at all is outside of them. */
const DATA_SERVICES: ReadonlySet<string> = new Set([
  's3',
  'kms',
  'sagemaker',
  'bedrock',
  'bedrock-agentcore',
  'dynamodb',
  'athena',
  'glue',
  'secretsmanager',
]);

/** What a stage can do on data services is what its lines of the matrix need. */
export const STAGE_ACTIONS: Invariant = {
  id: 'Proof-StageActions',
  title: 'Each stage can do what its lines of the matrix need, and nothing else on data services',
  risk: 'An action that no line needs is what an intruder uses: an ACL, a copy of the bucket’s configuration, a new endpoint.',
  check:
    'For each role that the matrix lists: the actions of S3, KMS, SageMaker, Bedrock, DynamoDB, Athena, Glue and Secrets Manager that its policies and boundary together allow are among those that its lines stand for.',
  remedy: 'Take the action out of the role, or declare the line that needs it.',
  sources: ['OWASP LLM06:2026', 'NIST AC-6', 'AWS BR-01', 'AWS SM-02', 'GENSEC01-BP03'],
  prove(facts) {
    return facts.world.principals.flatMap((principal): readonly Proof[] => {
      const rows = facts.declared.rows.filter((row) => row.principal === principal.arn);
      if (rows.length === 0) return [];
      const subject = principal.origin ?? principal.arn;
      const expected = rows.flatMap(({ action }) => EXPECTED_ACTIONS[action] ?? []);
      const { possible, open } = actionsBeyond(facts, principal, expected, DATA_SERVICES);
      if (possible.length === 0 && open.length === 0) {
        return [{ kind: 'proved', subject, detail: `nothing beyond ${[...new Set(expected)].sort().join(', ')}` }];
      }
      return [
        ...possible.map(({ action, answer }): Proof =>
          answer.kind === 'counterexample'
            ? {
                kind: 'refuted',
                subject: `${subject}: ${action}`,
                detail: `no line of the matrix needs it: ${requestInWords(answer)}`,
                counterexample: answer,
              }
            : { kind: 'not evaluated', subject: `${subject}: ${action}`, detail: reasonInWords(answer) },
        ),
        ...(possible.length === 0
          ? [{ kind: 'not evaluated', subject, detail: open.slice(0, 3).join('; ') } as const]
          : []),
      ];
    });
  },
};
