import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clientsFor, type Clients, type Credentials, type ServiceName } from './clients';
import { failureOf, NotReadable } from './failure';
import type { Gate } from './gate';
import { LiveError } from './live-error';
import type { Place } from './verdict';

/** Who asks, and where by default. */
export interface Identity extends Place {
  readonly arn: string;
}

/** The way to live accounts: a parameter, so that tests and handlers bring their own. */
export interface LiveAccess {
  /** @throws LiveError `CREDENTIALS_MISSING`, `REGION_MISSING` */
  identity(): Promise<Identity>;
  /** @throws NotReadable where nothing can be read there */
  at(place: Place): Promise<Clients>;
}

/** The calls of this file, with the IAM actions that each needs. Taking a role in another account is that account's to allow. */
export const IDENTITY_CALLS: Readonly<Record<string, readonly string[]>> = {
  'sts:GetCallerIdentity': ['sts:GetCallerIdentity'],
};

/** The one call beside the declared ones, where a role is to be taken. */
export const ASSUME_ROLE = 'sts:AssumeRole';

export interface AccessOptions {
  /** As a process has it: `AWS_REGION`, `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_KMS`, credentials. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly gate: Gate;
  /** Name of a role that is taken in accounts other than the credentials' own. */
  readonly role?: string;
}

/** The service's name in the variable that says where it answers. */
const ENDPOINT_NAMES: Readonly<Record<ServiceName, string>> = {
  accessanalyzer: 'ACCESSANALYZER',
  apigateway: 'API_GATEWAY',
  athena: 'ATHENA',
  bedrock: 'BEDROCK',
  cloudformation: 'CLOUDFORMATION',
  cloudtrail: 'CLOUDTRAIL',
  cloudwatch: 'CLOUDWATCH',
  config: 'CONFIG_SERVICE',
  ec2: 'EC2',
  events: 'EVENTBRIDGE',
  guardduty: 'GUARDDUTY',
  iam: 'IAM',
  kms: 'KMS',
  lambda: 'LAMBDA',
  logs: 'CLOUDWATCH_LOGS',
  macie2: 'MACIE2',
  s3: 'S3',
  sagemaker: 'SAGEMAKER',
  securityhub: 'SECURITYHUB',
  sfn: 'SFN',
  sns: 'SNS',
  sqs: 'SQS',
  sts: 'STS',
  wafv2: 'WAFV2',
};

/** Access as the environment gives it: its region, its credentials, its endpoints; the SDK's own chain where it names none. */
export class EnvironmentAccess implements LiveAccess {
  private readonly clients = new Map<string, Promise<Clients>>();
  private own: Promise<Identity> | undefined;

  public constructor(private readonly options: AccessOptions) {}

  public identity(): Promise<Identity> {
    this.own ??= this.ask();
    return this.own;
  }

  public at(place: Place): Promise<Clients> {
    const key = `${place.account}/${place.region}`;
    const known = this.clients.get(key) ?? this.make(place);
    this.clients.set(key, known);
    return known;
  }

  private async make({ account, region }: Place): Promise<Clients> {
    const own = await this.identity();
    if (own.account === '' || own.account === account) return this.with(region, this.credentials());
    const { role } = this.options;
    if (role === undefined) {
      throw new NotReadable({
        kind: 'other account',
        detail: `it is in account ${account}; the credentials are of ${own.account}, and no role to take there was named`,
      });
    }
    const RoleArn = `arn:${partitionOf(own.arn)}:iam::${account}:role/${role}`;
    const { sts } = this.with(own.region, this.credentials());
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'rampart-verify' }),
    );
    return this.with(region, {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      ...(given?.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
    });
  }

  private async ask(): Promise<Identity> {
    const { environment } = this.options;
    const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? '';
    if (region === '') {
      throw new LiveError('REGION_MISSING', 'No region is set. Set AWS_REGION to the region that the stacks are in.');
    }
    try {
      const { sts } = this.with(region, this.credentials());
      const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
      return { account: Account, region, arn: Arn };
    } catch (error) {
      const { kind, detail } = failureOf(error);
      if (kind === 'denied') {
        throw new LiveError(
          'CREDENTIALS_MISSING',
          `AWS does not know who asks (${detail}). Sign in, or set AWS_PROFILE.`,
        );
      }
      // The other services may answer all the same; the account is then the one that the templates name.
      return { account: '', region, arn: '' };
    }
  }

  private with(region: string, credentials: Credentials | undefined): Clients {
    const { gate, environment } = this.options;
    const whole = environment['AWS_ENDPOINT_URL'];
    return clientsFor({
      region,
      gate,
      ...(credentials === undefined ? {} : { credentials }),
      endpoint: (service) => environment[`AWS_ENDPOINT_URL_${ENDPOINT_NAMES[service]}`] ?? whole,
    });
  }

  private credentials(): Credentials | undefined {
    const { environment } = this.options;
    const [accessKeyId, secretAccessKey] = [environment['AWS_ACCESS_KEY_ID'], environment['AWS_SECRET_ACCESS_KEY']];
    const sessionToken = environment['AWS_SESSION_TOKEN'];
    if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  }
}

function partitionOf(arn: string): string {
  return arn.split(':')[1] ?? 'aws';
}
