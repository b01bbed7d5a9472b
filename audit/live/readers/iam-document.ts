/** Names of errors by which IAM says that there is no such thing. */
export const NO_SUCH_ENTITY = ['NoSuchEntityException', 'NoSuchEntity'];

/** IAM writes documents as parts of a URL. */
export function decoded(document: string | undefined): unknown {
  if (document === undefined) return undefined;
  const whole = document.startsWith('%') ? decodeURIComponent(document) : document;
  return JSON.parse(whole) as unknown;
}
