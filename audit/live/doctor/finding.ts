/** What is wanted of one account and region before a deployment. */
export interface Expectation {
  /** The platform's name: its stacks begin with it. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn`, … */
  readonly partition: string;
  /** Services of which an account has one, and whether the config says that it is there already. Those that the platform does not touch here are left out. */
  readonly singletons: Partial<Readonly<Record<Singleton, boolean>>>;
  /** A foundation model that is called here. @default - none */
  readonly bedrockModel?: string;
  /** Instances that an endpoint here may grow to. @default - none */
  readonly instances?: { readonly type: string; readonly count: number };
  /** Concurrency that functions here keep for themselves, together. */
  readonly reservedConcurrency: number;
  /** Interface endpoints in the VPC here. */
  readonly interfaceEndpoints: number;
}

/** What an account has one of. */
export type Singleton =
  'guardDuty' | 'securityHub' | 'macie' | 'config' | 'accessAnalyzer' | 'invocationLogging' | 'apiGatewayAccount';

export type FindingVerdict = 'ready' | 'missing' | 'not evaluated';

/** One thing that was looked at. */
export interface Finding {
  /** Its name for programs, in kebab-case. */
  readonly check: string;
  readonly verdict: FindingVerdict;
  /** What was seen, or why nothing could be. */
  readonly saw: string;
  /** The command, or the change of the config, that mends it. Only where something is missing. */
  readonly mend?: string;
}

/** What was found in one account and region. */
export interface Examination {
  readonly account: string;
  readonly region: string;
  readonly findings: readonly Finding[];
}

export function ready(check: string, saw: string): Finding {
  return { check, verdict: 'ready', saw };
}

export function missing(check: string, saw: string, mend: string): Finding {
  return { check, verdict: 'missing', saw, mend };
}

export function notEvaluated(check: string, saw: string): Finding {
  return { check, verdict: 'not evaluated', saw };
}

/** A check's findings; where a call fails, that it was not evaluated, and why. Nothing that could not be read is ready. */
export async function evaluated(check: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return notEvaluated(check, reasonOf(error));
  }
}

/** An error's name and sentence, on one line. */
export function reasonOf(error: unknown): string {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return told.replaceAll(/\s+/g, ' ').slice(0, 300);
}
