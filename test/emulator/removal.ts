import {
  CloudFormationClient,
  DeleteStackCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { templateOf } from './assembly';
import { cdk } from './cdk';
import type { EmulatedResource } from './emulator';
import { stacksOf, type Platform } from './platform';
import { readBack, type ReadResource } from './readback/table';

/** Types that the emulated service has no call to delete: they stay there, and go from their stack only. */
const NEVER_DELETED = [
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::SageMaker::ModelPackageGroup',
];

/** Every resource of a platform's own stacks. */
async function ours({ emulator }: Platform): Promise<readonly EmulatedResource[]> {
  return (await emulator.resources()).filter(({ stack }) => stack !== 'CDKToolkit');
}

/** For each stack of each account: its name, and a client that acts there. */
async function stacks(platform: Platform): Promise<readonly (readonly [StackName: string, CloudFormationClient])[]> {
  const { emulator } = platform;
  const homes = new Map((await ours(platform)).map(({ stack, account }) => [stack, account]));
  return Promise.all(
    [...homes].map(async ([stack, account]) => {
      const access = await emulator.accessTo(account);
      return [stack, new CloudFormationClient({ ...access, endpoint: emulator.cloudFormation })] as const;
    }),
  );
}

/** What the templates say to keep, as STACK/LOGICAL-ID. */
function retained(assembly: string): ReadonlySet<string> {
  const kept = stacksOf(assembly).flatMap((stack) =>
    Object.entries(templateOf(assembly, stack).Resources).flatMap(([id, resource]) =>
      'DeletionPolicy' in resource && String(resource.DeletionPolicy).startsWith('Retain') ? [`${stack}/${id}`] : [],
    ),
  );
  return new Set(kept);
}

function typesOf(found: readonly ReadResource[]): readonly string[] {
  return [...new Set(found.map(({ resource }) => resource.type))].sort();
}

/** The tests of removal that hold for every config. They leave nothing to test after them. */
export function isRemovedButForItsData(platform: () => Platform): void {
  test('no stack is removed while it is protected', async () => {
    const before = await ours(platform());
    const refused = await cdk(platform().emulator, 'destroy', '--all', '-a', platform().assembly, '--force');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('TerminationProtection');
    for (const [StackName, client] of await stacks(platform()))
      await expect(client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow('TerminationProtection');
    expect(await ours(platform())).toEqual(before);
  });

  test('without protection all stacks go; what holds data stays as it was promised, and nothing else', async () => {
    const { emulator, assembly } = platform();
    const before = await ours(platform());
    for (const [StackName, client] of await stacks(platform()))
      await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
    const removed = await cdk(emulator, 'destroy', '--all', '-a', assembly, '--force');
    expect(removed.output).not.toContain('❌');
    expect(removed.code).toBe(0);
    expect(await ours(platform())).toEqual([]);

    const kept = retained(assembly);
    const found = (await readBack(emulator, before)).filter(({ read }) => read);
    const of = (wanted: boolean) =>
      found.filter(({ resource: { stack, logicalId } }) => kept.has(`${stack}/${logicalId}`) === wanted);
    const [data, others] = [of(true), of(false)];
    expect(data.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(typesOf(data)).toEqual(expect.arrayContaining(['AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket']));
    expect(others.length).toBeGreaterThan(data.length);
    const still = others.filter(({ differences }) => differences.length === 0);
    expect(typesOf(still)).toEqual(typesOf(others).filter((type) => NEVER_DELETED.includes(type)));
  });
}
