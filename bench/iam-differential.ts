import fc from 'fast-check';
import { mayDo } from '../audit/iam/questions';
import {
  ORACLE_ACTIONS,
  ORACLE_RESOURCES,
  ORACLE_ROLE,
  oracleCase,
  smtOf,
  worldOf,
  Z3Oracle,
} from '../test/support/z3-iam';

/**
 * Random policy sets, decided by the engine and by Z3: `npx tsx bench/iam-differential.ts [cases] [seed]`. Ends with one JSON line;
 * exits 1 on a disagreement. `unknown` counts what Z3 could not decide in five seconds.
 */
async function main(cases: number, seed: number): Promise<void> {
  const oracle = await Z3Oracle.start();
  const disagreements: unknown[] = [];
  let [allowed, denied, unknown, engineMs, z3Ms] = [0, 0, 0, 0, 0];
  // Sampled in slices, so that a long run shows how far it is.
  const slice = 500;
  for (let done = 0; done < cases; done += slice) {
    for (const sample of fc.sample(oracleCase, { numRuns: Math.min(slice, cases - done), seed: seed + done })) {
      const start = performance.now();
      const mine = mayDo(worldOf(sample), {
        principal: ORACLE_ROLE,
        action: ORACLE_ACTIONS,
        resource: ORACLE_RESOURCES,
      }).kind;
      const middle = performance.now();
      const theirs = await oracle.check(smtOf(sample));
      engineMs += middle - start;
      z3Ms += performance.now() - middle;
      if (theirs === 'unknown') unknown += 1;
      else if (theirs === 'sat' && mine === 'counterexample') allowed += 1;
      else if (theirs === 'unsat' && mine === 'proved') denied += 1;
      else disagreements.push({ mine, theirs, sample });
    }
    console.log(
      `${Math.min(done + slice, cases)} of ${cases}: ${disagreements.length} disagreements, ${unknown} unknown to Z3`,
    );
  }
  for (const disagreement of disagreements) console.log(JSON.stringify(disagreement));
  const seconds = (ms: number): number => Math.round(ms / 100) / 10;
  console.log(
    JSON.stringify({
      cases,
      seed,
      allowed,
      denied,
      unknown,
      disagreements: disagreements.length,
      engineSeconds: seconds(engineMs),
      z3Seconds: seconds(z3Ms),
    }),
  );
  // Z3's worker threads would keep the process alive.
  process.exit(disagreements.length === 0 ? 0 : 1);
}

void main(Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1));
