/** What a browser says about itself, put into words. */
export interface Platform {
  readonly type: 'phone' | 'tablet' | 'desktop';
  readonly os: string;
  readonly browser: string;
  readonly model?: string;
}

/** The answer of `userAgentData.getHighEntropyValues` (W3C UA Client Hints), as far as it is used. */
export interface ClientHints {
  readonly brands: readonly { readonly brand: string; readonly version: string }[];
  readonly platform: string;
  readonly platformVersion: string;
  readonly model: string;
  readonly mobile: boolean;
}

type Pattern = readonly [name: string, version: RegExp];

/** In order: who imitates others comes before the imitated. */
const browsers: readonly Pattern[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /(?:HeadlessChrome|Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
];

const systems: readonly Pattern[] = [
  ['Windows', /Windows NT ([\d.]+)/],
  ['iOS', /(?:iPhone|iPod).*? OS ([\d_]+)/],
  ['iPadOS', /iPad.*? OS ([\d_]+)/],
  ['macOS', /Mac OS X ([\d_.]+)/],
  ['ChromeOS', /CrOS \S+ ([\d.]+)/],
  ['Android', /Android ([\d.]+)/],
  ['Linux', /Linux()/],
];

/** Major and minor are enough; a trailing `.0` says nothing. */
const shortVersion = (version: string): string =>
  version.replaceAll('_', '.').split('.').slice(0, 2).join('.').replace(/\.0$/, '');

function named(text: string, patterns: readonly Pattern[]): string {
  for (const [name, pattern] of patterns) {
    const match = pattern.exec(text);
    if (match) return `${name} ${shortVersion(match[1] ?? '')}`.trim();
  }
  return '';
}

function typeOf(text: string, isPad: boolean): Platform['type'] {
  if (isPad || /Tablet/.test(text) || (/Android/.test(text) && !/Mobile/.test(text))) return 'tablet';
  return /iPhone|iPod|Android.*Mobile|Mobile.*Firefox/.test(text) ? 'phone' : 'desktop';
}

function modelOf(text: string, isPad: boolean): string | undefined {
  if (isPad) return 'iPad';
  if (/iPhone/.test(text)) return 'iPhone';
  const model = /Android [\d.]+; ([^;)]+?)(?: Build|\))/.exec(text)?.[1];
  // "K" is what Chrome says for every device; "Mobile" and "Tablet" are Firefox's.
  return model && /^(K|Mobile|Tablet)$/.test(model) ? undefined : model;
}

/** From the `User-Agent` text alone; `touchPoints` tells an iPad, which calls itself a Macintosh. */
export function platformFromText(text: string, touchPoints: number): Platform {
  const isPad = /iPad/.test(text) || (/Macintosh/.test(text) && touchPoints > 1);
  const model = modelOf(text, isPad);
  const system = named(text, systems);
  return {
    type: typeOf(text, isPad),
    os: isPad && system.startsWith('macOS') ? 'iPadOS' : system.replace(/^Windows 10$/, 'Windows 10 or 11'),
    browser: named(text, browsers),
    ...(model !== undefined && { model }),
  };
}

/** Brands that are there to keep servers from guessing ("Not A;Brand"). */
const isNoise = (brand: string): boolean => /not.?a.?brand/i.test(brand.replaceAll(/[^a-z]/gi, ' '));

/** From client hints, which are exact where the text has been frozen. */
export function platformFromHints(hints: ClientHints, fallback: Platform): Platform {
  const known = hints.brands.filter(({ brand }) => !isNoise(brand));
  const best = known.find(({ brand }) => brand !== 'Chromium') ?? known[0];
  const windows11 = hints.platform === 'Windows' && Number.parseInt(hints.platformVersion, 10) >= 13;
  const version =
    hints.platform === 'Windows' ? (windows11 ? '11' : '10') : shortVersion(hints.platformVersion);
  return {
    type: hints.mobile ? 'phone' : fallback.type === 'phone' ? 'tablet' : fallback.type,
    os: hints.platform ? `${hints.platform} ${version}`.trim() : fallback.os,
    browser: best
      ? `${best.brand.replace(/^(Google|Microsoft) /, '')} ${shortVersion(best.version)}`
      : fallback.browser,
    ...((hints.model || fallback.model) && { model: hints.model || fallback.model }),
  };
}
