import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model, Resource } from '../../../audit/assembly/model';
import { readDocument } from '../../../audit/assembly/document';
import type { RawMap } from '../../../audit/assembly/source';
import type { Answer } from '../../../audit/network/answer';
import { Reachability } from '../../../audit/network/reachability';
import { modelOf, sourceOf } from '../template-text';

interface Ask {
  readonly to?: string;
  readonly from?: string;
  readonly is: Answer['kind'];
  readonly via?: readonly string[];
  readonly why?: string;
  readonly replies?: string;
  readonly port?: number;
  readonly authentication?: string;
}

interface Case {
  readonly about: string;
  readonly add?: RawMap;
  readonly drop?: readonly string[];
  readonly parameters?: RawMap;
  readonly conditions?: RawMap;
  readonly ask: readonly Ask[];
}

const FILE = join(__dirname, '../../scenarios/templates/reachability.yaml');
const read = readDocument(readFileSync(FILE, 'utf8'));
if ('refused' in read) throw new Error(JSON.stringify(read.refused));
const base = read.document.base as RawMap;
const cases = read.document.cases as unknown as readonly Case[];

function modelFor({ add = {}, drop = [], parameters = {}, conditions = {} }: Case): Model {
  const kept = Object.fromEntries(Object.entries(base).filter(([id]) => !drop.includes(id)));
  const template = { Parameters: parameters, Conditions: conditions, Resources: { ...kept, ...add } };
  return modelOf([sourceOf(template, { account: '123456789012', region: 'eu-west-1' })]);
}

function check(answer: Answer, ask: Ask): void {
  expect({ ask, answer: answer.kind, why: answer.kind === 'not evaluated' ? answer.reasons : [] }).toMatchObject({
    answer: ask.is,
  });
  if (answer.kind === 'not evaluated' && ask.why) expect(answer.reasons.join('; ')).toContain(ask.why);
  if (answer.kind !== 'path') return;
  const fitting = answer.paths.filter((path) => {
    const passed = path.hops.map((hop) => (hop.resource as Resource | undefined)?.logicalId);
    return (
      (ask.via ?? []).every((id) => passed.includes(id)) &&
      (ask.replies === undefined || path.replies === ask.replies) &&
      (ask.port === undefined || path.witness?.destinationPort === ask.port) &&
      (ask.authentication === undefined || path.authentication === ask.authentication)
    );
  });
  expect({ ask, paths: fitting.length > 0 ? fitting.length : answer.paths }).toMatchObject({
    paths: expect.any(Number),
  });
}

test.each(cases.map((one) => [one.about, one] as const))('%s', (_, one) => {
  const model = modelFor(one);
  const reachability = new Reachability(model);
  for (const ask of one.ask) {
    const target = model.resource('S', ask.to ?? ask.from ?? '');
    if (!target) throw new Error(`the case names no resource ${ask.to ?? ask.from}`);
    check(ask.to ? reachability.pathsToInternet(target) : reachability.pathsFromInternet(target), ask);
  }
});

test('a template that could not be read leaves no proof of absence', () => {
  const source = sourceOf({ Resources: base });
  const model = modelOf([source, { ...source, id: 'T', document: { Transform: 'Macro', Resources: {} } }]);
  const inner = model.resource('S', 'Inner')!;
  expect(new Reachability(model).pathsToInternet(inner)).toMatchObject({ kind: 'not evaluated' });
});
