/** What CloudFormation takes in one template, by its page of quotas: nothing beyond it can be deployed. */
const MOST_RESOURCES = 500;
const MOST_BYTES = 1024 * 1024;

/**
 * Why no pack judges a template; undefined where packs do. A pack looks at every pair of resources, so a template made of thousands would
 * keep it busy for minutes, about something that no account can hold.
 *
 * @param document a template's document
 * @param bytes the length of its text
 */
export function beyondQuota(document: { readonly Resources?: object }, bytes: number): string | undefined {
  const count = Object.keys(document.Resources ?? {}).length;
  if (count > MOST_RESOURCES)
    return `CloudFormation takes ${MOST_RESOURCES} resources in a template, and packs judge no more; this one has ${count}`;
  if (bytes > MOST_BYTES)
    return `CloudFormation takes ${MOST_BYTES} bytes of a template, and packs judge no more; this one has ${bytes}`;
  return undefined;
}
