import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readTemplates } from '../audit/assembly/read-templates';
import { loadConfig } from '../lib/config/load';
import { synthesize } from '../lib/synthesize';
import { guardVerdicts } from './mutation/guard-judge';
import type { Verdict } from './mutation/judges';
import { mutantsOf, type Mutant } from './mutation/operators';

/** Enough for a percent to mean something, few enough for ten minutes. `BENCH_ALL=1` takes every mutant. */
const SAMPLE = Number(process.env['BENCH_SAMPLE'] ?? 900);

/** Is the checker alive? Every security-relevant part of the blueprint's templates is taken away or turned round; who notices? */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-mutation-'));
  try {
    const assembly = join(folder, 'assembly');
    synthesize(loadConfig('config/production.yaml'), assembly);
    const { templates } = readTemplates(assembly);
    const documents = new Map(templates.map(({ stackName, document }) => [stackName, document]));
    const all = templates.flatMap(({ stackName, document }) => [...mutantsOf(stackName, document)]);
    const mutants = process.env['BENCH_ALL'] === '1' ? all : sample(all, SAMPLE);
    console.log(`${all.length} mutants of ${templates.length} templates; ${mutants.length} are judged`);
    const list = join(folder, 'mutants.json');
    writeFileSync(list, JSON.stringify(mutants));
    const [verdicts, guard] = await Promise.all([
      judged(assembly, list, mutants.length),
      guardVerdicts(mutants, documents, join(folder, 'guard'), () => undefined),
    ]);
    return report(mutants, verdicts, guard);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process judges so many: the packs leave behind more than a long run has memory for. */
const CHUNK = 100;

/** Two processes at a time share the mutants; each tells of one at a time. */
async function judged(assembly: string, list: string, total: number): Promise<readonly (Verdict | undefined)[]> {
  const verdicts: (Verdict | undefined)[] = Array.from({ length: total });
  const start = Date.now();
  let [next, done] = [0, 0];
  const told = (): void => {
    done += 1;
    if (done % 50 !== 0) return;
    const rest = ((Date.now() - start) / done) * (total - done);
    console.error(`${done} of ${total} judged, about ${Math.round(rest / 1000)} s to go`);
  };
  const lane = async (): Promise<void> => {
    while (next < total) {
      const from = next;
      next += CHUNK;
      await judgeChunk([assembly, list, String(from), String(from + CHUNK)], ({ index, ...verdict }) => {
        verdicts[index] = verdict;
        told();
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  return verdicts;
}

function judgeChunk(
  given: readonly string[],
  take: (verdict: Verdict & { readonly index: number }) => void,
): Promise<void> {
  const tsx = createRequire(__filename).resolve('tsx');
  const script = join(__dirname, 'mutation', 'judge-some.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, script, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) =>
      take(JSON.parse(line) as Verdict & { readonly index: number }),
    );
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`a judge ended with status ${code}`))));
  });
}

/** The same mutants each time, from every operator and type in proportion, at least one of each. */
function sample(all: readonly Mutant[], size: number): readonly Mutant[] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of all) {
    const key = `${mutant.operator} ${mutant.type}`;
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  const share = size / all.length;
  return [...groups.values()].flatMap((group) => {
    const count = Math.max(1, Math.round(group.length * share));
    const stride = group.length / count;
    return Array.from({ length: count }, (_, at) => group[Math.floor(at * stride)]).filter((one) => one !== undefined);
  });
}

function report(
  mutants: readonly Mutant[],
  verdicts: readonly (Verdict | undefined)[],
  guard: readonly (boolean | undefined)[],
): object {
  const judgements = mutants.flatMap((mutant, index) => {
    const verdict = verdicts[index];
    return verdict ? [{ mutant, ...verdict, guard: guard[index] }] : [];
  });
  const equivalent = judgements.filter((one) => one.equivalent === true);
  const redundant = judgements.filter((one) => one.redundant !== undefined);
  const counted = judgements.filter((one) => one.equivalent !== true && one.redundant === undefined);
  const isOurs = ({ llm, invariant }: Verdict): boolean => llm || invariant !== undefined;
  const table = new Map<string, { mutants: number; ours: number; nag: number; guard: number }>();
  for (const one of counted) {
    const line = table.get(one.mutant.operator) ?? { mutants: 0, ours: 0, nag: 0, guard: 0 };
    line.mutants += 1;
    line.ours += Number(isOurs(one));
    line.nag += Number(one.nag);
    line.guard += Number(one.guard === true);
    table.set(one.mutant.operator, line);
  }
  console.log('\noperator               mutants   ours  cdk-nag  cfn-guard');
  for (const [operator, { mutants: count, ours, nag, guard: guards }] of table) {
    console.log(`${operator.padEnd(22)} ${[count, ours, nag, guards].map((n) => String(n).padStart(7)).join('  ')}`);
  }
  const survivors = counted.filter((one) => !isOurs(one));
  const place = ({ operator, stack, logicalId, type, pointer }: Mutant): string =>
    `${operator}: ${type} ${stack}/${logicalId}${pointer}`;
  console.log(`\n${equivalent.length} allow exactly what the original allows, proved both ways, and are not counted:`);
  for (const { mutant } of equivalent) console.log(`  ${place(mutant)}`);
  console.log(`${redundant.length} mean what the original means, by what AWS documents, and are not counted:`);
  for (const { mutant, redundant: why } of redundant) console.log(`  ${place(mutant)}: ${why ?? ''}`);
  console.log(`${survivors.length} survive:`);
  for (const { mutant, nag, guard: seen, why } of survivors) {
    const others = [nag ? 'cdk-nag' : '', seen === true ? 'cfn-guard' : ''].filter((name) => name !== '').join(', ');
    console.log(`  ${place(mutant)}${others === '' ? '' : ` (found by ${others})`}\n    ${why ?? 'no reason'}`);
  }
  const caught = counted.length - survivors.length;
  const score = (count: number): number => Math.round((count / counted.length) * 10_000) / 10_000;
  return {
    mutants: counted.length,
    caught,
    score: score(caught),
    cdkNagScore: score(counted.filter(({ nag }) => nag).length),
    cfnGuardScore: score(counted.filter((one) => one.guard === true).length),
    equivalent: equivalent.length,
    redundant: redundant.length,
    together: score(counted.filter((one) => isOurs(one) || one.nag || one.guard === true).length),
  };
}
