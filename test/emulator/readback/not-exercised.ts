/** Types that no service of moto holds. What they promise is shown by the proofs of templates only; any other type that is not exercised fails the tests. */
export const NOT_EXERCISED: readonly string[] = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::ApiGateway::ClientCertificate',
  'AWS::Bedrock::EnforcedGuardrailConfiguration',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::GuardrailVersion',
  'AWS::Config::ConformancePack',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::SecurityHub::Standard',
];
