import {
  GetLoggingConfigurationCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  type LoggingConfiguration,
} from '@aws-sdk/client-wafv2';
import { missing, single, text, type Reader } from '../reader';

const GONE = ['WAFNonexistentItemException'];

export const WEB_ACLS: Reader = {
  types: ['AWS::WAFv2::WebACL'],
  calls: { 'wafv2:GetWebACL': ['wafv2:GetWebACL'] },
  async read({ physicalId }, { clients: { wafv2 } }) {
    const [Name = '', Id = '', Scope = 'REGIONAL'] = physicalId.split('|');
    let arn = '';
    const found = await single(GONE, async () => {
      const { WebACL: acl } = await wafv2.send(
        new GetWebACLCommand({ Name, Id, Scope: Scope === 'CLOUDFRONT' ? 'CLOUDFRONT' : 'REGIONAL' }),
      );
      if (!acl) return undefined;
      arn = acl.ARN ?? '';
      return {
        AssociationConfig: acl.AssociationConfig,
        CaptchaConfig: acl.CaptchaConfig,
        ChallengeConfig: acl.ChallengeConfig,
        CustomResponseBodies: acl.CustomResponseBodies,
        DataProtectionConfig: acl.DataProtectionConfig,
        DefaultAction: acl.DefaultAction,
        Description: acl.Description,
        Name: acl.Name,
        Rules: acl.Rules,
        Scope,
        TokenDomains: acl.TokenDomains,
        VisibilityConfig: acl.VisibilityConfig,
      };
    });
    return found.kind === 'read' ? { ...found, attributes: { Arn: arn, Id } } : found;
  },
};

export const WEB_ACL_ASSOCIATIONS: Reader = {
  types: ['AWS::WAFv2::WebACLAssociation'],
  // The call also wants the read of what the ACL stands before.
  calls: { 'wafv2:GetWebACLForResource': ['wafv2:GetWebACLForResource', 'wafv2:GetWebACL', 'apigateway:GET'] },
  read: ({ properties }, { clients: { wafv2 } }) =>
    single(GONE, async () => {
      const ResourceArn = text(properties['ResourceArn']);
      const { WebACL: acl } = await wafv2.send(new GetWebACLForResourceCommand({ ResourceArn }));
      return acl && { ResourceArn, WebACLArn: acl.ARN };
    }),
};

export const WAF_LOGGING: Reader = {
  types: ['AWS::WAFv2::LoggingConfiguration'],
  calls: { 'wafv2:GetLoggingConfiguration': ['wafv2:GetLoggingConfiguration'] },
  async read({ physicalId }, { clients: { wafv2 } }) {
    const found = await single(GONE, async () => {
      const { LoggingConfiguration: of } = await wafv2.send(
        new GetLoggingConfigurationCommand({ ResourceArn: physicalId }),
      );
      return of && logging(of);
    });
    return found.kind === 'missing' ? missing('the web ACL logs nothing') : found;
  },
};

function logging(of: LoggingConfiguration): Readonly<Record<string, unknown>> {
  return {
    LogDestinationConfigs: of.LogDestinationConfigs,
    LoggingFilter: of.LoggingFilter,
    RedactedFields: of.RedactedFields,
    ResourceArn: of.ResourceArn,
  };
}
