import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { StageRole, type AcceptedWildcard } from '../../constructs/identity/stage-role';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stage } from '../access';
import type { RampartConfig } from '../config/config';
import { roleStatements, type LocalKeys } from './role-statements';

/** What a stage needs beyond data: to run at all, or to call the model. */
export interface Beyond {
  readonly statements: PolicyStatement[];
  readonly acceptedWildcards: AcceptedWildcard[];
}

/** A stage's role: what the matrix gives it, and what it needs to run. */
export function stageRole(
  scope: Construct,
  config: RampartConfig,
  stage: Stage,
  trust: IPrincipal,
  keys: LocalKeys,
  beyond: Beyond = { statements: [], acceptedWildcards: [] },
): StageRole {
  const generated = roleStatements(config, stage, keys);
  return new StageRole(
    scope,
    `${stage.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Role`,
    {
      name: config.name,
      stage,
      trust,
      statements: [...generated.statements, ...beyond.statements],
      acceptedWildcards: [...generated.acceptedWildcards, ...beyond.acceptedWildcards],
      organizationId: config.organizationId,
    },
  );
}
