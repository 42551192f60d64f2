import { html } from './html.ts';
import { crmPage } from './layout.ts';
import type { Visit } from './visit.ts';

export const notFoundPage = (visit: Visit): string =>
  crmPage(visit, {
    title: 'Not found',
    section: '',
    main: html`<div class="narrow"><h1>There is nothing here</h1><p><a href="/">To the start page</a></p></div>`,
  });
