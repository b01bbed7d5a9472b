import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Model } from '../audit/assembly/model';
import { readTemplates } from '../audit/assembly/read-templates';
import { text } from '../audit/assembly/readers';
import { resolve } from '../audit/assembly/resolve';
import { auditTemplates } from '../audit/audit-templates';
import { Reachability } from '../audit/network/reachability';
import { prove } from '../audit/proofs/prove';
import { bombs, broken, structured } from '../test/audit/assembly/odd-templates';

/** How many, small and up to 20 MB. The same each time. */
const TEMPLATES = 2_000;
const HANG_SECONDS = 10;
/** What `rampart audit` gives the proofs of anybody's templates. */
const PROOF_SECONDS = 8;
const SEED = 20_261_123;
/** Templates up to this size go through the whole audit. */
const AUDITED_BYTES = 40_000;
/** So many are audited at once, as a folder of somebody's templates is. */
const BATCH = 100;

interface Total {
  templates: number;
  crashes: number;
  hangs: number;
  madeUp: number;
  notEvaluated: number;
  slowestSeconds: number;
  largestBytes: number;
  unsaid: number;
  auditSeconds: number;
  audited: number;
}

/**
 * Odd and broken templates: deep intrinsics, cycles, wrong types, huge lists, hostile texts, 20 MB. Each is read, resolved, asked for
 * ways to the internet and proved alone, against the clock; then all go through `rampart audit`, with every pack, in batches.
 */
export async function run(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-odd-'));
  const total: Total = {
    templates: 0,
    crashes: 0,
    hangs: 0,
    madeUp: 0,
    notEvaluated: 0,
    slowestSeconds: 0,
    largestBytes: 0,
    unsaid: 0,
    auditSeconds: 0,
    audited: 0,
  };
  try {
    let batch: string[] = [];
    for (const template of oddTemplates()) {
      judge(template, join(folder, 'template.yaml'), total);
      batch.push(template);
      if (batch.length < BATCH) continue;
      await auditAll(batch, join(folder, 'batch'), total);
      batch = [];
      console.error(`${total.templates} of ${TEMPLATES}: ${total.crashes} crashes, ${total.hangs} hangs`);
    }
    await auditAll(batch, join(folder, 'batch'), total);
    return { ...total, slowestSeconds: rounded(total.slowestSeconds), auditSeconds: rounded(total.auditSeconds) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function* oddTemplates(): Generator<string> {
  const fixed = [...bombs(1), ...bombs(10), ...large()];
  const rest = TEMPLATES - fixed.length;
  const half = Math.floor(rest / 2);
  yield* fixed;
  yield* fc.sample(structured, { numRuns: rest - half, seed: SEED });
  yield* fc.sample(broken, { numRuns: half, seed: SEED });
}

function judge(template: string, file: string, total: Total): void {
  writeFileSync(file, template);
  total.templates++;
  total.largestBytes = Math.max(total.largestBytes, Buffer.byteLength(template));
  const start = performance.now();
  try {
    const model = resolve(readTemplates(file));
    const reachability = new Reachability(model);
    for (const resource of model.resources.slice(0, 20)) {
      reachability.pathsToInternet(resource);
      reachability.pathsFromInternet(resource);
    }
    prove(model, { seconds: PROOF_SECONDS });
    if (model.notEvaluated.length > 0) total.notEvaluated++;
    if (madeUp(model)) total.madeUp++;
  } catch (error) {
    total.crashes++;
    console.error(`crash: ${error instanceof Error ? error.stack : String(error)}\n${template.slice(0, 300)}`);
  }
  const seconds = (performance.now() - start) / 1000;
  if (seconds > HANG_SECONDS) {
    total.hangs++;
    console.error(`${seconds.toFixed(1)} s for ${template.slice(0, 100)}`);
  }
  total.slowestSeconds = Math.max(total.slowestSeconds, seconds);
}

/** `unsaid` counts files of which the audit names neither a template nor a reason why there is none. */
async function auditAll(templates: readonly string[], folder: string, total: Total): Promise<void> {
  if (templates.length === 0) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // cdk-nag's packs alone take minutes over ten thousand resources. Such a template has been judged alone; `audited` counts the others.
  const names = templates.flatMap((template, index) => {
    if (template.length > AUDITED_BYTES) return [];
    const name = `t${index}.yaml`;
    writeFileSync(join(folder, name), template);
    return [name];
  });
  total.audited += names.length;
  const start = performance.now();
  try {
    const { rows, templates: read } = await auditTemplates({ path: folder, date: '2026-11-24' });
    const said = new Set([...rows.map(({ stack, path }) => [stack, path]).flat(), ...read.map(({ file }) => file)]);
    total.unsaid += names.filter((name) => ![...said].some((one) => one.includes(name))).length;
  } catch (error) {
    total.crashes++;
    console.error(`crash of the audit: ${error instanceof Error ? error.stack : String(error)}`);
  }
  total.auditSeconds += (performance.now() - start) / 1000;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

/** Whether something vanished without a word, or a value that cannot be known was given one. */
function madeUp(model: Model): boolean {
  if (model.templates.length === 0) return model.notEvaluated.length === 0;
  const probe = model.resource(model.templates[0]?.stack ?? '', 'Probe');
  if (probe?.type !== 'Test::Probe') return false;
  return Object.values(probe.properties).some((value) => text(value).kind !== 'unresolved');
}

/** About 20 MB each: many resources, one long list, one long text, one deep value, one wide map. */
function large(): string[] {
  const size = 20 * 1024 * 1024;
  const one = (index: number): string =>
    `"R${index}":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Fn::Sub":"b-\${AWS::Region}-${index}"}}}`;
  const wide = (index: number): string =>
    `"R${index}":{"Type":"AWS::S3::Bucket","Properties":{"P":"${'x'.repeat(900)}","BucketName":{"Fn::Sub":"b-\${R${index + 1}}"}}}`;
  const bucket = (value: string): string =>
    `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"V":${value}}}}}`;
  return [
    `{"Resources":{${Array.from({ length: Math.floor(size / 90) }, (_, index) => one(index)).join(',')}}}`,
    bucket(`[${'1,'.repeat(size / 2)}1]`),
    bucket(`"${'a'.repeat(size)}"`),
    bucket(`{${Array.from({ length: size / 16 }, (_, index) => `"k${index}":[]`).join(',')}}`),
    bucket('['.repeat(size)),
    // As much as is read at all: wide, long and full of references, one step below each limit.
    `{"Resources":{${Array.from({ length: 19_000 }, (_, index) => wide(index)).join(',')}}}`,
    bucket(`[${'{"Ref":"A"},'.repeat(450_000)}1]`),
    bucket(`[${'{"Ref":"A"},'.repeat(size / 12)}1]`),
    bucket(`{"Fn::Sub":"${'${AWS::Region}'.repeat(size / 14)}"}`),
    `Resources:\n${'  A: {Type: X}\n'.repeat(size / 16)}`,
    `{"Resources":{${Array.from({ length: size / 24 }, (_, index) => `"R${index}":{"Type":1}`).join(',')}}}`,
    '\u0000'.repeat(size),
  ];
}
