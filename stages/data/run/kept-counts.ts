import { defineQuery } from '../sql/define-query';
import { ATTRIBUTES } from './attributes';
import { JUDGED } from './tables';

/** How many documents are kept, by source, facet and label. */
export const keptCounts = defineQuery({
  name: 'run/kept-counts',
  reads: () => ({ judged: JUDGED, attributes: ATTRIBUTES }),
  examples: [undefined],
  text: () => `
    SELECT a.source AS source, a.facet AS facet, a.label AS label, COUNT(*) AS documents
    FROM attributes a JOIN judged j ON j.place = a.place
    WHERE j.kind = 'kept'
    GROUP BY a.source, a.facet, a.label
    ORDER BY a.source, a.facet, a.label`,
});

/** Features of kept documents, for what is learnt from a sample: which, is by the order of their hashes. */
export const keptFeatures = defineQuery<{ readonly features: readonly string[]; readonly most: number }>({
  name: 'run/kept-features',
  reads: () => ({ judged: JUDGED, attributes: ATTRIBUTES }),
  examples: [{ features: ['language_score'], most: 10 }],
  text: ({ features, most }) => `
    SELECT ${['id', 'source', ...features].map((name) => `a.${name} AS ${name}`).join(', ')}
    FROM attributes a JOIN judged j ON j.place = a.place
    WHERE j.kind = 'kept'
    ORDER BY j.sha, j.id
    LIMIT ${most}`,
});
