import type { Given } from '../iam/query';

/** A request that comes through no VPC endpoint carries none of these keys. */
export const OUTSIDE_ENDPOINTS: Given = {
  'aws:SourceVpce': null,
  'aws:SourceVpc': null,
  'aws:VpcSourceIp': null,
  'aws:VpceAccount': null,
  'aws:VpceOrgID': null,
  'aws:VpceOrgPaths': null,
};
