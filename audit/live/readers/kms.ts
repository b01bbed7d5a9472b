import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  type GrantListEntry,
  type KeyMetadata,
} from '@aws-sdk/client-kms';
import { gather, missing, pages, type Live, type Reader } from '../reader';
import type { Extra } from '../verdict';

const GONE = ['NotFoundException', 'KMSInvalidStateException'];

export const KEYS: Reader = {
  types: ['AWS::KMS::Key'],
  calls: {
    'kms:DescribeKey': ['kms:DescribeKey'],
    'kms:GetKeyPolicy': ['kms:GetKeyPolicy'],
    'kms:GetKeyRotationStatus': ['kms:GetKeyRotationStatus'],
    'kms:ListGrants': ['kms:ListGrants'],
  },
  defaults: {
    Enabled: true,
    EnableKeyRotation: false,
    KeySpec: 'SYMMETRIC_DEFAULT',
    KeyUsage: 'ENCRYPT_DECRYPT',
    MultiRegion: false,
    Origin: 'AWS_KMS',
  },
  onlyInTemplates: ['PendingWindowInDays', 'BypassPolicyLockoutSafetyCheck'],
  async read({ physicalId: KeyId }, { clients: { kms } }) {
    const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId })).catch((error: unknown) => {
      if ((error as Error).name === 'NotFoundException') return { KeyMetadata: undefined };
      throw error;
    });
    if (!key) return missing('KMS knows no such key');
    if (key.DeletionDate) return missing(`the key is ${key.KeyState ?? 'on its way out'}: it waits for its deletion`);
    const parts: Extra[] = [];
    const found = await gather(
      [
        { of: DESCRIBED, read: () => Promise.resolve(described(key)) },
        {
          of: ['KeyPolicy'],
          read: async () => {
            const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
            return { KeyPolicy: Policy };
          },
        },
        ...(rotates(key)
          ? [
              {
                of: ['EnableKeyRotation', 'RotationPeriodInDays'],
                read: async () => {
                  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
                  return {
                    EnableKeyRotation: status.KeyRotationEnabled,
                    RotationPeriodInDays: status.KeyRotationEnabled === true ? status.RotationPeriodInDays : undefined,
                  };
                },
              },
            ]
          : []),
        {
          of: ['(grants)'],
          read: async () => {
            const grants = await pages(async (Marker) => {
              const page = await kms.send(new ListGrantsCommand({ KeyId, Marker, Limit: 100 }));
              return { items: page.Grants, next: page.NextMarker };
            });
            parts.push(...grants.map(grantPart));
            return {};
          },
        },
      ],
      GONE,
    );
    return found.kind === 'read' ? { ...found, parts } : found;
  },
  expect(properties) {
    // Without a period in the template it is a year.
    const rotated = properties['EnableKeyRotation'] === true || properties['EnableKeyRotation'] === 'true';
    return rotated ? { RotationPeriodInDays: 365, ...properties } : properties;
  },
  settle(_, { properties, parts = [] }, beside) {
    const { '(grants)': _grants, ...rest } = properties;
    const functions = new Set(beside.ofType('AWS::Lambda::Function').map(({ physicalId }) => physicalId));
    return { properties: rest, extras: parts.filter((part) => !servesFunction(part, functions)) };
  },
};

const DESCRIBED = ['Description', 'Enabled', 'KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'];

function described(key: KeyMetadata): Readonly<Record<string, unknown>> {
  return {
    Description: key.Description,
    Enabled: key.KeyState === 'Enabled',
    KeySpec: key.KeySpec,
    KeyUsage: key.KeyUsage,
    MultiRegion: key.MultiRegion,
    Origin: key.Origin,
  };
}

/** KMS rotates symmetric keys of its own making only, and refuses the question for others. */
function rotates({ KeySpec, Origin }: KeyMetadata): boolean {
  return KeySpec === 'SYMMETRIC_DEFAULT' && (Origin === undefined || Origin === 'AWS_KMS');
}

function grantPart(grant: GrantListEntry): Extra {
  const { GrantId = '', GranteePrincipal = 'somebody', Operations = [], IssuingAccount } = grant;
  const context = grant.Constraints?.EncryptionContextEquals ?? grant.Constraints?.EncryptionContextSubset ?? {};
  const under = Object.entries(context).map(([key, value]) => `${key}=${value}`);
  return {
    kind: 'grant',
    id: GrantId,
    detail:
      `a grant lets ${GranteePrincipal} ${[...Operations].sort().join(', ')}` +
      (under.length === 0 ? '' : ` with ${under.sort().join(', ')}`) +
      (IssuingAccount === undefined ? '' : `, given by ${IssuingAccount}`),
  };
}

/** Lambda gives itself a grant for a function whose environment a key encrypts: it names the function in the context. */
function servesFunction({ detail }: Extra, functions: ReadonlySet<string>): boolean {
  const name = /aws:lambda:FunctionArn=arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:,]+)/.exec(detail)?.[1];
  return name !== undefined && functions.has(name);
}

export const ALIASES: Reader = {
  types: ['AWS::KMS::Alias'],
  calls: { 'kms:ListAliases': ['kms:ListAliases'] },
  async read({ physicalId }, live) {
    const alias = (await aliasesOf(live)).get(physicalId);
    return alias === undefined
      ? missing()
      : { kind: 'read', properties: { AliasName: physicalId, TargetKeyId: alias } };
  },
  // A template may name the key by its ARN; the service lists its id.
  expect: (properties) =>
    typeof properties['TargetKeyId'] === 'string'
      ? { ...properties, TargetKeyId: properties['TargetKeyId'].replace(/^arn:[^/]*:key\//, '') }
      : properties,
};

function aliasesOf({ once, clients: { kms } }: Live): Promise<ReadonlyMap<string, string>> {
  return once('kms aliases', async () => {
    const all = await pages(async (Marker) => {
      const page = await kms.send(new ListAliasesCommand({ Marker, Limit: 100 }));
      return { items: page.Aliases, next: page.NextMarker };
    });
    return new Map(all.map(({ AliasName = '', TargetKeyId = '' }) => [AliasName, TargetKeyId]));
  });
}
