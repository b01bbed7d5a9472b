import { entropy, germanTaxIdChecks, ibanChecks, luhn } from '../../../../stages/data/personal/checksum';
import { isPublicIpv4, isPublicIpv6 } from '../../../../stages/data/personal/ip';
import { isIssued } from '../../../../stages/data/personal/number-rules';

test("Luhn's check takes the example of ISO/IEC 7812 and refuses each change of one digit", () => {
  const good = '79927398713';
  expect(luhn(good)).toBe(true);
  for (let at = 0; at < good.length; at++) {
    for (let step = 1; step < 10; step++) {
      const digit = (Number(good[at]) + step) % 10;
      expect(luhn(good.slice(0, at) + String(digit) + good.slice(at + 1))).toBe(false);
    }
  }
});

test('mod 97 takes published IBANs of five countries and refuses swapped digits', () => {
  const good = [
    'GB82WEST12345698765432',
    'DE89370400440532013000',
    'FR1420041010050500013M02606',
    'NL91ABNA0417164300',
    'NO9386011117947',
  ];
  for (const iban of good) expect(ibanChecks(iban)).toBe(true);
  expect(ibanChecks('DE89370400440532013090')).toBe(false);
  expect(ibanChecks('DE98370400440532013000')).toBe(false);
});

test('a German tax id needs its check digit, one repeated digit, and no 0 in front', () => {
  expect(germanTaxIdChecks('86095742719')).toBe(true);
  expect(germanTaxIdChecks('47036892816')).toBe(true);
  expect(germanTaxIdChecks('86095742718')).toBe(false);
  expect(germanTaxIdChecks('06095742719')).toBe(false);
  expect(germanTaxIdChecks('12345678903')).toBe(false);
});

test.each([
  ['1.0.0.1', true],
  ['9.255.255.255', true],
  ['11.0.0.0', true],
  ['172.15.255.255', true],
  ['172.16.0.0', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['100.63.255.255', true],
  ['100.64.0.0', false],
  ['192.0.2.255', false],
  ['192.0.3.0', true],
  ['198.17.255.255', true],
  ['198.18.0.0', false],
  ['223.255.255.255', true],
  ['224.0.0.0', false],
])('%s is routed in public: %s', (address, expected) => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  expect(isPublicIpv4(a, b, c, d)).toBe(expected);
});

test.each([
  ['2001:4860:4860::8888', true],
  ['2a00:1450:4009:81f:0:0:0:200e', true],
  ['2001:db8::1', false],
  ['fe80::1', false],
  ['2001:::1', false],
  ['2001:4860', false],
  ['1:2:3:4:5:6:7', false],
])('%s is global unicast: %s', (address, expected) => {
  expect(isPublicIpv6(address)).toBe(expected);
});

test.each([
  ['2220990000000000', false],
  ['2221000000000000', true],
  ['2720990000000000', true],
  ['2721000000000000', false],
  ['3527000000000000', false],
  ['3528000000000000', true],
  ['5000000000000000', false],
  ['5100000000000000', true],
])('an issuer has %s: %s', (number, expected) => {
  expect(isIssued(number)).toBe(expected);
});

test('entropy is 0 for one sign, 1 for two and 3 for eight that are as frequent', () => {
  expect(entropy('aaaa')).toBe(0);
  expect(entropy('abab')).toBe(1);
  expect(entropy('abcdefgh')).toBe(3);
});
