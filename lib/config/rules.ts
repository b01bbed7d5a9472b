import { RegionInfo } from 'aws-cdk-lib/region-info';
import { stageRoleName } from '../../contract/names';
import { STAGES } from '../access';
import { dataStageHolds, isLabelRole } from './data-rules';
import { shown } from './got';
import { child, isMap, part, roleLists, type Breach } from './parts';
import { environments, onePartition, placesAreGiven, placesMatch, rangesAreApart } from './place-rules';
import { configSchema } from './schema';
import type { Path } from './tree';

const sagemaker = configSchema.shape.models.shape.sagemaker.unwrap().shape;

/** Judges what holds between the parts of a file. Each rule looks at those parts only that are well-formed by themselves. */
export function judgeTogether(file: unknown): Breach[] {
  const accounts = child(file, 'accounts');
  const ranges = child(child(file, 'network'), 'ranges');
  const models = child(file, 'models');
  return [
    ...placesAreGiven(accounts, ['accounts']),
    ...placesAreGiven(ranges, ['network', 'ranges']),
    ...placesMatch(accounts, ranges),
    ...onePartition(file, accounts),
    ...rangesAreApart(accounts, ranges),
    ...oneDutyARole(file),
    ...noStageIsAPerson(file),
    ...topicsDiffer(file),
    ...dataStageHolds(child(file, 'dataStage')),
    ...modelIsGiven(models),
    ...instancesAscend(models),
    ...imageIsNear(models, accounts),
  ];
}

/** The platform's own roles belong to its stages: whoever was listed as a person or caller with one would have two duties. */
function noStageIsAPerson(file: unknown): Breach[] {
  const name = child(file, 'name');
  if (typeof name !== 'string') return [];
  const own = new Set(Object.keys(STAGES).map((stage) => stageRoleName(name, stage)));
  const isOwn = (role: string): boolean => own.has(role) || isLabelRole(name, role);
  return roleLists(file)
    .flat()
    .filter(({ role }) => isOwn(role.slice(role.lastIndexOf('/') + 1)))
    .map(({ path, role }): Breach => {
      return {
        code: 'DUPLICATE_ROLE',
        path,
        got: shown(role),
        allowed: 'a role that is not one of the platform’s own stages',
      };
    });
}

function oneDutyARole(file: unknown): Breach[] {
  const first = new Map<string, Path>();
  return roleLists(file)
    .flat()
    .flatMap(({ path, role }): Breach[] => {
      const before = first.get(role);
      first.set(role, before ?? path);
      if (before === undefined) return [];
      const allowed = 'a role in one list only, once (separation of duties)';
      return [{ code: 'DUPLICATE_ROLE', path, got: `${shown(role)}, which ${listOf(before)} has`, allowed }];
    });
}

/** The list in which a role stands, whether by itself or as part of an entry. */
function listOf(path: Path): string {
  return path
    .slice(
      0,
      path.findIndex((step) => typeof step === 'number'),
    )
    .join('.');
}

function topicsDiffer(file: unknown): Breach[] {
  const path = ['models', 'bedrock', 'guardrail', 'deniedTopics'];
  const topics = path.reduce<unknown>(child, file);
  const seen = new Set<string>();
  return (Array.isArray(topics) ? topics : []).flatMap((topic, index): Breach[] => {
    const name = child(topic, 'name');
    if (typeof name !== 'string' || !seen.has(name)) {
      seen.add(String(name));
      return [];
    }
    const allowed = 'a name that no other topic has';
    return [{ code: 'DUPLICATE_VALUE', path: [...path, index, 'name'], got: shown(name), allowed }];
  });
}

function modelIsGiven(models: unknown): Breach[] {
  if (!isMap(models) || 'bedrock' in models || 'sagemaker' in models) return [];
  return [{ code: 'MODEL_MISSING', path: ['models'], got: 'no model', allowed: 'bedrock, sagemaker, or both' }];
}

function instancesAscend(models: unknown): Breach[] {
  const instances = part(sagemaker.instances, child(child(models, 'sagemaker'), 'instances'));
  if (instances === undefined || instances.minimum <= instances.maximum) return [];
  const got = `${instances.minimum} to ${instances.maximum}`;
  const allowed = 'a maximum that is not below the minimum';
  return [{ code: 'INSTANCES_REVERSED', path: ['models', 'sagemaker', 'instances'], got, allowed }];
}

function imageIsNear(models: unknown, accounts: unknown): Breach[] {
  const host = part(sagemaker.image, child(child(models, 'sagemaker'), 'image'))?.split('/')[0];
  const serving = environments(accounts).find(({ place }) => place === 'all' || place === 'serving')?.environment;
  if (host === undefined || serving === undefined) return [];
  const near = `.dkr.ecr.${serving.region}.${RegionInfo.get(serving.region).domainSuffix}`;
  if (host.endsWith(near)) return [];
  const allowed = `an image in ${serving.region}, where the model is served: SageMaker does not pull from other regions`;
  return [{ code: 'IMAGE_REGION', path: ['models', 'sagemaker', 'image'], got: `an image at ${host}`, allowed }];
}
