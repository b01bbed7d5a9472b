import type { Access, EmulatedResource } from '../emulator';

/** Clients of the SDK for one account, each made once. */
export class Clients {
  private readonly made = new Map<unknown, unknown>();

  public constructor(public readonly access: Access) {}

  public of<T>(client: new (configuration: Access & { readonly forcePathStyle: true }) => T): T {
    const known = this.made.get(client) as T | undefined;
    const one = known ?? new client({ ...this.access, forcePathStyle: true });
    this.made.set(client, one);
    return one;
  }

  /** The same account in another region. */
  public elsewhere(region: string): Clients {
    return new Clients({ ...this.access, region });
  }

  /** A call to a service whose client is not installed, by the JSON protocol. @throws Error with what the service answered */
  public async json<T>(service: string, target: string, body: Record<string, unknown>): Promise<T> {
    const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target };
    const answer = await fetch(this.access.endpoint, {
      method: 'POST',
      headers: { ...headers, ...this.signed(service) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${target}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** What a service whose client is not installed says at a path. @throws Error with what the service answered */
  public async get(service: string, path: string): Promise<object> {
    const answer = await fetch(new URL(path, this.access.endpoint), { headers: this.signed(service) });
    if (!answer.ok) throw new Error(`${service} ${path}: ${await answer.text()}`);
    return (await answer.json()) as object;
  }

  /** The emulator reads account, region and service here, and judges no signature. */
  private signed(service: string): Record<string, string> {
    const { accessKeyId, sessionToken } = this.access.credentials;
    const scope = `${accessKeyId}/20200101/${this.access.region}/${service}/aws4_request`;
    return {
      Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    };
  }
}

export type Properties = Readonly<Record<string, unknown>>;

/** How a type is read back. */
export interface Reading {
  /** What its service says of it, under the names of the template's properties; the case of letters and the form of scalars do not matter. */
  readonly read: (clients: Clients, resource: EmulatedResource) => Promise<object>;
  /** Properties that the emulated service does not tell of, each with the reason. Dots lead into them. */
  readonly lost?: Readonly<Record<string, string>>;
  /** What else the service must say, beside the template's properties. */
  readonly promised?: Properties;
}

/** Why most of what is lost is lost. */
export const NOT_KEPT = 'moto takes it and does not tell of it';

/** What a call says, and nothing where the service knows no such thing: then the promised property is missing. */
export async function orNothing<T>(call: Promise<T>): Promise<Partial<T>> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && /^(NoSuch|ResourceNotFound|NotFound|.*NotFound|InsightNotEnabled)/.test(error.name))
      return {};
    throw error;
  }
}

/** A property of a resource that must be a text. */
export function text(resource: EmulatedResource, name: string): string {
  const value = resource.properties[name];
  if (typeof value !== 'string') throw new Error(`${resource.logicalId} has no text ${name}`);
  return value;
}

/** The last part of an ARN or id. */
export function last(id: string | undefined, separator: string): string {
  return id?.split(separator).at(-1) ?? '';
}
