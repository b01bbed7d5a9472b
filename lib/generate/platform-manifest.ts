import { DataClass } from '../../contract/data-class';
import { keyAlias, pseudonymKeyAlias, signingKeyAlias, workBucketName } from '../../contract/names';
import type { PlatformManifest } from '../../contract/platform-manifest';
import type { ExistingServices, RampartConfig } from '../config/config';
import { bucketArnOf } from './vault-names';

/** Logs can be removed by break-glass, evidence by nobody. */
const LOCK_MODES: Readonly<Partial<Record<DataClass, 'GOVERNANCE' | 'COMPLIANCE'>>> = {
  [DataClass.LOG]: 'GOVERNANCE',
  [DataClass.EVIDENCE]: 'COMPLIANCE',
};

/** The resource that switches each account-wide service on, where the organisation does not run it already. */
const SWITCHED_ON_BY: Readonly<Record<keyof ExistingServices, string>> = {
  guardDuty: 'AWS::GuardDuty::Detector',
  securityHub: 'AWS::SecurityHub::Hub',
  macie: 'AWS::Macie::Session',
  config: 'AWS::Config::ConfigurationRecorder',
  accessAnalyzer: 'AWS::AccessAnalyzer::Analyzer',
  invocationLogging: 'Custom::RampartInvocationLogging',
  vpcBlockPublicAccess: 'AWS::EC2::VPCBlockPublicAccessOptions',
  guardrailEnforcement: 'AWS::Bedrock::EnforcedGuardrailConfiguration',
};

/** What the matrix's words stand for, for whoever holds the templates against it. */
export function platformManifest(config: RampartConfig): PlatformManifest {
  const { name, partition, places, retentionDays, models } = config;
  const own = (place: 'training' | 'serving', resource: string): string =>
    `arn:${partition}:sagemaker:${places[place].region}:${places[place].account}:${resource}`;
  return {
    classes: Object.values(DataClass).map((dataClass) => ({
      dataClass,
      bucketArn: bucketArnOf(config, dataClass),
      ...(config.dataStage && dataClass === DataClass.CURATED
        ? { workBucketArn: `arn:${partition}:s3:::${workBucketName(name, places.data)}` }
        : {}),
      keyAlias: keyAlias(name, dataClass),
      retentionDays: retentionDays[dataClass],
      lockDays: dataClass in LOCK_MODES ? retentionDays[dataClass] : 0,
      ...(dataClass in LOCK_MODES ? { lockMode: LOCK_MODES[dataClass] } : {}),
    })),
    signingKeyAlias: signingKeyAlias(name),
    ...(config.dataStage?.pseudonyms ? { pseudonymKeyAlias: pseudonymKeyAlias(name) } : {}),
    modelPackages: own('training', `model-package/${name}/*`),
    ...(models.sagemaker ? { endpoint: own('serving', `endpoint/${name}`) } : {}),
    logRetentionDays: retentionDays.log,
    switchesOn: Object.entries(SWITCHED_ON_BY)
      .filter(([service]) => !config.existing[service as keyof ExistingServices])
      .map(([, type]) => type),
  };
}
