import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionNetwork } from '../function/stage-function';
import type { EndpointService } from './endpoint-service';

/** A part of the network with subnets and a security group of its own. */
export interface NetworkTier {
  /** Lower case letters, digits and hyphens, at most 20, e.g. `serving`. */
  readonly name: string;
}

/** An AWS service that some tiers may reach. */
export interface NetworkEndpoint {
  readonly service: EndpointService;
  /** Names of the tiers that may reach it. */
  readonly tiers: string[];
  /** The endpoint's policy, generated from the access matrix: who may do what to what through it. */
  readonly statements: PolicyStatement[];
}

/** A tier as those who put something into it see it. */
export interface NetworkPlace extends FunctionNetwork {
  readonly subnetIds: string[];
}
