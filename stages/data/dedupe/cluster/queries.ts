import { defineQuery } from '../../sql/define-query';

export const EDGE_FILE_COLUMNS = { a: 'BIGINT', b: 'BIGINT', similarity: 'DOUBLE' } as const;
export const LABEL_COLUMNS = { node: 'BIGINT', label: 'BIGINT' } as const;
const LINK_COLUMNS = { node: 'BIGINT', other: 'BIGINT', similarity: 'DOUBLE' } as const;
const GRAND_COLUMNS = { node: 'BIGINT', label: 'BIGINT', grand: 'BIGINT' } as const;

/** Each edge in both directions. */
export const links = defineQuery({
  name: 'dedupe/links',
  reads: () => ({ dedupe_edges: EDGE_FILE_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT a AS node, b AS other, similarity FROM dedupe_edges
    UNION ALL
    SELECT b AS node, a AS other, similarity FROM dedupe_edges`,
});

/** At first a node's label is the least of itself and its neighbours. */
export const firstLabels = defineQuery({
  name: 'dedupe/first-labels',
  reads: () => ({ dedupe_links: LINK_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT node, CASE WHEN MIN(other) < node THEN MIN(other) ELSE node END AS label
    FROM dedupe_links GROUP BY node`,
});

/** A node's label, and its label's label. */
export const grandLabels = defineQuery({
  name: 'dedupe/grand-labels',
  reads: () => ({ dedupe_labels: LABEL_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT l.node AS node, l.label AS label, p.label AS grand
    FROM dedupe_labels l JOIN dedupe_labels p ON p.node = l.label`,
});

/**
 * One round of FastSV (Zhang, Azad and Hu, 2020): a node takes its label's label (shortcut); a neighbour's label's label is offered to the
 * node (aggressive hooking) and to the node's label (stochastic hooking); each takes the least it is offered.
 */
export const nextLabels = defineQuery({
  name: 'dedupe/next-labels',
  reads: () => ({ dedupe_grand: GRAND_COLUMNS, dedupe_links: LINK_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT o.node AS node, MIN(o.label) AS label
    FROM (
      SELECT node, grand AS label FROM dedupe_grand
      UNION ALL
      SELECT e.node AS node, t.grand AS label FROM dedupe_links e JOIN dedupe_grand t ON t.node = e.other
      UNION ALL
      SELECT f.label AS node, t.grand AS label
      FROM dedupe_links e
      JOIN dedupe_grand f ON f.node = e.node
      JOIN dedupe_grand t ON t.node = e.other
    ) o
    GROUP BY o.node`,
});

/** How many nodes have another label than before. */
export const changedLabels = defineQuery({
  name: 'dedupe/changed-labels',
  reads: () => ({ dedupe_grand: GRAND_COLUMNS, dedupe_labels: LABEL_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT COUNT(*) AS changed
    FROM dedupe_grand g JOIN dedupe_labels l ON l.node = g.node
    WHERE l.label <> g.label`,
});

/** Documents that are not the first of their cluster, with the first, and their similarity to it: or, where the two were not compared, to the nearest that was. */
export const nearDuplicates = defineQuery({
  name: 'dedupe/near',
  reads: () => ({ dedupe_labels: LABEL_COLUMNS, dedupe_links: LINK_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT l.node AS n, l.label AS kept,
      COALESCE(MAX(CASE WHEN e.other = l.label THEN e.similarity END), MAX(e.similarity)) AS similarity
    FROM dedupe_labels l
    JOIN dedupe_links e ON e.node = l.node
    WHERE l.node <> l.label
    GROUP BY l.node, l.label`,
});
