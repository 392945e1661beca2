import type { ContextFact } from '@parley/protocol';

/**
 * What is known about a customer, sorted into the sections of the panel. Every key listed here has its line even when
 * its value is unknown; what a website gives beyond them comes last under its own name.
 */
const expected = {
  customer: ['customer.name', 'customer.email', 'customer.phone', 'customer.account', 'customer.engagements'],
  page: ['page.site', 'page.url', 'page.title', 'page.referrer', 'page.location', 'page.time'],
  visit: ['visit.first-page', 'visit.pages', 'visit.started'],
  device: [
    'device.type',
    'device.model',
    'device.os',
    'device.browser',
    'device.language',
    'device.time-zone',
    'device.local-time',
    'device.screen',
    'device.window',
  ],
  network: ['network.type', 'network.quality'],
  devices: ['camera.permission', 'camera.name', 'microphone.permission', 'microphone.name'],
} as const;

type ExpectedSection = keyof typeof expected;
export type ExpectedKey = (typeof expected)[ExpectedSection][number];

export interface ContextLine {
  readonly key: string;
  readonly value: string | undefined;
  readonly verified: boolean;
  /** When it was told; absent for what nobody told. */
  readonly at?: string;
}

export interface ContextSection {
  readonly name: ExpectedSection | 'more';
  readonly lines: readonly ContextLine[];
}

const isSection = (name: string): name is ExpectedSection => Object.hasOwn(expected, name);
const everyExpected: ReadonlySet<string> = new Set(Object.values(expected).flat());
export const isExpected = (key: string): key is ExpectedKey => everyExpected.has(key);

/** Sorts the attributes; `site` is the name of the application that the customer called from. */
export function contextSections(attributes: readonly ContextFact[], site: string): readonly ContextSection[] {
  const known = new Map<string, Omit<ContextFact, 'at'> & Partial<ContextFact>>(
    attributes.map((attribute) => [attribute.key, attribute]),
  );
  known.set('page.site', { key: 'page.site', value: site, verified: false });
  const lineFor = (key: string): ContextLine => {
    const attribute = known.get(key);
    return {
      key,
      value: attribute?.value || undefined,
      verified: attribute?.verified ?? false,
      ...(attribute?.at !== undefined && { at: attribute.at }),
    };
  };
  const sections: ContextSection[] = Object.keys(expected)
    .filter(isSection)
    .map((name) => ({ name, lines: expected[name].map(lineFor) }));
  const others = attributes.map(({ key }) => key).filter((key) => !isExpected(key));
  return others.length > 0 ? [...sections, { name: 'more', lines: others.map(lineFor) }] : sections;
}

/** `order.last-total` → `Order last total`: all that can be said of a key that only the website knows. */
export function wordsOfKey(key: string): string {
  const words = key.replaceAll(/[.-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
