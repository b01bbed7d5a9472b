import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

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
}

const MAIN = join(__dirname, 'server', 'main.py');
const START_SECONDS = 60;

/** An AWS account on this machine: moto's services, and CloudFormation of our own (`server/`). It ends with the process that started it. */
export class Emulator {
  private constructor(
    private readonly process: ChildProcess,
    /** Where every service but CloudFormation answers. */
    public readonly endpoint: string,
    public readonly cloudFormation: string,
    public readonly region: string,
  ) {}

  /** @throws Error that says in one line how to get an emulator, where there is none */
  public static async start(account: string, region: string): Promise<Emulator> {
    const python = process.env['EMULATOR_PYTHON'] ?? 'python3';
    const found = spawnSync(python, ['-c', 'import moto.server, yaml, cryptography'], { encoding: 'utf8' });
    if (found.status !== 0) {
      throw new Error(
        `No emulator: ${python} has no moto. Get it with: pip install 'moto[server]==5.2.1' pyyaml (EMULATOR_PYTHON names another python)`,
      );
    }
    const child = spawn(python, [MAIN, '--account', account], { stdio: ['pipe', 'pipe', 'pipe'] });
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
    return new Emulator(child, endpoint, cloudformation, region);
  }

  /** What makes the SDK and the CDK command line talk to it, and to nothing else. */
  public get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
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
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return { endpoint: this.endpoint, region: this.region, credentials };
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
