import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Model } from '../../../audit/assembly/model';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { text } from '../../../audit/assembly/readers';
import { resolve } from '../../../audit/assembly/resolve';
import { Reachability } from '../../../audit/network/reachability';
import { bombs, broken, structured } from './odd-templates';

const folder = mkdtempSync(join(tmpdir(), 'odd-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads, evaluates and asks about every resource; gives the model and the seconds it took. */
function audit(template: string): { readonly model: Model; readonly seconds: number } {
  const file = join(folder, 'template.yaml');
  writeFileSync(file, template);
  const start = performance.now();
  const model = resolve(readTemplates(file));
  const reachability = new Reachability(model);
  for (const resource of model.resources.slice(0, 20)) {
    reachability.pathsToInternet(resource);
    reachability.pathsFromInternet(resource);
  }
  return { model, seconds: (performance.now() - start) / 1000 };
}

function expectUnknownStaysUnknown(model: Model): void {
  if (model.templates.length === 0) expect(model.notEvaluated).not.toHaveLength(0);
  const probe = model.resource(model.templates[0]?.stack ?? '', 'Probe');
  if (!probe || probe.type !== 'Test::Probe') return;
  for (const [name, value] of Object.entries(probe.properties)) {
    expect({ name, kind: text(value).kind }).toEqual({ name, kind: 'unresolved' });
  }
  expect(Object.keys(probe.properties)).toHaveLength(7);
}

test('240 odd templates end soon, never throw, and what is not known never becomes a value', () => {
  fc.assert(
    fc.property(structured, (template) => {
      const { model, seconds } = audit(template);
      expect(seconds).toBeLessThan(10);
      expectUnknownStaysUnknown(model);
    }),
    { numRuns: 240, seed: 20261123 },
  );
}, 120_000);

test('60 broken texts are templates or are listed as not evaluated', () => {
  fc.assert(
    fc.property(broken, (template) => {
      const { model, seconds } = audit(template);
      expect(seconds).toBeLessThan(10);
      expect(model.templates.length + model.notEvaluated.length).toBeGreaterThan(0);
    }),
    { numRuns: 60, seed: 20261123 },
  );
}, 120_000);

test.each(bombs(1).map((one, index) => [`${index}: ${one.slice(0, 40)}`, one]))('bomb %s ends soon', (_, template) => {
  const { model, seconds } = audit(template);
  expect(seconds).toBeLessThan(10);
  expect(model.templates.length + model.notEvaluated.length).toBeGreaterThan(0);
});
