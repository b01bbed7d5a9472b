import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Construct } from 'constructs';

export interface EndpointScalingProps {
  readonly endpointName: string;
  readonly variantName: string;
  readonly minimumInstances: number;
  readonly maximumInstances: number;
  /** How many calls a minute keep one instance well used. */
  readonly invocationsPerInstance: number;
}

/** Follows the load between fixed bounds, through the service-linked role of Application Auto Scaling: no role of ours may resize an endpoint. */
export class EndpointScaling extends Construct {
  public constructor(scope: Construct, id: string, props: EndpointScalingProps) {
    super(scope, id);
    const target = new CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'sagemaker',
      resourceId: `endpoint/${props.endpointName}/variant/${props.variantName}`,
      scalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      minCapacity: props.minimumInstances,
      maxCapacity: props.maximumInstances,
    });
    new CfnScalingPolicy(this, 'Policy', {
      policyName: `${props.endpointName}-invocations`,
      policyType: 'TargetTrackingScaling',
      scalingTargetId: target.ref,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
        targetValue: props.invocationsPerInstance,
        // Loading weights takes minutes: grow soon, shrink late.
        scaleOutCooldown: 60,
        scaleInCooldown: 600,
      },
    });
  }
}
