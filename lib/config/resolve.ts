import { RegionInfo } from 'aws-cdk-lib/region-info';
import { PLACES, type Place, type PiiRule, type RampartConfig } from './config';
import { DEFAULT_PII } from './guardrail';
import type { ConfigFile } from './schema';

/** The partition a region belongs to; undefined for a region that the CDK does not know. */
export function partitionOf(region: string): string | undefined {
  return RegionInfo.get(region).partition;
}

/** Spreads `all` over the four places. Undefined unless there is a value for each. */
export function everyPlace<Value>(given: { readonly [key in Place | 'all']?: Value | undefined }):
  Readonly<Record<Place, Value>> | undefined {
  const [data, training, serving, security] = PLACES.map((place) => given.all ?? given[place]);
  if (data === undefined || training === undefined || serving === undefined || security === undefined) return undefined;
  return { data, training, serving, security };
}

/** Fills in what a judged file leaves to us. Undefined where the rules found that a place is missing. */
export function resolveConfig(file: ConfigFile): RampartConfig | undefined {
  const places = everyPlace(file.accounts);
  const ranges = everyPlace(file.network.ranges);
  const partition = places && partitionOf(places.data.region);
  if (places === undefined || ranges === undefined || partition === undefined) return undefined;
  const { bedrock, sagemaker } = file.models;
  return {
    name: file.name,
    organizationId: file.organizationId,
    partition,
    places,
    singleEnvironment: PLACES.every(
      (place) => places[place].account === places.data.account && places[place].region === places.data.region,
    ),
    zones: file.network.zones,
    ranges,
    retentionDays: file.retentionDays,
    ...(file.dataStage && { dataStage: file.dataStage }),
    models: {
      ...(bedrock && {
        bedrock: {
          modelId: bedrock.modelId,
          guardrail: { ...bedrock.guardrail, piiEntities: withDefaults(bedrock.guardrail.piiEntities) },
        },
      }),
      ...(sagemaker && { sagemaker }),
    },
    people: file.people,
    callers: file.callers,
    alarms: file.alarms,
    existing: file.existing,
  };
}

/** The platform's rules and the file's, the stricter where both speak of one entity. */
function withDefaults(given: readonly PiiRule[]): readonly PiiRule[] {
  const rules = new Map<string, PiiRule>();
  for (const rule of [...DEFAULT_PII, ...given]) {
    if (rules.get(rule.type)?.action !== 'BLOCK') rules.set(rule.type, rule);
  }
  return [...rules.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}
