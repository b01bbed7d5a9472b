import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { prepared } from './prepared';
import { copied, repairs, spawned, type Running } from './running';

/** What CloudFormation was asked for, and whether a service of the emulator holds it. */
export interface EmulatedResource {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** Whether it was made by a service's own calls; else it was only written down. */
  readonly exercised: boolean;
  /** Those of the template, with what its functions gave. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` gives of it. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Keys with which calls act in one account. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a client of the SDK is made with. */
export interface Access {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

export interface EmulatorOptions {
  /** Repairs of moto (`server/repairs.py`) to leave out, to see what they are for. @default none */
  readonly without?: readonly string[];
}

/** An AWS account on this machine: moto's services, and CloudFormation of our own (`server/`). It ends with the process that started it. */
export class Emulator {
  private readonly home = mkdtempSync(join(tmpdir(), 'rampart-home-'));
  private readonly others = new Map<string, Promise<Credentials>>();

  private constructor(
    private readonly running: Running,
    /** Whose account a call acts in that carries no keys of another's. */
    public readonly account: string,
    public readonly region: string,
  ) {}

  /** @throws Error that says in one line how to get an emulator, where there is none */
  public static async start(account: string, region: string, options: EmulatorOptions = {}): Promise<Emulator> {
    const asked = { account, without: options.without ?? [] };
    const copies = prepared()?.copies;
    const running = await (copies === undefined ? spawned(asked) : copied(copies, asked));
    return new Emulator(running, account, region);
  }

  /** The names of all repairs. */
  public static repairs(): readonly string[] {
    return repairs();
  }

  /** Where every service but CloudFormation answers. */
  public get endpoint(): string {
    return this.running.endpoint;
  }

  public get cloudFormation(): string {
    return this.running.cloudFormation;
  }

  /** What makes the SDK and the CDK command line talk to it, and to nothing else. */
  public get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      // Of its own: the command line keeps there which account a key is of.
      HOME: this.home,
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: this.cloudFormation,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: this.region,
      AWS_DEFAULT_REGION: this.region,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1',
      NODE_NO_WARNINGS: '1',
    };
  }

  /** For a client of the SDK. */
  public get access() {
    const credentials: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return { endpoint: this.endpoint, region: this.region, credentials } satisfies Access;
  }

  /** For a client of the SDK that acts in one of several accounts. */
  public async accessTo(account: string): Promise<Access> {
    if (account === this.account) return this.access;
    const known = this.others.get(account) ?? this.assumed(account);
    this.others.set(account, known);
    return { ...this.access, credentials: await known };
  }

  /** The environment of a person who has signed in to one of several accounts. */
  public async environmentOf(account: string): Promise<Record<string, string>> {
    const { credentials } = await this.accessTo(account);
    return {
      ...this.environment,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
    };
  }

  private async assumed(account: string): Promise<Credentials> {
    const { Credentials: given } = await new STSClient(this.access).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/administrator`, RoleSessionName: 'test' }),
    );
    return {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
  }

  public async resources(): Promise<readonly EmulatedResource[]> {
    const answer = await fetch(`${this.cloudFormation}/exercised`);
    return (await answer.json()) as readonly EmulatedResource[];
  }

  public stop(): Promise<void> {
    return this.running.stop();
  }
}
