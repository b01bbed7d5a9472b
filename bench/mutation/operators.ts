import { isMap, type Raw, type RawMap } from '../../audit/assembly/source';
import { keysOf, pointerOf } from './pointer';

/** One change of one resource of one template. */
export interface Mutant {
  readonly operator: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** JSON pointer into the resource. */
  readonly pointer: string;
  /** What is put there; undefined takes it away. The whole resource goes where the pointer is empty. */
  readonly value?: Raw;
}

type Path = readonly string[];
type Change = Omit<Mutant, 'stack' | 'logicalId' | 'type'>;

/** Words in the name of a property that decides about security. */
const SECURE =
  /Kms|KMS|Encrypt|SSE|Rotation|ObjectLock|Versioning|PublicAccess|Logging|LogDestination|Retention|Expiration|Isolation|VpcConfig|Subnet|SecurityGroup|Policy|Boundary|DeadLetter|AlarmActions|MaxSessionDuration|Tls|TLS|Ssl|Authori|Auth|Certificate|Guardrail|Filter|DataCapture|FieldToMatch|Rules$|Targets$|SourceArn|SourceAccount|EventSelectors|MetricName|Subscription|ValidationEnabled|Validator|WebACL|Reserved|TracingEnabled|IncludeGlobal|MultiRegion|InsightSelectors|DeletionProtection|ManagedPolicyArns|Redrive|Ownership|DnsFirewall|Priority$/;
/** Properties that name or explain, whatever else their name holds. */
const NAMES = /(?:Name|Description|Label|Path|Version|Id|Sid|Tags|StatementId|Title|Text)$/;
/** Flags that decide how files are laid out or named, and nothing that anybody is kept from. */
const LAYOUT = /^(?:HiveCompatiblePartitions|PerHourPartition)$/;
const POLICIES =
  /^(?:PolicyDocument|KeyPolicy|AssumeRolePolicyDocument|ResourcePolicy|RepositoryPolicyText|ModelPackageGroupPolicy)$/;
/** Values that stand for protection, with what takes it away. */
const WEAKER: Readonly<Record<string, string>> = {
  ENABLED: 'DISABLED',
  Enabled: 'Suspended',
  HIGH: 'NONE',
  MEDIUM: 'NONE',
  BLOCK: 'NONE',
  ANONYMIZE: 'NONE',
  AWS_IAM: 'NONE',
  PRIVATE: 'REGIONAL',
  TLS_1_2: 'TLS_1_0',
  'aws:kms': 'AES256',
  GOVERNANCE: 'NONE',
  COMPLIANCE: 'GOVERNANCE',
  BucketOwnerEnforced: 'ObjectWriter',
  ON: 'OFF',
  ALL: 'ERROR',
  'block-bidirectional': 'off',
  ALERT: 'ALLOW',
};
/** Numbers that are a length of time or a count to be kept, with what is too short, or too long. */
const NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/^(?:RetentionInDays|ExpirationInDays|Days|Years|MessageRetentionPeriod)$/, 1],
  [/^MaxSessionDuration$/, 43_200],
  [/^PendingWindowInDays$/, 7],
];

/** Every change of a resource that takes away or turns round something that protects. Generated from what is there. */
export function changesOf(resource: RawMap): readonly Change[] {
  const type = String(resource['Type'] ?? '');
  return [...walk(resource['Properties'] ?? {}, ['Properties']), ...opened(type)];
}

function* walk(value: Raw, path: Path): Generator<Change> {
  const key = path.at(-1) ?? '';
  if (POLICIES.test(key) || (key === 'Policy' && isMap(value))) {
    if (isMap(value) && 'Statement' in value) yield* statements(value['Statement'] ?? null, [...path, 'Statement']);
    return;
  }
  if (path.length > 1 && !/^\d+$/.test(key)) yield* ofProperty(key, value, path);
  if (isMap(value)) {
    if (isIntrinsic(value)) return;
    for (const [name, member] of Object.entries(value)) yield* walk(member, [...path, name]);
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* walk(member as Raw, [...path, String(index)]);
  }
}

function* ofProperty(key: string, value: Raw, path: Path): Generator<Change> {
  const pointer = pointerOf(path);
  if (typeof value === 'boolean' && !LAYOUT.test(key)) yield { operator: 'flip a flag', pointer, value: !value };
  if (SECURE.test(key) && !NAMES.test(key)) yield { operator: 'take a setting away', pointer };
  if (typeof value === 'string' && Object.hasOwn(WEAKER, value))
    yield { operator: 'weaken a choice', pointer, value: WEAKER[value] ?? '' };
  if (Array.isArray(value) && value.length > 1 && SECURE.test(key)) {
    for (const index of value.keys()) yield { operator: 'shorten a list', pointer: `${pointer}/${index}` };
  }
  const limit = NUMBERS.find(([name]) => name.test(key));
  if (typeof value === 'number' && limit) yield { operator: 'change a limit', pointer, value: limit[1] };
}

function* statements(value: Raw, path: Path): Generator<Change> {
  const list: readonly Raw[] = Array.isArray(value) ? (value as readonly Raw[]) : [value];
  for (const [index, statement] of list.entries()) {
    if (!isMap(statement)) continue;
    const at = Array.isArray(value) ? [...path, String(index)] : path;
    const pointer = pointerOf(at);
    if (statement['Effect'] === 'Deny') {
      if (Array.isArray(value)) yield { operator: 'drop a deny', pointer };
      const actions = statement['Action'];
      if (Array.isArray(actions) && actions.length > 1)
        for (const each of actions.keys()) yield { operator: 'shorten a deny', pointer: `${pointer}/Action/${each}` };
      continue;
    }
    yield* widened(statement, pointer);
  }
}

function* widened(statement: RawMap, pointer: string): Generator<Change> {
  const actions = [statement['Action'] ?? null].flat();
  const service = typeof actions[0] === 'string' ? actions[0].split(':')[0] : undefined;
  if (service !== undefined && !actions.includes(`${service}:*`))
    yield { operator: 'widen the actions', pointer: `${pointer}/Action`, value: `${service}:*` };
  if ('Resource' in statement && statement['Resource'] !== '*')
    yield { operator: 'widen the resources', pointer: `${pointer}/Resource`, value: '*' };
  if ('Principal' in statement && statement['Principal'] !== '*')
    yield { operator: 'widen the principals', pointer: `${pointer}/Principal`, value: '*' };
  const condition = statement['Condition'];
  if (!isMap(condition)) return;
  for (const [name, keys] of Object.entries(condition)) {
    for (const key of isMap(keys) ? Object.keys(keys) : [])
      yield { operator: 'drop a condition', pointer: `${pointer}${pointerOf(['Condition', name, key])}` };
  }
}

/** What opens a network from a resource that says nothing of it. */
function* opened(type: string): Generator<Change> {
  const everyone = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0', Description: 'mutant' };
  if (type === 'AWS::EC2::SecurityGroup') {
    yield { operator: 'open a group', pointer: '/Properties/SecurityGroupIngress/-', value: everyone };
    yield { operator: 'open a group', pointer: '/Properties/SecurityGroupEgress/-', value: everyone };
  }
  if (type === 'AWS::EC2::SecurityGroupIngress') {
    yield { operator: 'open a group', pointer: '/Properties/CidrIp', value: '0.0.0.0/0' };
  }
  if (type === 'AWS::EC2::Subnet') {
    yield { operator: 'open a subnet', pointer: '/Properties/MapPublicIpOnLaunch', value: true };
  }
}

/** Types without which something is not watched, closed or kept: a whole resource of them can go, where nothing refers to it. */
const PROTECTS =
  /Policy$|Alarm|MetricFilter|::Rule$|FlowLog|Trail|WebACL|LoggingConfiguration|Detector|Session$|Hub|Standard|VPCEndpoint|Firewall|QueryLogging|EnforcedGuardrail|BlockPublicAccess|Analyzer|MalwareProtection|Subscription|ConformancePack|Recorder|DeliveryChannel|EventInvokeConfig|Validator|GatewayResponse|Custom::/;

/** All mutants of a template. */
export function mutantsOf(stack: string, document: RawMap): readonly Mutant[] {
  const resources = isMap(document['Resources']) ? document['Resources'] : {};
  const whole = JSON.stringify(document);
  return Object.entries(resources).flatMap(([logicalId, resource]): readonly Mutant[] => {
    if (!isMap(resource)) return [];
    const type = String(resource['Type'] ?? '');
    const about = { stack, logicalId, type };
    const referred = new RegExp(
      `"(?:Ref|Fn::GetAtt|DependsOn)":(?:\\[[^\\]]*)?"${logicalId}"|\\\${${logicalId}[.}]|"${logicalId}"[,\\]]`,
    ).test(whole);
    const gone: readonly Change[] =
      PROTECTS.test(type) && !referred ? [{ operator: 'take a resource away', pointer: '' }] : [];
    return [...gone, ...changesOf(resource)].map((change) => ({ ...about, ...change }));
  });
}

/** The document with the change made; the original stays. */
export function mutated(document: RawMap, { logicalId, pointer, value }: Mutant): RawMap {
  const copy = structuredClone(document) as Record<string, Record<string, unknown>>;
  const resources = copy['Resources'] ?? {};
  const keys = keysOf(pointer);
  const last = keys.pop();
  if (last === undefined) {
    Reflect.deleteProperty(resources, logicalId);
    return copy as RawMap;
  }
  let at = resources[logicalId] as Record<string, unknown>;
  for (const key of keys) {
    at[key] ??= [];
    at = at[key] as Record<string, unknown>;
  }
  if (value !== undefined) {
    if (last === '-') (at as unknown as unknown[]).push(value);
    else at[last] = value;
  } else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(at, last);
  return copy as RawMap;
}

function isIntrinsic(value: RawMap): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && /^(?:Ref|Fn::)/.test(keys[0] ?? '');
}
