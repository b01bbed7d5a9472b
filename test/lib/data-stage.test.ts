import { App } from 'aws-cdk-lib';
import { DataPipeline } from '../../constructs/data/data-pipeline';
import { LabelingLoop } from '../../constructs/data/labeling-loop';
import type { VaultDoor } from '../../constructs/vault/vault-door';
import { DataClass } from '../../contract/data-class';
import { accessMatrix } from '../../lib/access';
import { Blueprint } from '../../lib/blueprint';
import { parseConfig, loadConfig } from '../../lib/config/load';
import { APP_CONTEXT } from '../../lib/context';
import { vaultDoors } from '../../lib/generate/vault-doors';
import { readFileSync } from 'node:fs';

jest.setTimeout(60_000);

const config = loadConfig('config/production.yaml');
const app = new App({ analyticsReporting: false, context: { ...APP_CONTEXT, 'aws:cdk:bundling-stacks': [] } });
new Blueprint(app, config);
const made = app.node.findAll();

function said({ principalArn, access, prefix, vpcEndpointIds }: VaultDoor): string {
  return [principalArn, access, prefix, vpcEndpointIds === undefined ? 'any way' : 'an endpoint'].join(' ');
}

/** What the matrix gives the roles of the data stage, as its vault's doors have it. */
function generated(dataClass: DataClass): string[] {
  return vaultDoors(config, dataClass, ['vpce-1'])
    .filter(({ principalArn }) => /-(data-(map|drive|run)|label-[a-z]+)$/.test(principalArn))
    .map(said)
    .sort();
}

test('the doors that the matrix gives the data stage are those that its constructs ask for', () => {
  const pipeline = made.find((node): node is DataPipeline => node instanceof DataPipeline);
  const loop = made.find((node): node is LabelingLoop => node instanceof LabelingLoop);
  expect(generated(DataClass.RAW)).toEqual(pipeline?.rawDoors.map(said).sort());
  expect(generated(DataClass.CURATED)).toEqual(
    [...(pipeline?.curatedDoors ?? []), ...(loop?.doors ?? [])].map(said).sort(),
  );
});

test('a config without a data stage makes none, and its matrix names none of its roles', () => {
  const minimal = loadConfig('config/minimal.yaml');
  expect(accessMatrix(minimal).filter(({ role }) => /^(data-|label-|curate)/.test(role))).toEqual([]);
});

test('without pseudonyms nobody derives any', () => {
  const text = readFileSync('config/production.yaml', 'utf8').replace(
    '  planners:',
    '  pseudonyms: false\n  planners:',
  );
  const actions = accessMatrix(parseConfig(text, 'case.yaml')).map(({ action }) => action);
  expect(actions).not.toContain('pseudonymize');
  expect(accessMatrix(config).map(({ action }) => action)).toContain('pseudonymize');
});
