/** An IPv4 address, dotted decimal. */
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
/** The longest text of an IP address has 45 characters. */
const MAX_LENGTH = 45;

function readIpv4(text: string): string | undefined {
  const numbers = IPV4.exec(text)?.slice(1).map(Number);
  return numbers?.every((number) => number <= 255) ? numbers.join('.') : undefined;
}

/** The eight groups of an IPv6 address, hexadecimal without leading zeros. */
function readIpv6(text: string): readonly string[] | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]`)) return undefined;
  // The URL parser gives the one canonical spelling (RFC 5952).
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [head = [], tail] = canonical
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  if (tail === undefined) return head;
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail];
}

/**
 * The network of an IP address: an IPv4 address itself, or the first 64 bits of an IPv6
 * address, because one household or server usually has all addresses of such a network.
 * An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is an IPv4 address.
 *
 * @returns the canonical spelling, or undefined if the text is no IP address
 */
export function networkOf(address: string): string | undefined {
  const [text = ''] = address.trim().split('%', 1);
  if (text.length > MAX_LENGTH) return undefined;
  const ipv4 = readIpv4(text);
  if (ipv4 !== undefined) return ipv4;
  const groups = readIpv6(text);
  if (groups === undefined) return undefined;
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  if (!isMapped) return `${groups.slice(0, 4).join(':')}::/64`;
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join('.');
}

/**
 * The address of the client, behind proxies that each append to `X-Forwarded-For` the
 * address from which the request came to them.
 *
 * @param source the address from which the request came to us. It cannot be forged
 * @param forwardedFor the header `X-Forwarded-For`. A client can write anything into it
 * @param trustedHops how many proxies are in front of us. 0: the header is not read
 */
export function clientAddress(
  source: string | undefined,
  forwardedFor: string | undefined,
  trustedHops: number,
): string | undefined {
  if (trustedHops === 0 || source === undefined || forwardedFor === undefined) return source;
  const hops = forwardedFor
    .slice(-1000)
    .split(',')
    .map((hop) => hop.trim());
  // API Gateway appends its own source, too.
  if (hops.at(-1) === source) hops.pop();
  const address = hops.at(-trustedHops);
  return address !== undefined && networkOf(address) !== undefined ? address : source;
}
