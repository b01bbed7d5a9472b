import type { Construct } from 'constructs';
import type { Place, RampartConfig } from './config/config';
import { DataStack } from './data-stack';
import { environmentsOf, type PlatformEnvironment } from './environments';
import { FoundationStack } from './foundation-stack';
import { NetworkStack } from './network-stack';
import { OperationsStack } from './operations-stack';
import type { PlatformStack } from './platform-stack';
import { ServingStack } from './serving-stack';
import { TrainingStack } from './training-stack';

/**
 * The whole platform from one config: in each environment a foundation, a network where something runs, the stacks of the
 * places that live there, and operations. With one account that is six stacks; with four accounts the same code makes more.
 */
export class Blueprint {
  public readonly stacks: PlatformStack[];

  public constructor(scope: Construct, config: RampartConfig) {
    const [security = [], ...others] = environmentsOf(config).map((environment) =>
      stacksOf(scope, config, environment),
    );
    const [archive] = security;
    // Logs are delivered to the security environment by name: it must be there first.
    for (const stack of others.flat()) if (archive) stack.addStackDependency(archive);
    this.stacks = [security, ...others].flat();
  }
}

function stacksOf(scope: Construct, config: RampartConfig, environment: PlatformEnvironment): PlatformStack[] {
  const base = { config, environment };
  const foundation = new FoundationStack(scope, base);
  if (environment.places.every((place) => place === 'security')) {
    return [foundation, new OperationsStack(scope, { ...base, foundation })];
  }
  const networkStack = new NetworkStack(scope, { ...base, keys: foundation.keys, alarmTopic: foundation.alarmTopic });
  const props = { ...base, foundation, network: networkStack.network };
  const running: Readonly<Record<Place, (() => PlatformStack) | undefined>> = {
    data: () => new DataStack(scope, props),
    training: () => new TrainingStack(scope, props),
    serving: () => new ServingStack(scope, props),
    security: undefined,
  };
  const workplaces = environment.places.flatMap((place) => running[place]?.() ?? []);
  return [foundation, networkStack, ...workplaces, new OperationsStack(scope, props)];
}
