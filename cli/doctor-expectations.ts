import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expectation, Singleton } from '../audit/live/doctor';
import type { ExistingServices, RampartConfig } from '../lib/config/config';
import { environmentsOf } from '../lib/environments';
import { synthesize } from '../lib/synthesize';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What makes each service that an account has one of, and where the config says that it is there already. */
const MADE_BY: Readonly<Record<Singleton, { readonly type: string; readonly existing?: keyof ExistingServices }>> = {
  guardDuty: { type: 'AWS::GuardDuty::Detector', existing: 'guardDuty' },
  securityHub: { type: 'AWS::SecurityHub::Hub', existing: 'securityHub' },
  macie: { type: 'AWS::Macie::Session', existing: 'macie' },
  config: { type: 'AWS::Config::ConfigurationRecorder', existing: 'config' },
  accessAnalyzer: { type: 'AWS::AccessAnalyzer::Analyzer', existing: 'accessAnalyzer' },
  invocationLogging: { type: 'Custom::RampartInvocationLogging' },
  apiGatewayAccount: { type: 'AWS::ApiGateway::Account' },
};

/** What the templates of a config need of each account and region that they go to. */
export function expectationsOf(config: RampartConfig): Expectation[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-doctor-'));
  try {
    const { stacks } = synthesize(config, folder).assembly;
    return environmentsOf(config).map(({ account, region, places }) => {
      const ours = stacks.filter(({ environment }) => environment.account === account && environment.region === region);
      const resources = ours.flatMap(({ template }) =>
        Object.values((template as { Resources: Record<string, Resource> }).Resources),
      );
      return { ...needs(config, resources, places.includes('serving')), account, region };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function needs(
  config: RampartConfig,
  resources: readonly Resource[],
  serves: boolean,
): Omit<Expectation, 'account' | 'region'> {
  const { name, partition, existing, models } = config;
  const of = (type: string) => resources.filter(({ Type }) => Type === type);
  const singletons = Object.entries(MADE_BY).flatMap(([singleton, made]): [string, boolean][] => {
    if (of(made.type).length > 0) return [[singleton, false]];
    return made.existing !== undefined && existing[made.existing] ? [[singleton, true]] : [];
  });
  const reserved = of('AWS::Lambda::Function').map(({ Properties }) => Properties?.['ReservedConcurrentExecutions']);
  return {
    name,
    partition,
    singletons: Object.fromEntries(singletons),
    ...(serves && models.bedrock !== undefined ? { bedrockModel: models.bedrock.modelId } : {}),
    ...(serves && models.sagemaker !== undefined
      ? { instances: { type: models.sagemaker.instanceType, count: models.sagemaker.instances.maximum } }
      : {}),
    reservedConcurrency: reserved.reduce<number>((sum, one) => sum + Number(one ?? 0), 0),
    interfaceEndpoints: of('AWS::EC2::VPCEndpoint').length,
  };
}
