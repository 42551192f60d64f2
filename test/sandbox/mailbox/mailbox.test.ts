import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBrowser } from '../../ui/chromium.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';

let mailbox: Mailbox;

beforeEach(async () => {
  mailbox = await startMailbox();
});
afterEach(() => mailbox.close());

const calendar = ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'SUMMARY:Żółta łódź', 'END:VCALENDAR', ''].join('\r\n');

const send = async (to: string, more: object = {}): Promise<void> => {
  const transport = createTransport(mailbox.smtpUrl);
  try {
    await transport.sendMail({
      from: '"Anna Nowak" <scheduler@example.test>',
      replyTo: 'anna@example.test',
      to,
      subject: 'Meeting with <b>Anna</b>',
      text: 'See you on Friday',
      html: '<p>See you on <a href="http://localhost/m/1">Friday</a></p>',
      messageId: '<fixed-1@example.test>',
      ...more,
    });
  } finally {
    transport.close();
  }
};

test('a mail that was sent by SMTP is read back whole, the newest first', async () => {
  await send('Guest@example.test', { icalEvent: { method: 'REQUEST', filename: 'meeting.ics', content: calendar } });
  await send('other@example.test', { subject: 'Second' });

  expect(mailbox.mails().map(mail => mail.subject)).toEqual(['Second', 'Meeting with <b>Anna</b>']);
  expect(mailbox.mails('guest@example.test')).toMatchObject([
    {
      from: '"Anna Nowak" <scheduler@example.test>',
      replyTo: 'anna@example.test',
      messageId: '<fixed-1@example.test>',
      text: 'See you on Friday',
      calendars: [{ filename: 'meeting.ics', method: 'REQUEST', content: calendar }],
    },
  ]);
  mailbox.clear();
  expect(mailbox.mails()).toEqual([]);
});

test('the page escapes what mails say, shows their HTML without scripts, and hands out the calendar file', async () => {
  await send('guest@example.test', { icalEvent: { method: 'REQUEST', filename: 'meeting.ics', content: calendar } });
  const [mail] = mailbox.mails();

  const list = await (await fetch(`${mailbox.origin}/?to=guest@example.test`)).text();
  expect(list).toContain('Meeting with &lt;b&gt;Anna&lt;/b&gt;');
  const view = await (await fetch(`${mailbox.origin}/mails/${mail?.id}`)).text();
  expect(view).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(view).toContain('&lt;a href=&quot;http://localhost/m/1&quot;&gt;Friday');
  expect(view).toContain('anna@example.test');
  const file = await fetch(`${mailbox.origin}/mails/${mail?.id}/calendars/0`);
  expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(await file.text()).toBe(calendar);
  expect(await (await fetch(`${mailbox.origin}/api/mails?to=nobody@example.test`)).json()).toEqual([]);
  expect((await fetch(`${mailbox.origin}/mails/unknown`)).status).toBe(404);
});

test('new mail appears by itself beside the mail that is open', async () => {
  await send('guest@example.test');
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${mailbox.origin}/mails/${mailbox.mails()[0]?.id}`);
    await page.locator('details', { hasText: 'Headers' }).locator('summary').click();
    await send('other@example.test', { subject: 'The next' });
    await page.locator('.mails .subject', { hasText: 'The next' }).waitFor();
    expect(await page.locator('article h1').textContent()).toBe('Meeting with <b>Anna</b>');
    expect(await page.locator('.headers').isVisible()).toBe(true);
    expect(await page.locator('.mails a[aria-current] .subject').textContent()).toBe('Meeting with <b>Anna</b>');
  } finally {
    await browser.close();
  }
});

test.each([421, 451, 550])('a mailbox told to refuse answers %i and keeps nothing', async code => {
  mailbox.fail({ kind: 'refuse', code });
  await expect(send('guest@example.test')).rejects.toMatchObject({ responseCode: code });
  expect(mailbox.mails()).toEqual([]);

  mailbox.fail(null);
  await send('guest@example.test');
  expect(mailbox.mails()).toHaveLength(1);
});

test('a mailbox told to close drops the connection in the middle of the mail', async () => {
  mailbox.fail({ kind: 'close' });
  await expect(send('guest@example.test')).rejects.toMatchObject({
    code: expect.stringMatching(/ECONNECTION|ESOCKET|ECONNRESET/),
  });
  expect(mailbox.mails()).toEqual([]);
});

test('a mailbox told to hang lets the client run into its own time limit', async () => {
  mailbox.fail({ kind: 'hang' });
  const transport = createTransport({ url: mailbox.smtpUrl, socketTimeout: 200 });
  await expect(
    transport.sendMail({ from: 'a@example.test', to: 'b@example.test', text: 'Hello' }),
  ).rejects.toMatchObject({
    code: 'ETIMEDOUT',
  });
  transport.close();
  expect(mailbox.mails()).toEqual([]);
});
