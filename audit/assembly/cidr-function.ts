import { isIPv4, isIPv6 } from 'node:net';
import type { Scope } from './scope';
import { isList, type Raw } from './source';
import { isResolvedList, Unresolved, type Resolved } from './value';
import { formatAddress, parseAddress } from '../network/address';

/** `Fn::Cidr`: the first `count` blocks with `bits` host bits inside a block that is known. */
export function cidr(argument: Raw, scope: Scope): Resolved {
  if (!isList(argument) || argument.length < 2 || argument.length > 3) {
    return new Unresolved('Fn::Cidr takes a block, a count and host bits');
  }
  const [block, count, bits = 8] = argument.map((one) => scope.value(one));
  if (block instanceof Unresolved) return block;
  const found = typeof block === 'string' ? /^([^/]+)\/(\d{1,3})$/.exec(block) : null;
  const base = found?.[1] ?? '';
  const width = isIPv4(base) ? 32 : isIPv6(base) ? 128 : undefined;
  const prefix = Number(found?.[2]);
  const blocks = whole(count);
  const hostBits = whole(bits);
  if (width === undefined || blocks === undefined || hostBits === undefined) {
    return new Unresolved('Fn::Cidr of a block that is known only at deployment');
  }
  const fits = prefix <= width && hostBits <= width - prefix && blocks >= 1 && blocks <= 256;
  if (!fits || BigInt(blocks) > 1n << BigInt(width - prefix - hostBits)) {
    return new Unresolved('Fn::Cidr asks for more than its block holds');
  }
  const mask = ((1n << BigInt(width)) - 1n) ^ ((1n << BigInt(width - prefix)) - 1n);
  const start = (parseAddress(base)?.value ?? 0n) & mask;
  const family = width === 32 ? 4 : 6;
  return Array.from({ length: blocks }, (_, index) => {
    const address = start + (BigInt(index) << BigInt(hostBits));
    return `${formatAddress({ family, value: address })}/${width - hostBits}`;
  });
}

function whole(value: Resolved | undefined): number | undefined {
  if (isResolvedList(value)) return undefined;
  const digits = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,3}$/.test(digits) ? Number(digits) : undefined;
}
