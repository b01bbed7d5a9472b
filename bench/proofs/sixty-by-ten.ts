import { mayDo } from '../../audit/iam/questions';
import type { World } from '../../audit/iam/world';
import { any, every, like, Z3Oracle } from '../../test/support/z3-iam';

const ROLE = 'arn:aws:iam::111122223333:role/worker';
const CAP_MS = 20_000;

interface Statement {
  readonly action: string;
  readonly resource: string;
  readonly condition: readonly [key: string, pattern: string];
}

interface Case {
  readonly allows: readonly Statement[];
  readonly denies: readonly Statement[];
}

function statements(hole: boolean): Case {
  const kinds = ['Get*', 'Put*', 'List*', '*Object', 'Delete*', '*Tagging'];
  const allows = Array.from({ length: 60 }, (_, at): Statement => ({
    action: `s3:${kinds[at % 6] ?? '*'}`,
    resource: `arn:aws:s3:::team-${at % 10}-*/${at}/*`,
    condition: ['aws:PrincipalTag/team', `*-${at % 7}-*`],
  }));
  const denies = Array.from({ length: 10 }, (_, at): Statement => ({
    action: 's3:*',
    resource: hole && at === 7 ? 'arn:aws:s3:::team-7-*/7/*' : `arn:aws:s3:::team-${at}-*/*/*`,
    condition: ['aws:PrincipalTag/team', '*-*'],
  }));
  return { allows, denies };
}

function worldOf({ allows, denies }: Case): World {
  const document =
    (effect: string) =>
    ({ action, resource, condition: [key, pattern] }: Statement): unknown => ({
      Effect: effect,
      Action: action,
      Resource: resource,
      Condition: { StringLike: { [key]: pattern } },
    });
  const Statement = [...allows.map(document('Allow')), ...denies.map(document('Deny'))];
  return {
    principals: [
      {
        kind: 'role',
        arn: ROLE,
        account: '111122223333',
        policies: [{ name: 'bench', document: { Version: '2012-10-17', Statement } }],
      },
    ],
  };
}

function smtOf({ allows, denies }: Case): string {
  const matches = ({ action, resource, condition }: Statement): string =>
    every([like('action', action.toLowerCase()), like('resource', resource), 'present', like('team', condition[1])]);
  return [
    '(declare-const action String)(declare-const resource String)(declare-const present Bool)(declare-const team String)',
    `(assert ${any(allows.map(matches))})`,
    ...denies.map((deny) => `(assert (not ${matches(deny)}))`),
    '(check-sat)',
  ].join('\n');
}

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

/** The engine and Z3 on one case. */
export interface Duel {
  readonly name: string;
  readonly engine: string;
  readonly engineMs: number;
  /** `unknown` where Z3 did not decide within its time. */
  readonly z3: string;
  readonly z3Ms: number;
}

/**
 * 60 allows and 10 denies with distinct patterns and conditions, decided by the engine and by a straightforward string encoding in Z3,
 * in one run. `blocked`: the denies cover the allows, a proof. `open`: one hole, a counterexample.
 */
export async function sixtyByTen(): Promise<readonly Duel[]> {
  const oracle = await Z3Oracle.start();
  const duels: Duel[] = [];
  for (const [name, hole] of [
    ['blocked', false],
    ['open', true],
  ] as const) {
    const sample = statements(hole);
    // A fresh world each time: reading the policies and building the automata count.
    const [answer, engineMs] = await timed(() =>
      mayDo(worldOf(sample), { principal: ROLE, action: '*', resource: '*' }),
    );
    const [z3, z3Ms] = await timed(() => oracle.check(smtOf(sample), CAP_MS));
    duels.push({ name, engine: answer.kind, engineMs, z3, z3Ms });
  }
  return duels;
}
