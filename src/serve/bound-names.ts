/**
 * Names under which a page may speak to this server, in `Host`. Other names are not answered, so that
 * a foreign site cannot reach it by letting its own name point here (DNS rebinding).
 */
import { isIP, isIPv6 } from 'node:net';
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export interface BoundAddress {
  readonly address: string;
  readonly port: number;
}

type Interfaces = NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[]>;

/**
 * @param host as the user gave it.
 * @param bound the address that the system chose.
 * @returns lower case, with the port unless it is 80; the best one to print first.
 */
export function boundNames(
  host: string,
  { address, port }: BoundAddress,
  interfaces: Interfaces = networkInterfaces(),
  machine: string = hostname(),
): readonly string[] {
  const names = isWildcard(address)
    ? [...reachableNames(address, interfaces), ...namesOfMachine(machine)]
    : namesOf(host, address);
  return [...new Set(names.map((name) => withPort(name, port)))];
}

/** Returns whether only this machine can connect. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function namesOf(host: string, address: string): string[] {
  return isLoopback(address) ? [host, address, 'localhost'] : [host];
}

/** Returns the machine's whole name, its first label, and that in the local network (RFC 6762). No others are accepted. */
function namesOfMachine(machine: string): string[] {
  const [label = ''] = machine.split('.', 1);
  return isIP(machine) || label === '' ? [] : [machine, label, `${label}.local`];
}

/** Returns the addresses under which this machine can be reached at a wildcard. */
function reachableNames(address: string, interfaces: Interfaces): string[] {
  const addresses = Object.values(interfaces).flatMap((entries) => entries ?? []);
  const reachable = addresses
    .filter(({ family }) => isIPv6(address) || family === 'IPv4')
    // why: an address that needs its interface named besides cannot stand in a browser's address bar.
    .filter((entry) => !entry.address.startsWith('fe80:'));
  const outside = reachable.filter(({ internal }) => !internal);
  const inside = reachable.filter(({ internal }) => internal);
  return [...outside, ...inside].map((entry) => entry.address).concat('localhost');
}

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function withPort(name: string, port: number): string {
  const bare = (isIPv6(name) ? `[${name}]` : name).toLowerCase();
  // why: browsers leave out the port that every web server has.
  return port === 80 ? bare : `${bare}:${port}`;
}
