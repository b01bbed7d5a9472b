import { closeGroup, type Ec2 } from '../../../stages/default-security-group/close';
import { accessFrom, ec2Query, type Ec2Access } from '../../../stages/default-security-group/ec2-query';

const ACCESS: Ec2Access = {
  endpoint: 'https://ec2.eu-central-1.amazonaws.com',
  region: 'eu-central-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'token',
};

function failing(code: string): Ec2 {
  return { call: () => Promise.reject(Object.assign(new Error(code), { name: code })) };
}

test('both rules that AWS gives the group are taken', async () => {
  const calls: [string, Record<string, string>][] = [];
  await closeGroup({ call: (...call) => Promise.resolve(void calls.push(call)) }, 'sg-1', '111122223333');
  expect(calls).toEqual([
    [
      'RevokeSecurityGroupEgress',
      { GroupId: 'sg-1', 'IpPermissions.1.IpProtocol': '-1', 'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0' },
    ],
    [
      'RevokeSecurityGroupIngress',
      {
        GroupId: 'sg-1',
        'IpPermissions.1.IpProtocol': '-1',
        'IpPermissions.1.Groups.1.GroupId': 'sg-1',
        'IpPermissions.1.Groups.1.UserId': '111122223333',
      },
    ],
  ]);
});

test('a group that is closed already is fine', async () => {
  await expect(closeGroup(failing('InvalidPermission.NotFound'), 'sg-1', '111122223333')).resolves.toBeUndefined();
});

test('any other refusal is not taken for success', async () => {
  await expect(closeGroup(failing('UnauthorizedOperation'), 'sg-1', '111122223333')).rejects.toThrow(
    'UnauthorizedOperation',
  );
});

describe('the query', () => {
  function sent(status: number, body: string): { send: typeof fetch; requests: { url: string; init: RequestInit }[] } {
    const requests: { url: string; init: RequestInit }[] = [];
    const send: typeof fetch = (url, init) => {
      requests.push({ url: String(url), init: init ?? {} });
      return Promise.resolve(new Response(body, { status }));
    };
    return { send, requests };
  }

  test('is signed for EC2 in the region, with the session', async () => {
    const { send, requests } = sent(200, '<ok/>');
    await ec2Query(ACCESS, send).call('RevokeSecurityGroupEgress', { GroupId: 'sg-1' });
    expect(requests).toHaveLength(1);
    const { url, init } = requests[0]!;
    expect(url).toBe('https://ec2.eu-central-1.amazonaws.com/');
    expect(init.body).toBe('Action=RevokeSecurityGroupEgress&Version=2016-11-15&GroupId=sg-1');
    const headers = init.headers as Record<string, string>;
    expect(headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/ec2\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
    );
    expect(headers['x-amz-security-token']).toBe('token');
  });

  test("throws EC2's code, and not what else EC2 says", async () => {
    const { send } = sent(
      403,
      '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>secret</Message></Error></Errors></Response>',
    );
    const call = ec2Query(ACCESS, send).call('RevokeSecurityGroupIngress', { GroupId: 'sg-1' });
    await expect(call).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: 'RevokeSecurityGroupIngress failed: UnauthorizedOperation',
    });
  });

  test('throws the status where EC2 gives no code', async () => {
    await expect(ec2Query(ACCESS, sent(500, 'oops').send).call('RevokeSecurityGroupIngress', {})).rejects.toMatchObject(
      { name: 'Http500' },
    );
  });
});

test('a Lambda function finds EC2 and its credentials in its environment', () => {
  const environment = {
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_SESSION_TOKEN: 'c',
  };
  expect(accessFrom(environment)).toEqual({
    endpoint: 'https://ec2.cn-north-1.amazonaws.com.cn',
    region: 'cn-north-1',
    accessKeyId: 'a',
    secretAccessKey: 'b',
    sessionToken: 'c',
  });
  expect(accessFrom({ ...environment, AWS_ENDPOINT_URL: 'http://localhost:5055' }).endpoint).toBe(
    'http://localhost:5055',
  );
});
