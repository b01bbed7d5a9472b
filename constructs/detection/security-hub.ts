import { Stack } from 'aws-cdk-lib';
import { CfnHub, CfnStandard } from 'aws-cdk-lib/aws-securityhub';
import { Construct } from 'constructs';

/** The standards by which Security Hub judges the account. */
const STANDARDS = {
  FoundationalBestPractices: 'aws-foundational-security-best-practices/v/1.0.0',
  Nist80053: 'nist-800-53/v/5.0.0',
  AiBestPractices: 'ai-security-best-practices/v/1.0.0',
};

/** Security Hub with its foundational, NIST 800-53 and AI standards, and one finding a control however many standards ask for it. */
export class SecurityHub extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const { region, partition } = Stack.of(this);
    const hub = new CfnHub(this, 'Hub', {
      autoEnableControls: true,
      controlFindingGenerator: 'SECURITY_CONTROL',
      enableDefaultStandards: false,
    });
    for (const [name, path] of Object.entries(STANDARDS)) {
      new CfnStandard(this, name, {
        standardsArn: `arn:${partition}:securityhub:${region}::standards/${path}`,
      }).addResourceDependency(hub);
    }
  }
}
