import { renderToString } from 'preact-render-to-string';
import type { GuestPage } from '../../server/http/guest/page.ts';
import { GuestApp } from './guest-app.tsx';
import { book, deeds, details, manage, message, partsOf, picker, reminders } from './parts.ts';
import { plainZoneForm } from './picker/plain-zone-form.ts';
import { directionOf } from './setting.ts';
import { catalogues } from './texts/languages.ts';
import { titleOf } from './title.ts';

// Here nothing comes later.
await Promise.all([book, deeds, details, manage, message, picker, reminders].map(({ load }) => load()));

/** Safe inside a script element: nothing in it can end the element or open a comment. */
const embed = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');

const DataBlock = ({ page }: { page: GuestPage }) => (
  <script
    type="application/json"
    id="page-data"
    dangerouslySetInnerHTML={{ __html: embed({ page, texts: catalogues[page.language] }) }}
  />
);

/** Besides the script itself: all that has to be there for it to take over. */
const preloaded = (page: GuestPage): readonly string[] => {
  const parts = partsOf(page);
  return parts.length === 0 ? [] : [...page.assets.shared, ...parts.flatMap(part => page.assets[part])];
};

const Document = ({ page }: { page: GuestPage }) => {
  const texts = catalogues[page.language];
  return (
    <html lang={page.language} dir={directionOf(page.language)} class={page.embedded && 'embedded'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{titleOf(page, texts)}</title>
        {/* In another site's page only what books happens; all that comes after opens a tab of its own, where nothing lies over it. */}
        {page.embedded && page.kind === 'manage' && <base target="_blank" />}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={page.assets.style} />
        {page.kind !== 'message' && <script type="module" src={page.assets.script} />}
        {preloaded(page).map(file => (
          <link key={file} rel="modulepreload" href={file} />
        ))}
      </head>
      <body>
        <div id="page">
          <GuestApp page={page} texts={texts} plainZoneForm={form => plainZoneForm(form, page.language, texts)} />
        </div>
        {page.kind !== 'message' && <DataBlock page={page} />}
      </body>
    </html>
  );
};

/** The complete HTML document. */
export const renderGuestPage = (page: GuestPage): string =>
  `<!doctype html>${renderToString(<Document page={page} />)}`;
