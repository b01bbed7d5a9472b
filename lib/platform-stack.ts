import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { DataClass } from '../contract/data-class';
import type { RampartConfig } from './config/config';
import type { PlatformEnvironment } from './environments';
import type { LocalKeys } from './generate/role-statements';

export interface PlatformStackProps {
  readonly config: RampartConfig;
  readonly environment: PlatformEnvironment;
}

/** A stack of the blueprint: one part of the platform in one environment, named `NAME-PART` plus the environment's suffix. */
export abstract class PlatformStack extends Stack {
  protected readonly config: RampartConfig;
  protected readonly environmentOf: PlatformEnvironment;

  protected constructor(scope: Construct, part: string, purpose: string, { config, environment }: PlatformStackProps) {
    const name = `${config.name}-${part}${environment.suffix}`;
    super(scope, name, {
      stackName: name,
      description: `${config.name}: ${purpose}`,
      env: { account: environment.account, region: environment.region },
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
      terminationProtection: true,
    });
    this.config = config;
    this.environmentOf = environment;
  }
}

/** The keys that a foundation offers the other stacks of its environment. */
export interface EnvironmentKeys extends LocalKeys {
  /** The log class's key of this environment: its log groups, topics and functions use it. */
  readonly log: IKey;
  /** The key of a class whose home is here. */
  home(dataClass: DataClass): IKey;
  /** Pseudonyms are derived from it, where data is at home here and the config asks for them. */
  readonly pseudonyms: IKey | undefined;
}
