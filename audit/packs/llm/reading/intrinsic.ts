/** A piece of a template as JSON has it. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(raw: unknown): raw is Json {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Whether CloudFormation computes this value, or part of it, at deployment. */
export function isIntrinsic(raw: unknown): raw is Json {
  return isObject(raw) && Object.keys(raw).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

/** The resource that a `Ref` or `Fn::GetAtt` names, with the attribute (`undefined` for a `Ref`). */
export function referenceOf(raw: unknown): { readonly id: string; readonly attribute?: string } | undefined {
  if (!isObject(raw)) return undefined;
  if (typeof raw['Ref'] === 'string') return { id: raw['Ref'] };
  const getAtt = raw['Fn::GetAtt'];
  const parts: unknown[] = typeof getAtt === 'string' ? splitOnce(getAtt) : Array.isArray(getAtt) ? getAtt : [];
  const [id, attribute] = parts;
  return typeof id === 'string' && typeof attribute === 'string' ? { id, attribute } : undefined;
}

function splitOnce(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Says in a few words what stands where a plain value was wanted. */
export function describe(raw: unknown): string {
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
