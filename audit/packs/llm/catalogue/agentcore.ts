import type { Control } from './control';

/** AgentCore, beyond the controls of Security Hub. */
export const AGENTCORE_CONTROLS: readonly Control[] = [
  {
    id: 'GatewayPolicyEngine',
    title: 'AgentCore gateways enforce a policy on tool calls',
    severity: 'high',
    sources: ['AG-25', 'FS-08', 'OWASP LLM03:2026'],
    risk: 'An agent that was talked into it may call every tool with every argument.',
    check: 'PolicyEngineConfiguration.Mode is ENFORCE.',
    remedy: 'Attach a policy engine in the mode ENFORCE.',
    decidability: 'decidable',
  },
  {
    id: 'GatewayErrors',
    title: 'AgentCore gateways do not return debugging detail',
    severity: 'medium',
    sources: ['AG-26'],
    risk: 'Errors in detail tell an attacker how the tools are built.',
    check: 'ExceptionLevel is not DEBUG.',
    remedy: 'Leave ExceptionLevel out.',
    decidability: 'decidable',
  },
  {
    id: 'PolicyEngineKey',
    title: 'AgentCore policy engines are encrypted with a customer-managed key',
    severity: 'medium',
    sources: ['AC-11', 'AG-22'],
    risk: 'The rules for tools lie under a key that nobody here can revoke or audit.',
    check: 'EncryptionKeyArn names a customer-managed key.',
    remedy: 'Set EncryptionKeyArn.',
    decidability: 'decidable',
  },
  {
    id: 'HarnessNetwork',
    title: 'AgentCore harnesses run in a VPC',
    severity: 'high',
    sources: ['AC-01'],
    risk: 'A harness in the public network mode reaches the internet with what the agent knows.',
    check: "The environment's NetworkConfiguration.NetworkMode is VPC; absent means public.",
    remedy: 'Set NetworkMode to VPC.',
    decidability: 'decidable',
  },
];
