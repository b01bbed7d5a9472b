import { App, Validations } from 'aws-cdk-lib';
import { LlmPipelineChecks, TemplateProofs } from '../../audit';
import { AssistantStack } from './assistant-stack';

/** Somebody's app, with nothing of Rampart's in its stacks. The two lines in the middle check and prove it at every synthesis. */
export function app(): App {
  const app = new App({ analyticsReporting: false });
  new AssistantStack(app, 'Assistant', { env: { account: '111122223333', region: 'eu-central-1' } });

  Validations.of(app).addPlugins(new LlmPipelineChecks(app));
  Validations.of(app).addPlugins(new TemplateProofs());

  return app;
}

if (require.main === module) app().synth();
