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
