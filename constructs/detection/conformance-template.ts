import { canonicalJson } from '../../contract/canonical';
import { CONFORMANCE_RULES } from './conformance-rules';

/** The conformance pack's template for a region. It is JSON, which the YAML that Config expects includes. */
export function conformanceTemplate(name: string, region: string): string {
  const rules = CONFORMANCE_RULES.filter((rule) => !rule.notIn?.includes(region));
  const resources = rules.map(({ identifier, parameters }) => [
    pascal(identifier),
    {
      Type: 'AWS::Config::ConfigRule',
      Properties: {
        ConfigRuleName: `${name}-${identifier.toLowerCase().replaceAll('_', '-')}`,
        Source: { Owner: 'AWS', SourceIdentifier: identifier },
        ...(parameters && { InputParameters: parameters }),
      },
    },
  ]);
  return canonicalJson({ Resources: Object.fromEntries(resources) });
}

function pascal(identifier: string): string {
  return identifier.toLowerCase().replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
