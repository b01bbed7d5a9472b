import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';
import { jobOf } from '../../shapes/monitoring-job';

/** Bias jobs on several instances encrypt traffic between containers. */
export const sageMaker15: Rule = {
  id: 'SageMaker.15',
  types: ['AWS::SageMaker::ModelBiasJobDefinition'],
  check: (definition) => {
    const { network, cluster } = jobOf(definition);
    if (network.at('EnableInterContainerTrafficEncryption').bool() === true) return verdict(true);
    // One instance has nobody to talk to.
    return (cluster.at('InstanceCount').number() ?? 1) < 2 ? NOT_APPLICABLE : verdict(false);
  },
};
