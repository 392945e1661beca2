/**
 * A network of its own for a test: a namespace (network_namespaces(7)) in which the loopback and one more interface are,
 * and no way out. It has no name and nothing to clean up: it is gone with its last process.
 */
import { run, which } from './house.mjs';

/** Where media can be reached inside; of no meaning outside (RFC 5737, for documentation). */
const address = '198.51.100.1';

/**
 * Firefox gathers candidates only on interfaces that are not the loopback, and only with a default route, which here
 * leads to nobody.
 */
const setUp = [
  'ip link set lo up',
  'ip link add media0 type veth peer name media1',
  `ip address add ${address}/24 dev media0`,
  'ip link set media0 up',
  'ip link set media1 up',
  'ip route add default via 198.51.100.2',
  'exec "$@"',
].join(' && ');

/** Who isn't root may still be root of a namespace of users, where the system lets them. */
const namespaces = process.getuid?.() === 0 ? ['--net'] : ['--net', '--user', '--map-root-user'];

/**
 * Resolves to what to put before a command so that it runs there, and the media address inside; or to why there can be
 * no such network on this machine: `{ before, address }` or `{ why }`.
 */
export async function ownNetwork() {
  if (process.platform !== 'linux' || !which('unshare') || !which('ip')) {
    return { why: 'this machine has no network namespaces (Linux, with unshare and ip)' };
  }
  const before = ['unshare', ...namespaces, 'sh', '-c', setUp, 'own-network'];
  const trial = await run(before[0], [...before.slice(1), 'true'], {
    output: 'test-results/own-network.log',
  });
  if (trial.code === 0) return { before, address };
  return { why: `a network of its own could not be made (run as root): ${trial.output.trim()}` };
}
