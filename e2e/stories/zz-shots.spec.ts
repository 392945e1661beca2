import { expect, type Page } from '@playwright/test';
import { becomeAvailable, connect, control, exit, signIn, test } from '../src/people.ts';
import { photoCamera } from '../src/stills.ts';

const out = '/tmp/sh';
async function snap(page: Page, name: string, sizes = 'ab'): Promise<void> {
  await page.waitForTimeout(700);
  if (sizes.includes('a')) await page.screenshot({ path: `${out}/${name}.png` });
  if (sizes.includes('b')) {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${out}/${name}-dark.png` });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
}
const phone = { viewport: { width: 390, height: 844 }, permissions: ['camera', 'microphone'] };

test('shots', async ({ associate, customer, browser, server }) => {
  test.setTimeout(600_000);
  const ada = await associate('ada');
  await snap(ada, 'home');
  const site = await customer({ viewport: { width: 390, height: 844 } });
  await connect(site, ada);
  await ada.waitForTimeout(2000);
  await snap(ada, 'call');
  await control(ada, 'Options').click();
  await snap(ada, 'options');
  await ada.getByRole('menuitem', { name: 'Send SMS' }).click();
  const sms = ada.getByRole('dialog', { name: 'Send SMS' });
  await sms.getByRole('combobox', { name: 'Texts at hand' }).selectOption('Papers for a loan');
  await sms.getByRole('textbox', { name: 'Phone number' }).fill('(202) 555-0147');
  await snap(ada, 'sms-dialog');
  await sms.getByRole('button', { name: 'Send', exact: true }).click();
  await snap(ada, 'sms-sent', 'a');
  await sms.getByRole('button', { name: 'Close' }).click();
  await control(ada, 'Options').click();
  await ada.getByRole('menuitem', { name: 'Invite customer’s phone' }).click();
  await snap(ada, 'phone-dialog');
  const dialog = ada.getByRole('dialog', { name: 'Invite customer’s phone' });
  await dialog.getByText('On their screen', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Show code' }).click();
  await site.waitForTimeout(1500);
  await snap(site, 'phone-code-site', 'a');
  const shown = await site
    .getByRole('dialog', { name: 'Use your phone’s camera' })
    .getByText(/\/join\/\w+$/)
    .innerText();
  const ph = await (await browser.newContext(phone)).newPage();
  await ph.goto(`http://${shown}`);
  await ph.waitForTimeout(1500);
  await snap(ph, 'phone-entry', 'a');
  await ph.getByRole('button', { name: 'Use this camera' }).click();
  await ph.waitForTimeout(2000);
  await snap(ph, 'phone-call', 'a');
  await snap(ada, 'phone-desk');
  await ph.context().close();
  const mary = await associate('mary');
  await mary.getByRole('link', { name: 'Board' }).click();
  await snap(mary, 'board');
  await mary
    .getByRole('button', { name: /^Listen to the call/ })
    .first()
    .click();
  await mary.waitForTimeout(2500);
  await snap(mary, 'listening');
  await snap(ada, 'listened', 'a');
  await exit(ada, site);
  await mary.close();
  await ada.goto(`${server.origin}/desk/conversations`);
  await ada.waitForTimeout(1500);
  await snap(ada, 'conversations');
  await ada
    .getByRole('link', { name: /\+1 202/ })
    .click()
    .catch(() => undefined);
  await snap(ada, 'conversation');
  const admin = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await admin.goto(`${server.origin}/admin/`);
  await snap(admin, 'admin-door', 'a');
  await signIn(admin, 'root');
  await admin.waitForTimeout(1000);
  await snap(admin, 'admin-start');
  await admin.goto(`${server.origin}/admin/outbox`);
  await admin.getByRole('link', { name: /pay slips/ }).click();
  await snap(admin, 'admin-outbox');
  await admin.setViewportSize({ width: 390, height: 844 });
  await snap(admin, 'admin-outbox-phone', 'a');
  await ada.goto(`${server.origin}/desk/`);
  await ada.getByRole('button', { name: 'Create meeting' }).click();
  const make = ada.getByRole('dialog', { name: 'Create meeting' });
  await make.getByRole('textbox', { name: 'Title' }).fill('Loan talk');
  await make.getByRole('button', { name: 'Add person' }).click();
  await make.getByRole('textbox', { name: 'Name' }).fill('Bea Lovelace');
  await make.getByRole('textbox', { name: 'E-mail, or phone with country code' }).fill('bea@example.test');
  await make.getByRole('textbox', { name: 'PIN (optional)' }).fill('4711');
  await snap(ada, 'meeting-dialog');
  await make.getByRole('button', { name: 'Create', exact: true }).click();
  const ready = ada.getByRole('dialog', { name: 'Loan talk' });
  const link = await ready.getByText('/join/').innerText();
  await snap(ada, 'meeting-ready', 'a');
  await ready.getByRole('button', { name: 'Done' }).click();
  await snap(ada, 'home-with-meeting');
  const guest = await (await browser.newContext(phone)).newPage();
  await guest.goto(link);
  await snap(guest, 'join-pin', 'a');
  await guest.getByRole('textbox', { name: 'PIN' }).fill('4711');
  await guest.getByRole('button', { name: 'Go on' }).click();
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Bea');
  await snap(guest, 'join-name', 'a');
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await snap(guest, 'join-wait', 'a');
  await ada.getByRole('button', { name: 'Open', exact: true }).click();
  await ada.waitForTimeout(3500);
  await snap(ada, 'knock');
  await ada.getByRole('button', { name: 'Admit' }).first().click();
  await guest.waitForTimeout(3000);
  await snap(guest, 'guest-in', 'a');
  await snap(ada, 'meeting-in');
  const api = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await api.goto(`${server.origin}/api/docs`);
  await api.waitForTimeout(2000);
  await snap(api, 'api-docs', 'a');
  void expect;
  void becomeAvailable;
  void photoCamera;
});
