import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { auditTemplates } from '../audit/audit-templates';
import { bombs, broken, structured } from '../test/audit/assembly/odd-templates';
import { judge } from './odd-templates/judge';
import { large } from './odd-templates/large';

/** How many, small and up to 20 MB. The same each time. */
const TEMPLATES = Number(process.env['BENCH_TEMPLATES'] ?? 2_000);
const HANG_SECONDS = 10;
const SEED = 20_261_123;
/** Templates up to this size go through the whole audit once more, with Guard and CloudFormation's own validation. */
const AUDITED_BYTES = 40_000;
/** So many are audited at once, as a folder of somebody's templates is: what Guard and the validation take to start counts once. */
const BATCH = 250;
const SHOWN = 10;

interface Slow {
  readonly seconds: number;
  readonly words: string;
}

/**
 * Odd and broken templates: deep intrinsics, cycles, wrong types, huge lists, hostile texts, 20 MB. Each is read, resolved, asked for
 * ways to the internet, judged by every pack and proved alone, against the processor's clock; then the small ones go through
 * `rampart audit` as folders, with Guard and the validation besides.
 */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-odd-'));
  const slow: Slow[] = [];
  let [templates, crashes, over10s, falsePass, notEvaluated, audited, unsaid, auditSeconds, largest] = Array<number>(
    9,
  ).fill(0) as [number, number, number, number, number, number, number, number, number];
  const note = (words: string): void => console.error(words);
  try {
    let batch: Small[] = [];
    const auditBatch = async (): Promise<void> => {
      const told = await auditAll(batch, join(folder, 'batch'));
      audited += told.audited;
      unsaid += told.unsaid;
      auditSeconds += told.seconds;
      if (told.crash !== undefined) {
        crashes += 1;
        note(`crash of the audit: ${told.crash}`);
      }
      batch = [];
    };
    for (const template of oddTemplates()) {
      const judged = judge(template, folder);
      templates += 1;
      largest = Math.max(largest, Buffer.byteLength(template));
      notEvaluated += Number(judged.notEvaluated);
      falsePass += Number(judged.falsePasses.length > 0);
      if (judged.crash !== undefined) {
        crashes += 1;
        note(`crash: ${judged.crash}\n${template.slice(0, 300)}`);
      }
      for (const words of judged.falsePasses.slice(0, 3)) note(`false pass in template ${templates}: ${words}`);
      if (judged.seconds > HANG_SECONDS) over10s += 1;
      slow.push({ seconds: judged.seconds, words: wordsOf(templates, template, judged.phases) });
      slow.sort((one, other) => other.seconds - one.seconds).splice(SHOWN);
      if (template.length <= AUDITED_BYTES) batch.push({ text: template, isTemplate: judged.isTemplate });
      if (batch.length >= BATCH) await auditBatch();
      if (templates % 100 === 0)
        note(`${templates} of ${TEMPLATES}: ${crashes} crashes, ${over10s} over 10 s, ${falsePass} false passes`);
    }
    await auditBatch();
    console.log('\nthe slowest, in processor seconds');
    for (const { seconds, words } of slow) console.log(`  ${seconds.toFixed(1).padStart(5)}  ${words}`);
    const slowest = Math.round((slow[0]?.seconds ?? 0) * 100) / 100;
    const figures = { templates, crashes, slowest, over10s, falsePass: falsePass + unsaid, notEvaluated };
    return { ...figures, largestBytes: largest, audited, auditSeconds: Math.round(auditSeconds) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function* oddTemplates(): Generator<string> {
  const fixed = [...bombs(1), ...bombs(10), ...large()];
  const rest = Math.max(0, TEMPLATES - fixed.length);
  const half = Math.floor(rest / 2);
  yield* fixed;
  yield* fc.sample(structured, { numRuns: rest - half, seed: SEED });
  yield* fc.sample(broken, { numRuns: half, seed: SEED });
}

function wordsOf(number: number, template: string, phases: Readonly<Record<string, number>>): string {
  const parts = Object.entries(phases).map(([phase, seconds]) => `${phase} ${seconds.toFixed(1)}`);
  const start = JSON.stringify(template.slice(0, 60));
  return `template ${number}, ${Buffer.byteLength(template)} bytes (${parts.join(', ')}): ${start}`;
}

interface Small {
  readonly text: string;
  readonly isTemplate: boolean;
}

interface Told {
  readonly audited: number;
  /** Templates that the audit does not name. A folder may hold other files, which it passes over. */
  readonly unsaid: number;
  readonly seconds: number;
  readonly crash?: string;
}

async function auditAll(templates: readonly Small[], folder: string): Promise<Told> {
  if (templates.length === 0) return { audited: 0, unsaid: 0, seconds: 0 };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const files = templates.map(({ text, isTemplate }, index) => {
    const name = `t${index}.yaml`;
    writeFileSync(join(folder, name), text);
    return { name, isTemplate };
  });
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const { rows, templates: read } = await auditTemplates({ path: folder, date: '2026-11-24' });
    const said = [...new Set([...rows.flatMap(({ stack, path }) => [stack, path]), ...read.map(({ file }) => file)])];
    const unsaid = files.filter(({ name, isTemplate }) => isTemplate && !said.some((one) => one.includes(name))).length;
    return { audited: files.length, unsaid, seconds: seconds() };
  } catch (error) {
    const crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { audited: files.length, unsaid: 0, seconds: seconds(), crash };
  }
}
