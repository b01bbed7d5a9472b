import { verdict, type Rule } from '../../rule';

const LONGEST_SECONDS = 3600;

/** Agent sessions end within an hour of idleness. */
export const agentSession: Rule = {
  id: 'AgentSession',
  types: ['AWS::Bedrock::Agent'],
  check: (agent) => verdict((agent.at('IdleSessionTTLInSeconds').number() ?? 0) <= LONGEST_SECONDS),
};
