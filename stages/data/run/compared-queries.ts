import { LEAST_PAIRS } from '../anomaly/order/order-anomalies';
import { defineQuery } from '../sql/define-query';
import { COMPARED } from './tables';

const COLUMNS = Object.keys(COMPARED)
  .map((name) => `c.${name} AS ${name}`)
  .join(', ');

/** A sample of compared documents: which, is by a random order of their ids. */
export const comparedSample = defineQuery<{ readonly most: number }>({
  name: 'run/compared-sample',
  reads: () => ({ compared: COMPARED }),
  examples: [{ most: 10 }],
  text: ({ most }) => `SELECT ${COLUMNS} FROM compared c ORDER BY c.rank, c.id LIMIT ${most}`,
});

/** Documents that may break a rule about the order of words; which of them do, depends on what is usual. */
export const orderSuspects = defineQuery<{ readonly z: number; readonly company: number; readonly most: number }>({
  name: 'run/order-suspects',
  reads: () => ({ compared: COMPARED }),
  examples: [{ z: 1.645, company: 0.25, most: 10 }],
  text: ({ z, company, most }) => `
    SELECT ${COLUMNS} FROM compared c
    WHERE (c.pairs >= ${LEAST_PAIRS} AND c.order_z < ${z})
      OR (c.chains >= ${LEAST_PAIRS} AND c.crossings >= ${LEAST_PAIRS} AND c.chain_z < ${z})
      OR (c.familiar >= ${LEAST_PAIRS} AND c.familiar_known < ${company} * c.familiar)
    ORDER BY c.order_z, c.rank, c.id
    LIMIT ${most}`,
});
