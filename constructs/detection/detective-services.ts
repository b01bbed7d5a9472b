import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSession } from 'aws-cdk-lib/aws-macie';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { StageRole } from '../identity/stage-role';
import { AccessAnalysis } from './access-analysis';
import { ConfigurationRecord } from './configuration-record';
import { FindingRoutes } from './finding-routes';
import { MALWARE_SCAN, MalwareScan, type ScannedBucket } from './malware-scan';
import { SecurityHub } from './security-hub';
import { ThreatDetector } from './threat-detector';

export type { ScannedBucket } from './malware-scan';

/** Which services the organisation already runs in this account and region. Those are left alone; their findings are routed all the same. */
export interface AdoptedServices {
  readonly guardDuty: boolean;
  readonly securityHub: boolean;
  readonly macie: boolean;
  /** AWS Config: recorder, delivery channel, and what judges the record. */
  readonly config: boolean;
  readonly accessAnalyzer: boolean;
  /** The account has Config's service-linked role, though it does not run Config here. @default false */
  readonly configServiceRole?: boolean;
}

export interface DetectiveServicesProps {
  /** The platform's name. */
  readonly name: string;
  readonly organizationId: string;
  /** Encrypts findings that could not be delivered. */
  readonly key: IKey;
  /** Receives Config's history under `config/`: an `AccessLogBucket`, since Config delivers to no bucket with a default lock. */
  readonly historyBucketName: string;
  /** Hears of every grave finding. */
  readonly alarmTopic: ITopic;
  readonly adopt: AdoptedServices;
  /** Where raw data waits: each new object is scanned for malware. @default - no bucket is scanned */
  readonly quarantine?: ScannedBucket;
}

/** The services that watch an account, and the way of what they find to people. */
export class DetectiveServices extends Construct {
  public constructor(scope: Construct, id: string, props: DetectiveServicesProps) {
    super(scope, id);
    const { name, adopt } = props;
    if (!adopt.guardDuty) new ThreatDetector(this, 'GuardDuty');
    if (!adopt.securityHub) new SecurityHub(this, 'SecurityHub');
    if (!adopt.macie) {
      new CfnSession(this, 'Macie', { status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' });
    }
    if (!adopt.accessAnalyzer) new AccessAnalysis(this, 'AccessAnalyzer', name);
    if (!adopt.config) {
      new ConfigurationRecord(this, 'Config', {
        name,
        bucketName: props.historyBucketName,
        serviceRoleExists: adopt.configServiceRole ?? false,
      });
    }
    if (props.quarantine) {
      new MalwareScan(this, 'Malware', { name, organizationId: props.organizationId, bucket: props.quarantine });
    }
    new FindingRoutes(this, 'Findings', { name, key: props.key, topic: props.alarmTopic });
  }

  /** ARN of the role by which GuardDuty scans the quarantine of the platform `name`, for that bucket's policy. */
  public static malwareScanRoleArn(scope: Construct, name: string): string {
    return StageRole.roleArn(Stack.of(scope), name, MALWARE_SCAN);
  }
}
