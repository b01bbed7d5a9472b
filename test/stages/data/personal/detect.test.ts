import { countByKind, detect } from '../../../../stages/data/personal/detect';
import { personalRuleNames } from '../../../../stages/data/personal/kinds';

/** `rule-name: text` of each find, without family and version. */
function seen(text: string): string[] {
  return detect(text).map(({ rule, start, end }) => `${/\/(.*)@/.exec(rule)?.[1] ?? ''}: ${text.slice(start, end)}`);
}

// Reserved, documentation or made-up values only; keys are assembled so that no scanner takes them for real.
const KEY = (prefix: string, length: number) => prefix + 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zC'.repeat(8).slice(0, length);

test.each([
  ['write to jane.doe+x@mail.example.org today', 'email: jane.doe+x@mail.example.org'],
  ['user@[192.0.2.1] is an address literal', 'email: user@[192.0.2.1]'],
  ['jane.doe at example.org', 'email-spelled: jane.doe at example.org'],
  ['jane (at) example (dot) org', 'email-spelled: jane (at) example (dot) org'],
  ['call (212) 555-0187 now', 'phone-nanp: (212) 555-0187'],
  ['call 1-800-555-0199 x42', 'phone-nanp: 1-800-555-0199 x42'],
  ['1-877-451-TEEN', 'phone-nanp: 1-877-451-TEEN'],
  ['ring +44 20 7946 0958', 'phone-international: +44 20 7946 0958'],
  ['ring +353 (0)86 876 8780', 'phone-international: +353 (0)86 876 8780'],
  ['ring 0049 30 901820', 'phone-international: 0049 30 901820'],
  ['le 01 23 45 67 89', 'phone-national: 01 23 45 67 89'],
  ['on 020 7946 0958', 'phone-national: 020 7946 0958'],
  ['Tel: 5550199', 'phone-context: 5550199'],
  ['4111 1111 1111 1111', 'card: 4111 1111 1111 1111'],
  ['3782-822463-10005', 'card: 3782-822463-10005'],
  ['GB82 WEST 1234 5698 7654 32', 'iban: GB82 WEST 1234 5698 7654 32'],
  ['DE89370400440532013000.', 'iban: DE89370400440532013000'],
  ['219-09-9999', 'ssn: 219-09-9999'],
  ['SSN 219099999', 'ssn: 219099999'],
  ['AB 12 34 56 C', 'nino: AB 12 34 56 C'],
  ['Steuer-ID 86095742719', 'tax-id-german: 86095742719'],
  ['from 66.218.66.95 by', 'ipv4: 66.218.66.95'],
  ['2001:4860:4860::8888', 'ipv6: 2001:4860:4860::8888'],
  ['00:1A:2B:3C:4D:5E', 'mac: 00:1A:2B:3C:4D:5E'],
  ['00-1A-2B-3C-4D-5E', 'mac: 00-1A-2B-3C-4D-5E'],
  ['at 221 Old Baker Street', 'address-street: 221 Old Baker Street'],
  ['12 rue de la Paix', 'address-street: 12 rue de la Paix'],
  ['Hauptstra\u00dfe 5, dort', 'address-street: Hauptstra\u00dfe 5'],
  ['P.O. Box 1234', 'address-po-box: P.O. Box 1234'],
  ['Springfield, IL 62704-1234', 'address-postcode: Springfield, IL 62704-1234'],
  ['NW1 6XE', 'address-postcode: NW1 6XE'],
  ['born on 12 March 1980', 'birth-date: 12 March 1980'],
  ['DOB: 03/12/1980', 'birth-date: 03/12/1980'],
  ['passport no. C01X00T47', 'passport: C01X00T47'],
  ["driver's license number D1234567", 'licence: D1234567'],
  ['http://me:pw@example.com/x', 'url-credentials: http://me:pw@example.com/x'],
  ['http://example.com/?email=someone', 'url-personal: http://example.com/?email=someone'],
  ['postgres://u:pw@db:5432/x', 'secret-connection-string: postgres://u:pw@db:5432/x'],
  ['username: jdoe42', 'handle-context: jdoe42'],
  ['follow @jdoe', 'handle-at: @jdoe'],
  ['Dear Zork,', 'person-salutation: Zork'],
  ['ask Dr. Zork Blahson', 'person-title: Zork Blahson'],
  ['Zork Blahson <z@example.org>', 'person-beside-email: Zork Blahson'],
  ['z@example.org (Zork Blahson)', 'person-beside-email: Zork Blahson'],
  ['On Monday, Zork Blahson wrote:', 'person-attribution: Zork Blahson'],
  ['ok\n\nRegards,\nZork Blahson\n', 'person-signature: Zork Blahson'],
  ['ok\n-- \nZork Blahson\n', 'person-signature: Zork Blahson'],
  ['ok\n-tom\n', 'person-signature: tom'],
  ["said Maria O'Neill to", "person-given-name: Maria O'Neill"],
  ['said Maria van der Berg to', 'person-given-name: Maria van der Berg'],
  ['my name is Zork', 'person-introduced: Zork'],
  ['AKIA' + 'IOSFODNN7EXAMPLE', 'secret-aws-access-key-id: AKIAIOSFODNN7EXAMPLE'],
  [
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'secret-aws-secret-key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ],
  [KEY('ghp_', 36), `secret-github: ${KEY('ghp_', 36)}`],
  [KEY('xoxb-', 24), `secret-slack: ${KEY('xoxb-', 24)}`],
  [KEY('sk_live_', 24), `secret-stripe: ${KEY('sk_live_', 24)}`],
  [KEY('AIza', 35), `secret-google-api-key: ${KEY('AIza', 35)}`],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'secret-jwt: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
  ['password = "hunter2!"', 'secret-assignment: hunter2!'],
  [`api_key: ${KEY('', 24)}`, `secret-assignment: ${KEY('', 24)}`],
])('in %j it finds %j', (text, find) => {
  expect(seen(text)).toContain(find);
});

test.each([
  ['no issuer', 'order 9999 9999 9999 9995'],
  ["Luhn's check fails", '4111 1111 1111 1112'],
  ['mod 97 fails', 'GB82 WEST 1234 5698 7654 33'],
  ['an area never given', '666-09-9999 and 900-09-9999 and 000-09-9999'],
  ['no group and no serial', '219-00-9999 and 219-09-0000'],
  ['a prefix never given', 'GB 12 34 56 C'],
  ['the check digit fails', 'Steuer-ID 86095742718'],
  ['private, loopback and documentation addresses', '10.1.2.3 127.0.0.1 172.16.9.9 192.168.0.1 192.0.2.1 203.0.113.9'],
  ['no address at all', '256.1.1.1 and 1.2.3 and 5.0.2195.4453'],
  ['a version', 'version 8.12.3.1'],
  ['private and documentation addresses of version 6', 'fe80::1 ::1 2001:db8::1 and 12:30:45'],
  ['a date', '2002-09-17 and 24.12.2002 and 09/04/2002 12:30'],
  ['a service code is no area', '911-555-0187'],
  ['an identifier', 'g8HIGUC21769 and 5C9D216F03 and id-4155550187'],
  ['a table of numbers', '512 640 1024 2048 and 115200 8n1'],
  ['a mask and a stand-in', 'password=******** and password: ${DB_PASSWORD} and password = your_password'],
  ['prose about passwords', 'The password is required. Your token: none'],
  ['a JWT that decodes to nothing', 'eyJhbGciOiJ.eyJzdWIiOiIx.abc'],
  ['a URL without a person', 'http://example.com/a?page=2&sort=asc'],
  ['greetings of nobody', 'Dear Sir or Madam, hello friends, Hi All,'],
  ['places', 'San Jose and St. Louis and Port Elizabeth'],
  ['a word that may be a name', 'Will this work? Mark my words. May I?'],
  ['an annotation', '@Override and foo@bar and @ 5pm'],
  ['looking at a site', 'look at example.org'],
])('%s: nothing in %j', (_why, text) => {
  expect(seen(text)).toEqual([]);
});

test('finds do not overlap, stand in order, and the more specific wins', () => {
  const text = 'Call 4111 1111 1111 1111, Mary Smith <mary.smith@example.org>, http://u:p@66.218.66.95/x';
  const found = detect(text);
  expect(seen(text)).toEqual([
    'card: 4111 1111 1111 1111',
    'person-given-name: Mary Smith',
    'email: mary.smith@example.org',
    'url-credentials: http://u:p@66.218.66.95/x',
  ]);
  found.slice(1).forEach(({ start }, index) => expect(start).toBeGreaterThanOrEqual(found[index]!.end));
});

test('counts name every kind', () => {
  expect(countByKind(detect('a@example.org, b@example.org'))).toMatchObject({ email: 2, phone: 0, secret: 0 });
});

test('every find names a rule with its version', () => {
  const names = personalRuleNames();
  expect(names).toEqual([...names].sort());
  expect(names).toContain(detect('a@example.org')[0]!.rule);
});

test('several handles behind one word are all found, and annotations, packages and at-rules are none', () => {
  const handles = (text: string) =>
    detect(text)
      .filter(({ kind }) => kind === 'handle')
      .map(({ start, end }) => text.slice(start, end));
  expect(handles('thanks @jdoe, @bob and @Alice!')).toEqual(['@jdoe', '@bob', '@Alice']);
  for (const text of [
    '@Override @Nullable String x()',
    '@media screen { }',
    '@param name and @return',
    'see @types/node',
    'a@b.example',
  ])
    expect(handles(text)).toEqual([]);
});
