import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { AcceptedWildcard } from '../identity/stage-role';
import { DataStageError } from './data-error';

/** The key that signs manifests, as those who use it name it. */
export interface SigningPlace {
  /** What a call of KMS names: the key's ARN, or that of its alias. */
  readonly id: string;
  /** What a policy names. */
  readonly resource: string;
  /** What narrows the resource, where the key's id is not known. */
  readonly conditions: Readonly<Record<string, Record<string, string>>>;
  readonly acceptedWildcards: AcceptedWildcard[];
  /** The key, where its policy can be added to. */
  readonly key?: IKey;
}

/**
 * A key at hand, or one of another account by its alias.
 *
 * @throws DataStageError `SIGNING_KEY_MISSING`, `SIGNING_KEY_TWICE` or `SIGNING_KEY_ALIAS_INVALID`
 */
export function signingPlace(key: IKey | undefined, aliasArn: string | undefined): SigningPlace {
  if (key && aliasArn !== undefined) {
    throw new DataStageError(
      'SIGNING_KEY_TWICE',
      `signingKeyAliasArn: one key signs, got signingKey beside ${aliasArn}`,
    );
  }
  if (key) return { id: key.keyArn, resource: key.keyArn, conditions: {}, acceptedWildcards: [], key };
  if (aliasArn === undefined) {
    throw new DataStageError(
      'SIGNING_KEY_MISSING',
      'signingKey: manifests are signed, so signingKey or signingKeyAliasArn must be given, got neither',
    );
  }
  const [, place, alias] = /^(arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}):(alias\/[\w/-]+)$/.exec(aliasArn) ?? [];
  if (place === undefined || alias === undefined) {
    throw new DataStageError(
      'SIGNING_KEY_ALIAS_INVALID',
      `signingKeyAliasArn: must be arn:PARTITION:kms:REGION:ACCOUNT:alias/NAME, got ${aliasArn}`,
    );
  }
  const resource = `${place}:key/*`;
  return {
    id: aliasArn,
    resource,
    conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
    acceptedWildcards: [
      { resource, reason: 'a key of another account, whose id is not known here: narrowed to one key by its alias' },
    ],
  };
}
