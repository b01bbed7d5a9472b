import { verdict, type Rule } from '../../rule';

/** AgentCore browsers record their sessions to S3. */
export const agentCore6: Rule = {
  id: 'BedrockAgentCore.6',
  types: ['AWS::BedrockAgentCore::BrowserCustom'],
  check: (browser) => {
    const recording = browser.at('RecordingConfig');
    return verdict(recording.at('Enabled').bool() === true && recording.at('S3Location', 'Bucket').given());
  },
};
