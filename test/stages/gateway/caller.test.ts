import { callerOf } from '../../../stages/gateway/caller';
import { CALLER_ROLE } from './world';

const identity = {
  accountId: '444455556666',
  caller: 'AROAEXAMPLE1234567:session-1',
  userArn: 'arn:aws:sts::444455556666:assumed-role/app/session-1',
};

test('two sessions of a role are one caller', () => {
  const other = { ...identity, caller: 'AROAEXAMPLE1234567:b2', userArn: identity.userArn.replace('session-1', 'b2') };
  expect(callerOf(identity, [CALLER_ROLE])).toEqual({ id: CALLER_ROLE, principalId: 'AROAEXAMPLE1234567' });
  expect(callerOf(other, [CALLER_ROLE])).toEqual(callerOf(identity, [CALLER_ROLE]));
});

test.each([
  ['nothing', undefined],
  ['an empty identity', {}],
  ['no principal', { ...identity, caller: null }],
  ['no account', { ...identity, accountId: null }],
  ['no ARN', { ...identity, userArn: '' }],
  ['two accounts', { ...identity, accountId: '999999999999' }],
])('%s is nobody known', (_what, given) => {
  expect(() => callerOf(given, [CALLER_ROLE])).toThrow(expect.objectContaining({ code: 'CALLER_UNKNOWN' }));
});

test.each([
  ['another role', { userArn: 'arn:aws:sts::444455556666:assumed-role/apps/s1' }],
  ['a role whose name ends the same', { userArn: 'arn:aws:sts::444455556666:assumed-role/x-app/s1' }],
  ['a session named like the role', { userArn: 'arn:aws:sts::444455556666:assumed-role/evil/app' }],
  [
    'the same name in another account',
    {
      accountId: '999999999999',
      userArn: 'arn:aws:sts::999999999999:assumed-role/app/s1',
    },
  ],
  ['a user', { caller: 'AIDAEXAMPLE1234567', userArn: 'arn:aws:iam::444455556666:user/app' }],
  ['the root user', { caller: '444455556666', userArn: 'arn:aws:iam::444455556666:root' }],
  ['a federated user', { userArn: 'arn:aws:sts::444455556666:federated-user/app' }],
  ['an ARN with more behind it', { userArn: 'arn:aws:sts::444455556666:assumed-role/app/s1\n' }],
  ['a principal that is no role', { caller: 'AIDAEXAMPLE1234567:app' }],
])('%s may not call', (_what, changes) => {
  expect(() => callerOf({ ...identity, ...changes }, [CALLER_ROLE])).toThrow(
    expect.objectContaining({ code: 'CALLER_NOT_ALLOWED' }),
  );
});

test('an empty allow-list allows nobody', () => {
  expect(() => callerOf(identity, [])).toThrow(expect.objectContaining({ code: 'CALLER_NOT_ALLOWED' }));
});
