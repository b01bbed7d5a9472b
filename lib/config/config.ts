import type { Environment } from '../../contract/names';

/** Where the platform's parts live. Each is one AWS account and region; they may be one and the same. */
export const PLACES = ['data', 'training', 'serving', 'security'] as const;

/** One of {@link PLACES}. */
export type Place = (typeof PLACES)[number];

/** What a guardrail does with personal data that it finds. */
export type PiiAction = 'ANONYMIZE' | 'BLOCK';

export interface PiiRule {
  /** Bedrock's name of the entity, e.g. `EMAIL`. */
  readonly type: string;
  readonly action: PiiAction;
}

export interface DeniedTopic {
  readonly name: string;
  readonly definition: string;
  readonly examples: readonly string[];
}

export interface GuardrailConfig {
  readonly blockedInputMessage: string;
  readonly blockedOutputMessage: string;
  readonly deniedTopics: readonly DeniedTopic[];
  readonly blockedWords: readonly string[];
  /** The platform's own set, widened or sharpened by the file's; sorted by type. */
  readonly piiEntities: readonly PiiRule[];
}

export interface BedrockConfig {
  readonly modelId: string;
  readonly guardrail: GuardrailConfig;
}

export interface SageMakerConfig {
  /** Private ECR, pinned by digest. */
  readonly image: string;
  /** Key inside the model vault. */
  readonly artifact: string;
  readonly instanceType: string;
  readonly instances: { readonly minimum: number; readonly maximum: number };
}

/** A data set that is made here. Its settings are at `datasets/NAME/settings.json` of the curated vault. */
export interface DatasetConfig {
  readonly name: string;
  /** As EventBridge Scheduler has it; absent where runs are started by hand. */
  readonly schedule?: string;
  /** IANA name of the schedule's time zone. */
  readonly timezone: string;
  /** Id of the run to compare with. */
  readonly baseline?: string;
}

/** Who labels one data set, each apart from the others. */
export interface LabellingConfig {
  /** One of the data sets. */
  readonly dataset: string;
  /** What is answered, `ID@VERSION`. */
  readonly schema: string;
  readonly labelers: readonly { readonly id: string; readonly role: string }[];
  /** IAM role ARNs of those who hand out tasks and read all answers. */
  readonly leads: readonly string[];
}

export interface DataStageConfig {
  readonly datasets: readonly DatasetConfig[];
  /** IAM role ARNs of those who set how data sets are made, and start runs by hand. */
  readonly planners: readonly string[];
  /** Tasks done at once: that much of the account's concurrency is reserved. */
  readonly maxConcurrency: number;
  /** Whether objects are read that the search for malware has not called clean. */
  readonly acceptUnscanned: boolean;
  /** Whether there is a key from which pseudonyms are derived. */
  readonly pseudonyms: boolean;
  readonly labelling?: LabellingConfig;
}

/** Days for which each class of data is kept. */
export interface RetentionDays {
  readonly raw: number;
  readonly curated: number;
  readonly model: number;
  readonly conversation: number;
  /** One of the values that CloudWatch Logs knows. */
  readonly log: number;
  readonly evidence: number;
}

/** IAM role ARNs by duty; no role has two. */
export interface People {
  readonly administrators: readonly string[];
  readonly approvers: readonly string[];
  readonly responders: readonly string[];
  readonly auditors: readonly string[];
  readonly breakGlass: readonly string[];
}

/** Account-wide services: `true` where the organisation runs it already, and the platform adopts it. */
export interface ExistingServices {
  readonly guardDuty: boolean;
  readonly securityHub: boolean;
  readonly macie: boolean;
  readonly config: boolean;
  readonly accessAnalyzer: boolean;
  readonly invocationLogging: boolean;
  readonly vpcBlockPublicAccess: boolean;
  readonly guardrailEnforcement: boolean;
}

/** A config file that was judged and found usable: every default filled in, nothing left to look up. */
export interface RampartConfig {
  /** The prefix of physical names. */
  readonly name: string;
  readonly organizationId: string;
  /** `aws`, `aws-cn`, … : one for all places. */
  readonly partition: string;
  readonly places: Readonly<Record<Place, Environment>>;
  /** Whether all four places are the same account and region. */
  readonly singleEnvironment: boolean;
  /** Availability zones a network spans. */
  readonly zones: number;
  /** One IPv4 range a place. Places in one environment share theirs; others do not overlap. */
  readonly ranges: Readonly<Record<Place, string>>;
  readonly retentionDays: RetentionDays;
  /** How training data is made; absent where none is. */
  readonly dataStage?: DataStageConfig;
  /** At least one of the two. */
  readonly models: { readonly bedrock?: BedrockConfig; readonly sagemaker?: SageMakerConfig };
  readonly people: People;
  readonly callers: { readonly roles: readonly string[]; readonly vpcEndpoints: readonly string[] };
  readonly alarms: { readonly email: string };
  readonly existing: ExistingServices;
}
