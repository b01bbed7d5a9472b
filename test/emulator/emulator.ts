import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

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

const PYTHON = process.env['EMULATOR_PYTHON'] ?? 'python3';
const MAIN = join(__dirname, 'server', 'main.py');
const START_SECONDS = 60;

/** An AWS account on this machine: moto's services, and CloudFormation of our own (`server/`). It ends with the process that started it. */
export class Emulator {
  private readonly home = mkdtempSync(join(tmpdir(), 'rampart-home-'));
  private readonly others = new Map<string, Promise<Credentials>>();

  private constructor(
    private readonly process: ChildProcess,
    /** Whose account a call acts in that carries no keys of another's. */
    public readonly account: string,
    /** Where every service but CloudFormation answers. */
    public readonly endpoint: string,
    public readonly cloudFormation: string,
    public readonly region: string,
  ) {}

  /** @throws Error that says in one line how to get an emulator, where there is none */
  public static async start(account: string, region: string, options: EmulatorOptions = {}): Promise<Emulator> {
    const found = spawnSync(PYTHON, ['-c', 'import moto.server, yaml, cryptography'], { encoding: 'utf8' });
    if (found.status !== 0) {
      throw new Error(
        `No emulator: ${PYTHON} has no moto. Get it with: pip install 'moto[server]==5.2.1' pyyaml (EMULATOR_PYTHON names another python)`,
      );
    }
    const without = (options.without ?? []).flatMap((name) => ['--without', name]);
    const child = spawn(PYTHON, [MAIN, '--account', account, ...without], { stdio: ['pipe', 'pipe', 'pipe'] });
    let trouble = '';
    child.stderr.on('data', (part: Buffer) => (trouble = (trouble + part.toString()).slice(-4000)));
    const ready = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the emulator is silent: ${trouble}`)), START_SECONDS * 1000);
      createInterface({ input: child.stdout }).once('line', (line) => {
        clearTimeout(timer);
        resolve(line);
      });
      child.once('exit', (code) => reject(new Error(`the emulator ended with ${String(code)}: ${trouble}`)));
    });
    const { endpoint, cloudformation } = JSON.parse(ready) as { endpoint: string; cloudformation: string };
    return new Emulator(child, account, endpoint, cloudformation, region);
  }

  /** The names of all repairs. */
  public static repairs(): readonly string[] {
    const told = spawnSync(PYTHON, [MAIN, '--repairs'], { encoding: 'utf8' });
    return JSON.parse(told.stdout) as string[];
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

  /** Closes its standard input, at which it ends; kills it by its own id if it does not. */
  public async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    this.process.stdin?.end();
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
  }
}
