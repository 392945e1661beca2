import { describe, expect, test } from 'vitest';
import { platformFromHints, platformFromText } from './platform.ts';

const mozilla = 'Mozilla/5.0';
const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('from the text', () => {
  test.each([
    [
      `${mozilla} (X11; Linux x86_64) ${webKit} HeadlessChrome/140.0.0.0 Safari/537.36`,
      0,
      'desktop',
      'Linux',
      'Chrome 140',
    ],
    [
      `${mozilla} (Windows NT 10.0; Win64; x64) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
      0,
      'desktop',
      'Windows 10 or 11',
      'Edge 140',
    ],
    [
      `${mozilla} (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0`,
      0,
      'desktop',
      'Windows 10 or 11',
      'Firefox 143',
    ],
    [
      `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
      0,
      'desktop',
      'macOS 10.15',
      'Safari 18.5',
    ],
    [
      `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
      5,
      'tablet',
      'iPadOS',
      'Safari 18.5',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
      5,
      'phone',
      'iOS 18.5',
      'Safari 18.5',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.7339 Mobile/15E148 Safari/604.1`,
      5,
      'phone',
      'iOS 18.5',
      'Chrome 140',
    ],
    [
      `${mozilla} (Linux; Android 15; K) ${webKit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      5,
      'phone',
      'Android 15',
      'Samsung Internet 28',
    ],
    [
      `${mozilla} (Linux; Android 14; SM-X710) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
      5,
      'tablet',
      'Android 14',
      'Chrome 140',
    ],
    [
      `${mozilla} (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
      0,
      'desktop',
      'ChromeOS 14541',
      'Chrome 140',
    ],
  ])('%s', (text, touchPoints, type, os, browser) => {
    expect(platformFromText(text, touchPoints)).toMatchObject({ type, os, browser });
  });

  test('names a device only where the browser does', () => {
    const modelOf = (text: string, points = 5) => platformFromText(text, points).model;
    expect(modelOf(`${mozilla} (Linux; Android 14; SM-X710) ${webKit} Chrome/140.0.0.0`)).toBe('SM-X710');
    expect(modelOf(`${mozilla} (Linux; Android 14; K) ${webKit} Chrome/140.0.0.0 Mobile`)).toBeUndefined();
    expect(modelOf(`${mozilla} (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0`)).toBeUndefined();
    expect(modelOf(`${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X)`)).toBe('iPhone');
  });

  test.each(['', 'curl/8.0', 'x'.repeat(10_000)])('something unknown is a desktop without names', (text) => {
    expect(platformFromText(text, 0)).toEqual({ type: 'desktop', os: '', browser: '' });
  });
});

describe('from client hints', () => {
  const fallback = platformFromText(
    `${mozilla} (Windows NT 10.0) ${webKit} Chrome/140.0.0.0 Safari/537.36`,
    0,
  );
  const hints = {
    brands: [
      { brand: 'Not)A;Brand', version: '8' },
      { brand: 'Chromium', version: '140' },
      { brand: 'Google Chrome', version: '140' },
    ],
    platform: 'Windows',
    platformVersion: '15.0.0',
    model: '',
    mobile: false,
  };

  test('tell Windows 11 from 10', () => {
    expect(platformFromHints(hints, fallback)).toEqual({
      type: 'desktop',
      os: 'Windows 11',
      browser: 'Chrome 140',
    });
    expect(platformFromHints({ ...hints, platformVersion: '10.0.0' }, fallback).os).toBe('Windows 10');
  });

  test('tell the model of a phone', () => {
    const phone = {
      ...hints,
      platform: 'Android',
      platformVersion: '15.0.0',
      model: 'Pixel 9',
      mobile: true,
    };
    expect(platformFromHints(phone, fallback)).toMatchObject({
      type: 'phone',
      os: 'Android 15',
      model: 'Pixel 9',
    });
  });

  test('without brands the text has the word', () => {
    expect(platformFromHints({ ...hints, brands: [], platform: '' }, fallback)).toMatchObject({
      os: fallback.os,
      browser: 'Chrome 140',
    });
  });
});
