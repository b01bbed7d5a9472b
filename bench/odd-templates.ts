import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Model } from '../audit/assembly/model';
import { readTemplates } from '../audit/assembly/read-templates';
import { text } from '../audit/assembly/readers';
import { resolve } from '../audit/assembly/resolve';
import { Reachability } from '../audit/network/reachability';
import { bombs, broken, structured } from '../test/audit/assembly/odd-templates';

/** Runs 2,000 odd templates, small and up to 20 MB, and counts crashes, hangs and things made up. Deterministic. */
const TEMPLATES = 2_000;
const HANG_SECONDS = 10;
const SEED = 20_261_123;

const folder = mkdtempSync(join(tmpdir(), 'odd-'));
const total = { templates: 0, crashes: 0, hangs: 0, madeUp: 0, notEvaluated: 0, slowest: 0, largestBytes: 0 };

function audit(template: string): void {
  const file = join(folder, 'template.yaml');
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
  total.slowest = Math.max(total.slowest, seconds);
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

try {
  const fixed = [...bombs(1), ...bombs(10), ...large()];
  for (const template of fixed) audit(template);
  const rest = TEMPLATES - fixed.length;
  const half = Math.floor(rest / 2);
  for (const template of fc.sample(structured, { numRuns: rest - half, seed: SEED })) audit(template);
  for (const template of fc.sample(broken, { numRuns: half, seed: SEED })) audit(template);
  console.log(JSON.stringify({ bench: 'odd-templates', ...total, slowest: Number(total.slowest.toFixed(2)) }));
} finally {
  rmSync(folder, { recursive: true });
}
if (total.crashes + total.hangs + total.madeUp > 0) process.exitCode = 1;
