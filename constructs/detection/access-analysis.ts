import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { Construct } from 'constructs';

/** Days after which a permission that nobody used is reported. */
const UNUSED_AFTER_DAYS = 90;

/** Reports what is shared beyond the account, and permissions that nobody uses. */
export class AccessAnalysis extends Construct {
  public constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    new CfnAnalyzer(this, 'External', { analyzerName: `${name}-external`, type: 'ACCOUNT' });
    new CfnAnalyzer(this, 'Unused', {
      analyzerName: `${name}-unused`,
      type: 'ACCOUNT_UNUSED_ACCESS',
      analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge: UNUSED_AFTER_DAYS } },
    });
  }
}
