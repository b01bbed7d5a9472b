import type { Construct } from 'constructs';
import type { RampartConfig } from './config/config';
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
    for (const stack of others.flat()) if (archive) stack.addDependency(archive);
    this.stacks = [security, ...others].flat();
  }
}

function stacksOf(scope: Construct, config: RampartConfig, environment: PlatformEnvironment): PlatformStack[] {
  const base = { config, environment };
  const foundation = new FoundationStack(scope, base);
  const workplaces = environment.places.filter((place) => place !== 'security');
  const running = workplaces.length === 0 ? [] : runningStacks(scope, base, foundation, workplaces);
  const operations = new OperationsStack(scope, { ...base, foundation });
  return [foundation, ...running, operations];
}

function runningStacks(
  scope: Construct,
  base: { config: RampartConfig; environment: PlatformEnvironment },
  foundation: FoundationStack,
  workplaces: string[],
): PlatformStack[] {
  const networkStack = new NetworkStack(scope, { ...base, keys: foundation.keys });
  const props = { ...base, foundation, network: networkStack.network };
  const make: Record<string, () => PlatformStack> = {
    data: () => new DataStack(scope, props),
    training: () => new TrainingStack(scope, props),
    serving: () => new ServingStack(scope, props),
  };
  return [networkStack, ...workplaces.flatMap((place) => make[place]?.() ?? [])];
}
