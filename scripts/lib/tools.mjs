/** The programs that tests drive and npm doesn't bring: browsers, a TURN server, an object store, media, certificate and network tools. */
import { existsSync } from 'node:fs';
import { houseEnv, inRoot, pinnedNode, run, which } from './house.mjs';

const isRoot = process.getuid?.() === 0;

/** Each tool: the Debian package that brings it, the programs it may be called, and the variable that overrides it. */
const tools = [
  {
    package: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    variable: 'CHROMIUM_PATH',
  },
  { package: 'firefox-esr', programs: ['firefox-esr', 'firefox'], variable: 'FIREFOX_PATH' },
  { package: 'coturn', programs: ['turnserver'] },
  { package: 'ffmpeg', programs: ['ffmpeg'] },
  { package: 'swift-proxy', programs: ['swift-proxy-server'] },
  { package: 'swift-account', programs: ['swift-account-server'] },
  { package: 'swift-container', programs: ['swift-container-server'] },
  { package: 'swift-object', programs: ['swift-object-server'] },
  { package: 'openssl', programs: ['openssl'] },
  { package: 'iproute2', programs: ['ip'] },
];

function find(tool) {
  const given = tool.variable && process.env[tool.variable];
  if (given) return existsSync(given) ? given : undefined;
  return tool.programs.map((program) => which(program)).find(Boolean);
}

/** Installs Debian packages; true when apt says that it worked. */
async function aptInstall(packages, say) {
  say(`Installing ${packages.join(', ')} with apt …`);
  const options = {
    output: 'test-results/apt.log',
    // A package's service isn't wanted, only its program; debconf has nobody to ask.
    env: houseEnv({ DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }),
  };
  await run('apt-get', ['update', '-q'], { ...options, output: 'test-results/apt-update.log' });
  const result = await run(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', ...packages],
    options,
  );
  return result.code === 0;
}

/** Playwright's own Chromium, for machines without apt; undefined when the download isn't possible. */
async function playwrightChromium(say) {
  const executable = async () => {
    const script = "import('playwright-core').then((p) => console.log(p.default.chromium.executablePath()))";
    const { output } = await run(pinnedNode, ['-e', script], { output: 'test-results/playwright-path.log' });
    return output.trim();
  };
  const path = await executable();
  if (existsSync(path)) return path;
  say('Downloading Chromium with Playwright …');
  const cli = inRoot('node_modules', 'playwright-core', 'cli.js');
  await run(pinnedNode, [cli, 'install', 'chromium'], { output: 'test-results/playwright-install.log' });
  return existsSync(path) ? path : undefined;
}

/** Installs what apt can bring, where we are allowed to ask it. */
async function installAbsent(say) {
  const absent = tools.filter((tool) => !find(tool)).map((tool) => tool.package);
  if (absent.length === 0 || !isRoot || !which('apt-get')) return;
  // One unavailable package must not keep the others away.
  if (!(await aptInstall(absent, say))) for (const name of absent) await aptInstall([name], say);
}

/**
 * Makes sure that the tools are there, through apt where that is possible. Resolves to the environment variables that
 * tell the tests where the browsers are, and a sentence for each tool that stays missing.
 */
export async function ensureTools(say = console.log) {
  await installAbsent(say);
  const env = {};
  const missing = [];
  for (const tool of tools) {
    const path = find(tool) ?? (tool.package === 'chromium' ? await playwrightChromium(say) : undefined);
    if (!path) missing.push(howToGet(tool));
    else if (tool.variable) env[tool.variable] = path;
  }
  return { env, missing };
}

function howToGet(tool) {
  const override = tool.variable ? `, or set ${tool.variable}` : '';
  return `${tool.programs[0]} is missing and could not be installed: install it (Debian: apt install ${tool.package})${override}`;
}
