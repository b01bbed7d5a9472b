import { RampartError } from '../../contract/errors';
import { GATEWAY_REFUSALS, type GatewayCode, type GatewayRefusal } from '../../contract/gateway';

/** Ends a request with one code of the closed set. The message goes to the caller: it names a property, never repeats what was sent. */
export class Refusal extends RampartError {
  public constructor(
    public override readonly code: GatewayCode,
    message: string,
    /** Name of the error underneath, for the log. */
    public readonly reason?: string,
  ) {
    super(code, message);
  }

  public get status(): number {
    return GATEWAY_REFUSALS[this.code];
  }

  public get outcome(): GatewayRefusal['outcome'] {
    if (this.code === 'GUARDRAIL_INTERVENED') return 'guardrail-intervened';
    return this.status >= 500 ? 'failed' : 'refused';
  }
}

/** Any thrown thing as a refusal: what nobody foresaw is `INTERNAL`, and of it only the error's name is kept. */
export function refusalFrom(thrown: unknown): Refusal {
  return thrown instanceof Refusal
    ? thrown
    : new Refusal('INTERNAL', 'the gateway could not serve this request', nameOf(thrown));
}

/** An error's name where it is a plain word. Messages are never taken: a service may repeat the prompt in them. */
export function nameOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return /^[A-Za-z]{1,64}$/.test(name) ? name : 'Unnamed';
}
