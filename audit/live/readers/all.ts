import type { Reader } from '../reader';
import { REST_APIS, STAGES } from './api-gateway';
import { API_METHODS, API_PARTS } from './api-gateway-parts';
import { ENFORCED_GUARDRAILS, GUARDRAIL_VERSIONS, GUARDRAILS, INVOCATION_LOGGING } from './bedrock';
import { BY_CLOUDFORMATION } from './by-cloudformation';
import { TRAILS } from './cloudtrail';
import { ALARMS } from './cloudwatch';
import { DEFAULT_GROUPS } from './default-group';
import { ANALYZERS, CONFORMANCE_PACKS, DELIVERY_CHANNELS, HUBS, MACIE, RECORDERS, STANDARDS } from './detection';
import { ENDPOINTS } from './ec2-endpoints';
import { GROUP_RULES, SECURITY_GROUPS } from './ec2-groups';
import { FLOW_LOGS, ROUTE_ASSOCIATIONS, ROUTE_TABLES, ROUTES, SUBNETS } from './ec2-subnets';
import { PUBLIC_ACCESS_BLOCK, VPCS } from './ec2-vpc';
import { RULES } from './events';
import { DETECTORS, MALWARE_PLANS } from './guardduty';
import { ROLES, SERVICE_LINKED_ROLES } from './iam';
import { INLINE_POLICIES, MANAGED_POLICIES } from './iam-policies';
import { ALIASES, KEYS } from './kms';
import { FUNCTIONS, INVOKE_CONFIGS } from './lambda';
import { PERMISSIONS } from './lambda-permissions';
import { LOG_GROUPS, LOG_RESOURCE_POLICIES, METRIC_FILTERS } from './logs';
import { QUEUE_POLICIES, QUEUES } from './queues';
import { BUCKETS } from './s3';
import { BUCKET_POLICIES } from './s3-policies';
import { ENDPOINT_CONFIGS, ENDPOINTS_OF_MODELS, MODELS, PACKAGE_GROUPS } from './sagemaker';
import { STATE_MACHINES } from './state-machines';
import { TOPIC_POLICIES, TOPIC_SUBSCRIPTIONS, TOPICS } from './topics';
import { WAF_LOGGING, WEB_ACL_ASSOCIATIONS, WEB_ACLS } from './waf';
import { WORKGROUPS } from './workgroups';

/** Every reader. A type that none of them has is *not readable*. */
export const READERS: readonly Reader[] = [
  ALARMS,
  ALIASES,
  ANALYZERS,
  API_METHODS,
  ...API_PARTS,
  BUCKET_POLICIES,
  BUCKETS,
  BY_CLOUDFORMATION,
  CONFORMANCE_PACKS,
  DEFAULT_GROUPS,
  DELIVERY_CHANNELS,
  DETECTORS,
  ENDPOINT_CONFIGS,
  ENDPOINTS,
  ENDPOINTS_OF_MODELS,
  ENFORCED_GUARDRAILS,
  FLOW_LOGS,
  FUNCTIONS,
  GROUP_RULES,
  GUARDRAIL_VERSIONS,
  GUARDRAILS,
  HUBS,
  INLINE_POLICIES,
  INVOCATION_LOGGING,
  INVOKE_CONFIGS,
  KEYS,
  LOG_GROUPS,
  LOG_RESOURCE_POLICIES,
  MACIE,
  MALWARE_PLANS,
  MANAGED_POLICIES,
  METRIC_FILTERS,
  MODELS,
  PACKAGE_GROUPS,
  PERMISSIONS,
  PUBLIC_ACCESS_BLOCK,
  QUEUE_POLICIES,
  QUEUES,
  RECORDERS,
  REST_APIS,
  ROLES,
  ROUTE_ASSOCIATIONS,
  ROUTE_TABLES,
  ROUTES,
  RULES,
  SECURITY_GROUPS,
  SERVICE_LINKED_ROLES,
  STAGES,
  STANDARDS,
  STATE_MACHINES,
  SUBNETS,
  TOPIC_POLICIES,
  TOPIC_SUBSCRIPTIONS,
  TOPICS,
  TRAILS,
  VPCS,
  WAF_LOGGING,
  WEB_ACL_ASSOCIATIONS,
  WEB_ACLS,
  WORKGROUPS,
];

const BY_TYPE = new Map(READERS.flatMap((reader) => reader.types.map((type) => [type, reader] as const)));

export function readerOf(type: string): Reader | undefined {
  return BY_TYPE.get(type);
}
