import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';

/** Who may sign with a key, by one algorithm only, and who may verify. */
export function signatures(signerArns: string[], verifierArns: string[]): PolicyStatement[] {
  const algorithm = { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' };
  return [
    ...(signerArns.length > 0 ? [statement('SignManifests', signerArns, ['kms:Sign'], algorithm)] : []),
    ...(verifierArns.length > 0
      ? [
          statement('VerifyManifests', verifierArns, ['kms:Verify'], algorithm),
          statement('ReadPublicKey', verifierArns, ['kms:GetPublicKey'], {}),
        ]
      : []),
  ];
}

function statement(sid: string, arns: string[], actions: string[], condition: Record<string, string>): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [...new Set(arns.map(accountOf))].map((account) => new AccountPrincipal(account)),
    actions,
    resources: ['*'],
    conditions: {
      ArnEquals: { 'aws:PrincipalArn': arns },
      ...(Object.keys(condition).length > 0 && { StringEquals: condition }),
    },
  });
}
