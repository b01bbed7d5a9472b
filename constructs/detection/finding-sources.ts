/** A service whose grave findings are routed: which of its events, and what of them is told. */
export interface FindingSource {
  /** Construct id. */
  readonly id: string;
  /** Part of the rule's name. */
  readonly service: string;
  readonly description: string;
  /** EventBridge pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** What is told of a finding: name and JSON path. */
  readonly paths: Readonly<Record<string, string>>;
}

/** GuardDuty calls 7.0 and more high. */
const GUARDDUTY_HIGH = 7;

export const FINDING_SOURCES: readonly FindingSource[] = [
  {
    id: 'GuardDuty',
    service: 'guardduty',
    description: 'GuardDuty findings of high severity',
    pattern: {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', GUARDDUTY_HIGH] }] },
    },
    paths: { id: '$.detail.id', type: '$.detail.type', severity: '$.detail.severity' },
  },
  {
    id: 'SecurityHub',
    service: 'securityhub',
    description: 'New Security Hub findings of high severity, but for those that their own service reports here',
    pattern: {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: {
        findings: {
          ProductName: [{ 'anything-but': ['GuardDuty', 'IAM Access Analyzer', 'Macie'] }],
          RecordState: ['ACTIVE'],
          Severity: { Label: ['CRITICAL', 'HIGH'] },
          Workflow: { Status: ['NEW'] },
        },
      },
    },
    paths: {
      id: '$.detail.findings[0].Id',
      type: '$.detail.findings[0].GeneratorId',
      severity: '$.detail.findings[0].Severity.Label',
    },
  },
  {
    id: 'Macie',
    service: 'macie',
    description: 'Macie findings of high severity',
    pattern: {
      source: ['aws.macie'],
      'detail-type': ['Macie Finding'],
      detail: { severity: { description: ['High'] } },
    },
    paths: { id: '$.detail.id', type: '$.detail.type', severity: '$.detail.severity.description' },
  },
  {
    id: 'AccessAnalyzer',
    service: 'access-analyzer',
    description: 'Access Analyzer findings of something shared beyond the account',
    pattern: {
      source: ['aws.access-analyzer'],
      'detail-type': ['Access Analyzer Finding'],
      detail: { status: ['ACTIVE'] },
    },
    paths: { id: '$.detail.id', type: '$.detail.resourceType', public: '$.detail.isPublic' },
  },
];
