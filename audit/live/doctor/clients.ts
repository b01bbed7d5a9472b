const CONNECT_MS = 3000;
const ANSWER_MS = 10_000;

/** What every client of the doctor is made with. Endpoints and credentials are the SDK's own business: environment, profile, role. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
}

/** Makes clients for one region. */
export type ClientsOf = <T>(client: new (settings: ClientSettings) => T) => T;

/** Clients that give up after seconds: a doctor who waits for minutes is not asked again. */
export function clientsOf(region: string): ClientsOf {
  const settings = {
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
  };
  return (client) => new client(settings);
}
