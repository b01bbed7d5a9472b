import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';

/** All features that CloudFormation knows. One without anything to watch, such as EKS in this platform, costs nothing and sees what should not be. */
const FEATURES = [
  'EBS_MALWARE_PROTECTION',
  'EKS_AUDIT_LOGS',
  'LAMBDA_NETWORK_LOGS',
  'RDS_LOGIN_EVENTS',
  'S3_DATA_EVENTS',
];
const AGENTS = ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

/**
 * GuardDuty, with every feature on and findings within fifteen minutes.
 *
 * CloudFormation has no name for AI Protection yet (the API's is `AI_PROTECTION`). By its documentation `CreateDetector` turns on
 * every feature that a request does not name; on a live account `aws guardduty get-detector` shows whether it did.
 */
export class ThreatDetector extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const on = (name: string): CfnDetector.CFNFeatureConfigurationProperty => ({ name, status: 'ENABLED' });
    const detector = new CfnDetector(this, 'Detector', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      features: [...FEATURES.map(on), { ...on('RUNTIME_MONITORING'), additionalConfiguration: AGENTS.map(on) }],
    });
    acknowledgeBuiltIn(
      detector,
      'ControlTower-CT.GUARDDUTY.PR.1',
      'S3 protection is on, as the feature S3_DATA_EVENTS; the rule reads only DataSources, the older form, which GuardDuty does not take together with features',
    );
  }
}
