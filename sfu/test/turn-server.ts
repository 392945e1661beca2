import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const address = '127.0.0.1';

export interface TurnServer {
  readonly user: string;
  readonly password: string;
  /** `turn:` and `turns:` URLs by the way that the client takes to the server. */
  readonly urls: { readonly udp: string; readonly tcp: string; readonly tls: string };
  /** Base64 of the SHA-256 of the certificate's public key: what Chromium may be told to accept. */
  readonly publicKeyHash: string;
  stop(): Promise<void>;
}

/** coturn on loopback with a certificate of its own making. Takes `port` to `port` + 2 and 100 relay ports after those. */
export async function startTurnServer(port: number): Promise<TurnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-turn-'));
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  makeCertificate(certificate, key);
  const [user, password] = ['parley', 'relay-me'];
  const child = spawn(
    'turnserver',
    [
      '-n',
      ...['--listening-ip', address, '--relay-ip', address],
      ...['--listening-port', String(port), '--tls-listening-port', String(port + 1)],
      ...['--min-port', String(port + 3), '--max-port', String(port + 102)],
      ...['--lt-cred-mech', '--realm', 'parley.test', '--user', `${user}:${password}`],
      ...['--cert', certificate, '--pkey', key],
      // coturn refuses loopback peers while its command line has no password.
      ...['--allow-loopback-peers', '--cli-password', password, '--cli-port', String(port + 2)],
      ...['--userdb', join(folder, 'users.db'), '--pidfile', join(folder, 'pid'), '--log-file', 'stdout'],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-10_000)));
  await listening(port + 1, () => child.exitCode !== null && said);
  return {
    user,
    password,
    urls: {
      udp: `turn:${address}:${String(port)}?transport=udp`,
      tcp: `turn:${address}:${String(port)}?transport=tcp`,
      tls: `turns:${address}:${String(port + 1)}?transport=tcp`,
    },
    publicKeyHash: publicKeyHash(certificate),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function makeCertificate(certificate: string, key: string): void {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const files = ['-keyout', key, '-out', certificate];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', ...kind, ...subject, ...files], { stdio: 'ignore' });
}

function publicKeyHash(certificate: string): string {
  const script =
    'openssl x509 -in "$0" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64';
  return execFileSync('sh', ['-c', script, certificate]).toString().trim();
}

/** Resolves once something accepts TCP connections there. */
async function listening(port: number, failed: () => string | false): Promise<void> {
  for (;;) {
    const reason = failed();
    if (reason !== false) throw new Error(`turnserver ended: ${reason}`);
    const socket = connect(port, address);
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (outcome) return;
  }
}
