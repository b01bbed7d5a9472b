import type { APIGatewayEventIdentity } from 'aws-lambda';
import { Refusal } from './refusal';

/** Who calls: the role on the allow-list, whatever session took it. */
export interface Caller {
  /** The role's ARN as the allow-list has it. */
  readonly id: string;
  /** IAM's unique id of the role: another role of the same name has another one. */
  readonly principalId: string;
}

const SESSION =
  /^arn:aws[a-z-]{0,12}:sts::(?<account>\d{12}):assumed-role\/(?<role>[\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/;
const ROLE = /^arn:aws[a-z-]{0,12}:iam::(?<account>\d{12}):role\/(?:[\u0021-\u007e]*\/)?(?<role>[\w+=,.@-]{1,64})$/;
const PRINCIPAL = /^(?<id>AROA[A-Z0-9]{8,124}):[\w+=,.@-]{2,64}$/;

/**
 * The caller, from what API Gateway's IAM authorizer found. A session maps to its role; paths do not count, because
 * a session's ARN lacks them and role names are unique in an account.
 *
 * @throws Refusal `CALLER_UNKNOWN` without a complete IAM identity, `CALLER_NOT_ALLOWED` for one not on the list
 */
export function callerOf(identity: Partial<APIGatewayEventIdentity> | undefined, allowed: readonly string[]): Caller {
  const { userArn, accountId, caller } = identity ?? {};
  if (!isText(userArn) || !isText(accountId) || !isText(caller)) {
    throw new Refusal('CALLER_UNKNOWN', 'the request must be signed with AWS Signature Version 4');
  }
  const session = SESSION.exec(userArn)?.groups;
  const principalId = PRINCIPAL.exec(caller)?.groups?.['id'];
  if (!session || !principalId) throw new Refusal('CALLER_NOT_ALLOWED', 'only sessions of roles may call');
  if (session['account'] !== accountId) {
    throw new Refusal('CALLER_UNKNOWN', 'the identity names two accounts');
  }
  const id = allowed.find((arn) => {
    const role = ROLE.exec(arn)?.groups;
    return role !== undefined && role['account'] === session['account'] && role['role'] === session['role'];
  });
  if (id === undefined) throw new Refusal('CALLER_NOT_ALLOWED', 'this role may not call the gateway');
  return { id, principalId };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
