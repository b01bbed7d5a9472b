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

/** `BENCH_CASES` and `BENCH_SEED` change them. */
const CASES = Number(process.env['BENCH_CASES'] ?? 20_000);
const SEED = Number(process.env['BENCH_SEED'] ?? 1);
/** One policy set in twenty-five keeps Z3 for as long as it is given: five seconds each would be an hour of waiting. */
const Z3_MS = Number(process.env['BENCH_Z3_MS'] ?? 1_000);

/**
 * Random policy sets, decided by the engine and by Z3. A disagreement is printed, and is one too many; `unknown` counts what Z3 could
 * not decide in a second.
 */
export async function run(): Promise<object> {
  const [cases, seed] = [CASES, SEED];
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
      const theirs = await oracle.check(smtOf(sample), Z3_MS);
      engineMs += middle - start;
      z3Ms += performance.now() - middle;
      if (theirs === 'unknown') unknown += 1;
      else if (theirs === 'sat' && mine === 'counterexample') allowed += 1;
      else if (theirs === 'unsat' && mine === 'proved') denied += 1;
      else disagreements.push({ mine, theirs, sample });
    }
    console.error(
      `${Math.min(done + slice, cases)} of ${cases}: ${disagreements.length} disagreements, ${unknown} unknown to Z3`,
    );
  }
  for (const disagreement of disagreements) console.log(JSON.stringify(disagreement));
  const seconds = (ms: number): number => Math.round(ms / 100) / 10;
  // Z3's worker threads would keep the process alive.
  setImmediate(() => process.exit(disagreements.length === 0 ? 0 : 1));
  return {
    cases,
    seed,
    allowed,
    denied,
    unknown,
    disagreements: disagreements.length,
    engineSeconds: seconds(engineMs),
    z3Seconds: seconds(z3Ms),
  };
}
