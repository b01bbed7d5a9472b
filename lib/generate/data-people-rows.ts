import { DataAction, Door, type AccessRow } from '../../contract/access';
import { DataClass } from '../../contract/data-class';
import { DATASET_SETTINGS, datasetPrefix } from '../../contract/data-stage';
import { stageRoleName } from '../../contract/names';
import type { LabellingConfig, RampartConfig } from '../config/config';

/** What a role of people may do, to which key or prefix of curated data. */
type Line = readonly [role: string, action: DataAction, prefix: string];

/** The matrix's lines of people who work on data sets: who plans sets how each is made; who labels sees the own tasks and answers. */
export function dataPeopleRows(config: RampartConfig): AccessRow[] {
  const { dataStage, name, partition, places } = config;
  const plans = (dataStage?.datasets ?? []).map((dataset): Line => [
    'data-plan',
    DataAction.WRITE,
    datasetPrefix(dataset.name) + DATASET_SETTINGS,
  ]);
  const labels = dataStage?.labelling ? labelLines(dataStage.labelling) : [];
  return [...plans, ...labels].map(([role, action, prefix]) => ({
    role,
    principal: `arn:${partition}:iam::${places.data.account}:role/${stageRoleName(name, role)}`,
    action,
    dataClass: DataClass.CURATED,
    prefix,
    door: Door.ORGANISATION,
  }));
}

function labelLines({ dataset, schema, labelers }: LabellingConfig): Line[] {
  const place = datasetPrefix(dataset);
  const apart = labelers.flatMap(({ id }): Line[] => {
    const [role, journal] = [`label-${id}`, `${place}labels/${schema}.${id}.jsonl`];
    return [
      [role, DataAction.READ, `${place}tasks/${id}/`],
      [role, DataAction.READ, journal],
      [role, DataAction.WRITE, journal],
    ];
  });
  const lead = ['tasks/', 'labels/', 'runs/'].map((part): Line => ['label-lead', DataAction.READ, place + part]);
  return [...apart, ...lead, ['label-lead', DataAction.WRITE, `${place}tasks/`]];
}
