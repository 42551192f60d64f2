import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

export const pl: Widened<typeof en> = {
  title: name => `Udostępnij „${name}”`,
  ways: 'Sposób udostępnienia',
  asTimes: 'Terminy',
  onWebsite: 'Witryna',
  asCode: 'Kod\u00a0QR',
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
    'Pokazuje stronę rezerwacji na Twojej stronie. Wklej kod tam, gdzie ma się pojawić. Wysokość wystarcza na wąskie kolumny i telefony; gdy strona jest szersza niż 800 px, możesz zmniejszyć ją w kodzie do 720.',
  button: 'Przycisk',
  buttonHint: 'Otwiera stronę rezerwacji w nowej karcie.',
  copyCode: 'Kopiuj kod',

  codeHint: 'Na slajdy, do stopki i do druku: aparat telefonu otwiera stronę rezerwacji.',
  codePicture: name => `Kod QR, który otwiera „${name}”`,
  download: 'Pobierz jako SVG',
};
