import { widgetDeviceDe } from './device.de.ts';
import { widgetDeviceEn } from './device.en.ts';

/** What the widget says of the customer's phone; apart, because most calls never say it. */
export const secondDeviceMessages = { en: widgetDeviceEn, de: widgetDeviceDe } as const;
