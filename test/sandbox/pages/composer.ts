import { html, type Markup } from './html.ts';
import { crmPage } from './layout.ts';
import type { Visit } from './visit.ts';

export interface Draft {
  readonly to: string;
  readonly subject: string;
}

/** Plain browser editing, as unhelpful to an app as the CRM's own: nothing but paste gets into it. */
export const composer = (
  { user }: Visit,
  { to, subject }: Draft,
): Markup => html`<form class="card composer" aria-label="New e-mail">
<div class="field"><label for="mail-from">From</label><input id="mail-from" value="${user.name} &lt;${user.email}&gt;" readonly></div>
<div class="field"><label for="mail-to">To</label><input id="mail-to" name="to" type="email" required value="${to}" placeholder="name@example.com"></div>
<div class="field"><label for="mail-subject">Subject</label><input id="mail-subject" name="subject" value="${subject}"></div>
<div class="formats" role="toolbar" aria-label="Format">
<button type="button" class="quiet" data-format="bold" title="Bold"><b>B</b></button>
<button type="button" class="quiet" data-format="italic" title="Italic"><i>I</i></button>
<button type="button" class="quiet" data-format="insertUnorderedList" title="List">•</button>
<span class="space"></span>
<label class="check"><input type="checkbox" name="plain"> Plain text</label></div>
<div class="body" contenteditable="true" role="textbox" aria-multiline="true" aria-label="Message" data-placeholder="Write, or paste a booking link here"></div>
<textarea class="body" aria-label="Message as plain text" hidden></textarea>
<div class="buttons"><button type="submit" class="primary">Send</button></div>
</form>`;

export const mailPage = (visit: Visit): string =>
  crmPage(visit, {
    title: 'Mail',
    section: '/mail',
    main: html`<div class="mail"><div class="page-head"><h1>New e-mail</h1></div>
<p class="soft">Apps have no place of their own here. The puzzle in the top bar opens ${visit.app.name} beside the text.</p>
${composer(visit, { to: '', subject: '' })}</div>`,
  });

export const isOutgoing = (body: unknown): body is { to: string; subject: string; text: string; html?: string } => {
  if (typeof body !== 'object' || body === null) return false;
  const { to, subject, text, html: rich } = body as Record<string, unknown>;
  return (
    typeof to === 'string' &&
    /^[^\s@<>]+@[^\s@<>]+$/.test(to) &&
    typeof subject === 'string' &&
    typeof text === 'string' &&
    (rich === undefined || typeof rich === 'string')
  );
};
