import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../../audit/assembly/document';
import { isMap, type RawMap } from '../../../audit/assembly/source';
import { printable } from '../../../audit/assembly/symbol';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved } from '../../../audit/assembly/value';
import { modelOf, sourceOf } from '../template-text';

const FILE = join(__dirname, '../../scenarios/templates/values.yaml');
const read = readDocument(readFileSync(FILE, 'utf8'));
if ('refused' in read) throw new Error(JSON.stringify(read.refused));
const template = read.document.template as RawMap;
const cases = read.document.cases as readonly RawMap[];

function evaluated(value: RawMap[string]): Resolved {
  const resources = { ...(template.Resources as RawMap), Probe: { Type: 'Test::Probe', Properties: { Value: value } } };
  const place = { account: '123456789012', region: 'eu-west-1' };
  const model = modelOf([sourceOf({ ...template, Resources: resources }, place)]);
  return model.resource('S', 'Probe')!.properties.Value ?? null;
}

function shown(value: Resolved): unknown {
  if (typeof value === 'string') return printable(value);
  if (value instanceof Unresolved) return { unresolved: value.reason };
  if (isResolvedList(value)) return value.map(shown);
  if (isResolvedMap(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)]));
  return value;
}

test.each(cases.map((one) => [String(one.about), one] as const))('%s', (_, one) => {
  const value = shown(evaluated(one.value ?? null));
  if (one.unresolved !== undefined)
    expect(value).toEqual({ unresolved: expect.stringContaining(String(one.unresolved)) });
  else expect(value).toEqual(isMap(one.is) ? { ...one.is } : one.is);
});
