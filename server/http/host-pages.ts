import { escapeHtml } from '../domain/html.ts';
import { likedLanguages, primaryLanguage } from './accept-language.ts';

/** What a host, or somebody who wants to be one, is told outside Pipedrive: each kind is a page that says what to do. */
export type Message =
  | {
      readonly kind:
        | 'denied'
        | 'state'
        | 'expired'
        | 'unreachable'
        | 'sign_in'
        | 'signed_out'
        | 'still_signed_in'
        | 'not_found'
        | 'welcome';
    }
  | { readonly kind: 'scopes'; readonly missing: readonly string[] };

interface Words {
  readonly title: string;
  readonly text: string;
  /** Leads to the start of the installation, or of signing in; null: nothing to start. */
  readonly button: string | null;
  /** Leads back to Pipedrive. */
  readonly back?: string;
}

const languages = ['en', 'pl'] as const;
type PageLanguage = (typeof languages)[number];

const words: Record<PageLanguage, Record<Message['kind'], Words>> = {
  en: {
    denied: {
      title: 'Nothing was installed',
      text: 'Pipedrive tells us that access was not allowed, so nothing has been connected or stored. If that was a slip, start again and choose “Allow and install”.',
      button: 'Start again',
      back: 'Back to Pipedrive',
    },
    state: {
      title: 'Let’s start over',
      text: 'This page was opened in another browser than the one you began in, or too late, so we can’t be sure that it is you. Nothing was installed. Start again, and stay in this browser.',
      button: 'Start again',
    },
    expired: {
      title: 'That took a little too long',
      text: 'Pipedrive’s confirmation is good for five minutes and for one use, and this one no longer is. Nothing is lost: start again.',
      button: 'Start again',
    },
    scopes: {
      title: 'A permission is missing',
      text: 'Without the permissions below, meetings can’t be booked. They came with a newer version of the app, or were changed in it: connect again and allow them all.',
      button: 'Connect again',
    },
    unreachable: {
      title: 'Pipedrive isn’t answering',
      text: 'The connection couldn’t be finished because Pipedrive can’t be reached at the moment. Nothing is broken: wait a minute, then start again.',
      button: 'Start again',
    },
    sign_in: {
      title: 'Sign in to Meeting scheduler',
      text: 'This page belongs to somebody who uses Meeting scheduler in Pipedrive. Sign in with your Pipedrive account, and you come back here.',
      button: 'Sign in with Pipedrive',
    },
    signed_out: {
      title: 'You are signed out',
      text: 'On all your devices: nobody sees your meetings here without signing in again. In Pipedrive everything works as before.',
      button: 'Sign in with Pipedrive',
    },
    still_signed_in: {
      title: 'You are still signed in',
      text: 'Signing out has to be asked for by the page that you are signed in to, and this wasn’t. Go back to it, reload it and try again.',
      button: 'Back to Meeting scheduler',
    },
    not_found: {
      title: 'There is nothing here',
      text: 'No page of the meeting scheduler has this address. If you followed a booking link, check that all of it was copied, or ask whoever sent it for a new one.',
      button: null,
    },
    welcome: {
      title: 'Meeting scheduler for Pipedrive',
      text: 'Put booking links into your e-mails. Guests choose a time without an account, and each meeting becomes an activity in Pipedrive.',
      button: 'Install in Pipedrive',
    },
  },
  pl: {
    denied: {
      title: 'Nic nie zainstalowano',
      text: 'Pipedrive informuje, że nie przyznano dostępu, więc nic nie zostało połączone ani zapisane. Jeśli to pomyłka, zacznij od nowa i wybierz „Zezwól i zainstaluj”.',
      button: 'Zacznij od nowa',
      back: 'Wróć do Pipedrive',
    },
    state: {
      title: 'Zacznijmy od nowa',
      text: 'Ta strona została otwarta w innej przeglądarce niż ta, w której zaczęto instalację, albo zbyt późno, więc nie mamy pewności, że to Ty. Nic nie zainstalowano. Zacznij od nowa i pozostań w tej przeglądarce.',
      button: 'Zacznij od nowa',
    },
    expired: {
      title: 'To trwało trochę za długo',
      text: 'Potwierdzenie z Pipedrive jest ważne przez pięć minut i tylko raz, a to już nie jest ważne. Nic straconego: zacznij od nowa.',
      button: 'Zacznij od nowa',
    },
    scopes: {
      title: 'Brakuje uprawnienia',
      text: 'Bez poniższych uprawnień nie da się umawiać spotkań. Pojawiły się w nowszej wersji aplikacji albo zostały w niej zmienione: połącz ponownie i zezwól na wszystkie.',
      button: 'Połącz ponownie',
    },
    unreachable: {
      title: 'Pipedrive nie odpowiada',
      text: 'Nie udało się dokończyć łączenia, bo Pipedrive jest w tej chwili nieosiągalny. Nic się nie zepsuło: odczekaj minutę i zacznij od nowa.',
      button: 'Zacznij od nowa',
    },
    sign_in: {
      title: 'Zaloguj się do Harmonogramu spotkań',
      text: 'Ta strona należy do osoby, która używa Harmonogramu spotkań w Pipedrive. Zaloguj się swoim kontem Pipedrive, a wrócisz w to miejsce.',
      button: 'Zaloguj się przez Pipedrive',
    },
    signed_out: {
      title: 'Wylogowano',
      text: 'Na wszystkich Twoich urządzeniach: bez ponownego zalogowania nikt nie zobaczy tu Twoich spotkań. W Pipedrive wszystko działa jak dotąd.',
      button: 'Zaloguj się przez Pipedrive',
    },
    still_signed_in: {
      title: 'Nadal jesteś w systemie',
      text: 'O wylogowanie musi poprosić strona, na której trwa Twoja sesja, a tak nie było. Wróć do niej, odśwież ją i spróbuj ponownie.',
      button: 'Wróć do Harmonogramu spotkań',
    },
    not_found: {
      title: 'Tu niczego nie ma',
      text: 'Harmonogram spotkań nie ma strony pod tym adresem. Jeśli prowadził tu link do rezerwacji, sprawdź, czy skopiowano go w całości, albo poproś nadawcę o nowy.',
      button: null,
    },
    welcome: {
      title: 'Harmonogram spotkań dla Pipedrive',
      text: 'Wstawiaj do wiadomości linki do rezerwacji. Goście wybierają termin bez zakładania konta, a każde spotkanie staje się działaniem w Pipedrive.',
      button: 'Zainstaluj w Pipedrive',
    },
  },
};

/** The language that the browser's user likes best of ours; English where they name none of them. */
export const preferredLanguage = (header: string | undefined): PageLanguage => {
  const liked = likedLanguages(header).map(primaryLanguage);
  const first = liked.find(tag => languages.some(own => own === tag));
  return languages.find(own => own === first) ?? 'en';
};

/** Sent with every one of these pages. */
export const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * HTML of a page that says what happened and offers the way on. `header` is the browser's Accept-Language, `way` where the button
 * leads.
 */
export const page = (message: Message, header: string | undefined, way = '/oauth/start'): string => {
  const language = preferredLanguage(header);
  const { title, text, button, back } = words[language][message.kind];
  const missing =
    message.kind === 'scopes'
      ? `<ul>${message.missing.map(scope => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>`
      : '';
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/oauth/style.css">
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${missing}
${button === null ? '' : `<a href="${escapeHtml(way)}">${escapeHtml(button)}</a>`}
${back === undefined ? '' : `<a class="second" href="https://app.pipedrive.com">${escapeHtml(back)}</a>`}
</main>
</html>
`;
};

export const style = `:root {
  color-scheme: light dark;
  --ground: #f5f6f8;
  --card: #fff;
  --ink: #1d2430;
  --muted: #596271;
  --line: #dce0e6;
  --accent: #2059c4;
  --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #1a1e26;
    --card: #232833;
    --ink: #e8ebf0;
    --muted: #a9b2c0;
    --line: #363d4b;
    --accent: #8cb3fb;
    --on-accent: #10203d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  padding: 1rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif;
}
main {
  width: min(32rem, 100%);
  padding: clamp(1.5rem, 5vw, 2.5rem);
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 12px;
}
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1.25rem; color: var(--muted); text-wrap: pretty; }
ul { margin: 0 0 1.5rem; padding-inline-start: 1.25rem; }
a {
  display: inline-block;
  padding: 0.65rem 1.15rem;
  border-radius: 8px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
  text-decoration: none;
}
a.second { margin-inline-start: 0.5rem; background: none; color: var(--accent); }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
`;
