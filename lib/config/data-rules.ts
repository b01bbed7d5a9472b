import { datasetPrefix } from '../../contract/data-stage';
import { stageRoleName } from '../../contract/names';
import { shown } from './got';
import { child, type Breach } from './parts';
import type { Path } from './tree';

/** What holds between the parts of the data stage. */
export function dataStageHolds(dataStage: unknown): Breach[] {
  const labelling = child(dataStage, 'labelling');
  const names = entries(child(dataStage, 'datasets')).map((dataset) => child(dataset, 'name'));
  const labelers = entries(child(labelling, 'labelers')).map((labeler) => child(labeler, 'id'));
  return [
    ...twice(names, ['dataStage', 'datasets'], 'name', 'data set'),
    ...twice(labelers, ['dataStage', 'labelling', 'labelers'], 'id', 'labeller'),
    ...labelledIsMade(child(labelling, 'dataset'), names),
  ];
}

/** Whether a role's name is one that the data stage gives itself to people who label. */
export function isLabelRole(name: string, role: string): boolean {
  return role.startsWith(stageRoleName(name, 'label-'));
}

function twice(values: readonly unknown[], path: Path, key: string, what: string): Breach[] {
  return values.flatMap((value, index): Breach[] => {
    if (typeof value !== 'string' || values.indexOf(value) === index) return [];
    const allowed = `a ${key} that no other ${what} has`;
    return [{ code: 'DUPLICATE_VALUE', path: [...path, index, key], got: shown(value), allowed }];
  });
}

function labelledIsMade(dataset: unknown, names: readonly unknown[]): Breach[] {
  const known = names.filter((name) => typeof name === 'string');
  if (typeof dataset !== 'string' || known.length === 0 || known.includes(dataset)) return [];
  return [
    {
      code: 'DATASET_UNKNOWN',
      path: ['dataStage', 'labelling', 'dataset'],
      got: `${shown(dataset)}, which nothing makes (${datasetPrefix(dataset)} would stay empty)`,
      allowed: `one of dataStage.datasets: ${known.map(shown).join(', ')}`,
    },
  ];
}

function entries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
