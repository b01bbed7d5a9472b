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
  /** At least one of the two. */
  readonly models: { readonly bedrock?: BedrockConfig; readonly sagemaker?: SageMakerConfig };
  readonly people: People;
  readonly callers: { readonly roles: readonly string[]; readonly vpcEndpoints: readonly string[] };
  readonly alarms: { readonly email: string };
  readonly existing: ExistingServices;
}
