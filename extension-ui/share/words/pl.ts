import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

export const pl: Widened<typeof en> = {
  title: name => `Udostępnij „${name}”`,
  ways: 'Sposób udostępnienia',
  asTimes: 'Terminy',
  onWebsite: 'Witryna',
  asCode: 'Kod\u00a0QR',
  forAnybody: 'Dla każdego',
  copyForMail: 'Kopiuj do wiadomości',
  address: 'Adres strony',
  copied: 'Skopiowano',
  copyRefused: 'Przeglądarka nie pozwoliła na kopiowanie. Zaznacz tekst i naciśnij Ctrl+C.',

  timesZone: 'Strefa czasowa terminów',
  timesZoneHint: 'Jest podana w tekście. Wybierz tę, w której jest Twój gość.',
  looks: 'Co zostanie skopiowane',
  formatted: 'Sformatowane',
  plain: 'Zwykły tekst',
  copyTimes: 'Kopiuj terminy',
  timesHint: 'Kopiujemy obie wersje; program pocztowy użyje tej, którą obsługuje.',
  nothingFree: 'Teraz nic nie jest wolne, więc nie ma terminów do skopiowania.',

  inline: 'Na samej stronie',
  inlineHint:
    'Pokazuje stronę rezerwacji na Twojej stronie, zawsze tak wysoką jak jej treść. Wklej kod tam, gdzie ma się pojawić.',
  button: 'Przycisk',
  buttonHint: 'Otwiera stronę rezerwacji nad Twoją stroną, a gdy skrypty nie działają – jako osobną stronę.',
  frame: 'Zwykła ramka',
  frameHint:
    'Dla witryn, w których nie można używać skryptów. Wysokość wystarcza na wąskie kolumny i telefony; gdy strona jest szersza niż 800 px, możesz zmniejszyć ją w kodzie do 720.',
  developers: 'Dla programistów',
  prefillHint:
    'To, co wiesz o odwiedzającym, wypełni puste pola. Dane trafiają do ramki i nigdy do adresu. Jako atrybuty powyższego kodu albo w skrypcie:',
  eventsHint:
    'Twoja strona otrzymuje zdarzenia scheduler:loaded, scheduler:slot-selected i scheduler:booked, dwa ostatnie z początkiem i końcem spotkania:',
  campaignHint: 'Parametry Twojej strony, które zaczynają się od utm_, są przekazywane dalej.',
  policyHint: origin =>
    `Jeśli witryna ma politykę bezpieczeństwa treści (CSP), musi ona dopuszczać ${origin} w script-src i frame-src.`,
  copyCode: 'Kopiuj kod',

  codeHint: 'Na slajdy, do stopki i do druku: aparat telefonu otwiera stronę rezerwacji.',
  codePicture: name => `Kod QR, który otwiera „${name}”`,
  download: 'Pobierz jako SVG',
};
