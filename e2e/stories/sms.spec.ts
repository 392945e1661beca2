import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { openOutbox } from '../src/outbox.ts';
import { callEnded, connect, control, test } from '../src/people.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Send SMS' });
const badge = (page: Page, name: string) => page.getByRole('banner').getByRole('link', { name, exact: true });
const composer = (page: Page) => page.getByRole('textbox', { name: 'Write an SMS' });
const written = (page: Page) => page.getByRole('list', { name: 'What was written' }).getByRole('listitem');

test('an SMS out of a call, its answer, STOP, and the record', async ({
  associate,
  customer,
  browser,
  server,
}) => {
  const supervisor = await browser.newContext();
  const outbox = await openOutbox(await supervisor.newPage(), server.origin);
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  const engagementUrl = desk.url();

  await test.step('Options has it; a number that is none is told in words', async () => {
    await control(desk, 'Options').click();
    await desk.getByRole('menuitem', { name: 'Send SMS' }).click();
    const text = dialog(desk).getByRole('textbox', { name: 'Text of the SMS' });
    await text.fill('a'.repeat(161));
    await expect(dialog(desk)).toContainText('2 SMS, 145 characters left in the last one');
    await text.fill('“Hi”');
    await expect(dialog(desk)).toContainText('1 SMS, 66 characters left in it');
    await dialog(desk).getByRole('combobox', { name: 'Texts at hand' }).selectOption('Papers for a loan');
    await expect(text).toHaveValue(/last three pay slips/);
    await dialog(desk).getByRole('textbox', { name: 'Phone number' }).fill('202 555');
    await dialog(desk).getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog(desk)).toContainText('That is no phone number that can get an SMS.');
    await expectAccessible(desk);
  });

  await test.step('sent, it is in the outbox once, and its state shows', async () => {
    await dialog(desk).getByRole('textbox', { name: 'Phone number' }).fill('(202) 555-0147');
    await dialog(desk).getByRole('button', { name: 'Send', exact: true }).click();
    const list = dialog(desk).getByRole('list', { name: 'SMS of this call' });
    await expect(list).toContainText('To +1 202 555 0147');
    await expect(list).toContainText('Sent');
    await outbox.sms('last three pay slips');
    expect((await outbox.all()).filter(({ to }) => to === '+12025550147')).toHaveLength(1);
    await expect(site.getByText('pay slips')).toHaveCount(0);
  });

  await test.step('the answer is told in the call, and counted on the pages', async () => {
    const mail = await supervisor.newPage();
    await mail.goto(`${server.origin}/admin/outbox`);
    await mail.getByRole('link', { name: /last three pay slips/ }).click();
    const form = mail.getByRole('form', { name: 'Reply as +12025550147' });
    await form.getByRole('textbox').fill('They are <b>on the way</b>');
    await expectAccessible(mail);
    await form.getByRole('button', { name: 'Send reply' }).click();
    await expect(form.getByRole('status')).toHaveText('It has come in, and is in Conversations.');
    await mail.close();
    await expect(desk.getByText('There is something new in Conversations.')).toBeVisible();
    await dialog(desk).getByRole('button', { name: 'Close' }).click();
    await control(desk, 'Exit').click();
    await expect(callEnded(site)).toBeVisible();
    await badge(desk, 'Conversations, 1 unread').click();
  });

  await test.step('the conversation shows both, and is read by being looked at', async () => {
    await expect(desk.getByText('Choose a conversation')).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('link', { name: /\+1 202 555 0147/ }).click();
    await expect(written(desk)).toHaveText([/pay slips.*In a call.*Sent/s, /They are <b>on the way<\/b>/]);
    await expect(badge(desk, 'Conversations')).toBeVisible();
    await composer(desk).fill('Thank you');
    await composer(desk).press('Enter');
    await expect(written(desk).last()).toHaveText(/Thank you.*Sent/s);
    await expectAccessible(desk);
  });

  await test.step('after STOP nothing can be written, in words; START lifts it', async () => {
    const last = await outbox.sms('Thank you');
    await outbox.reply(last, 'stop');
    await expect(written(desk).last()).toContainText('STOP: no more SMS go to this number.');
    await expect(desk.getByText('This number has written STOP. It gets no SMS')).toBeVisible();
    await expect(composer(desk)).toHaveCount(0);
    await desk.getByRole('button', { name: 'New SMS' }).click();
    const form = desk.getByRole('dialog', { name: 'New SMS' });
    await form.getByRole('textbox', { name: 'Phone number' }).fill('+1 202 555 0147');
    await form.getByRole('textbox', { name: 'Text of the SMS' }).fill('Once more');
    await form.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(form.getByRole('alert')).toContainText('has written STOP');
    await form.getByRole('button', { name: 'Close' }).click();
    await outbox.reply(last, 'START');
    await expect(composer(desk)).toBeVisible();
    expect((await outbox.all()).filter(({ text }) => text === 'Once more')).toEqual([]);
  });

  await test.step('handed over with a note, it is the colleague’s', async () => {
    await desk.getByRole('button', { name: 'Hand over' }).click();
    const form = desk.getByRole('dialog', { name: 'Hand over' });
    await expect(form.getByRole('combobox', { name: 'Colleague' })).toContainText('Grace Hopper');
    const colleague = form.getByRole('combobox', { name: 'Colleague' });
    const value = await colleague.locator('option', { hasText: 'Grace Hopper' }).getAttribute('value');
    await colleague.selectOption(value);
    await form.getByRole('textbox').fill('Knows about loans');
    await form.getByRole('button', { name: 'Hand over' }).click();
    await expect(desk.getByText('somebody else’s now')).toBeVisible();
    await expect(desk.getByRole('link', { name: /\+1 202 555 0147/ })).toHaveCount(0);
  });

  await test.step('the record tells of it', async () => {
    await desk.goto(engagementUrl);
    await expect(desk.getByText(/^Ada Lovelace sent an SMS to \+12025550147: Harbour Bank: /)).toBeVisible();
    await expect(desk.getByRole('region', { name: 'SMS of this call' })).toContainText(
      'Answers go to Grace Hopper',
    );
  });
  await supervisor.close();
});
