/** A cell of facet and label, as it is counted under. */
export function cellName(facet: string, label: string): string {
  return JSON.stringify([facet, label]);
}

/** Facet and label of a {@link cellName}. */
export function cellOf(name: string): { readonly facet: string; readonly label: string } {
  const [facet = '', label = ''] = JSON.parse(name) as [string, string];
  return { facet, label };
}
