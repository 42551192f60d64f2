import { pluralIn } from '../../shared/words/plural.ts';
import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

const plural = pluralIn('pl');

export const pl: Widened<typeof en> = {
  activeLinks: 'Aktywne linki',
  activeLinksHint: 'Goście mogą rezerwować z włączonych linków. Linki z określonymi czasami się nie liczą.',
  oneAtATime: 'Twój plan pozwala na jeden naraz: włączenie jednego wyłącza drugi.',
  noneAllowed: plan =>
    `Plan ${plan} nie pozwala na żaden aktywny link z dostępnością ogólną, dlatego Twój domyślny link też jest wyłączony. Aktywne linki daje dodatek LeadBooster lub wyższy plan. Określone czasy działają w każdym planie.`,
  noGeneral: 'Nie masz linku z dostępnością ogólną.',
  guestsCanBook: name => `Goście mogą rezerwować przez link „${name}”`,
  switchedOn: name => `Link „${name}” jest włączony.`,
  switchedOff: name => `Link „${name}” jest wyłączony.`,
  switchedInstead: (on, off) => `Link „${on}” jest włączony, a „${off}” wyłączony.`,
  limitReached: name =>
    `Aktywny jest link „${name}”, a Twój plan pozwala tylko na jeden. Włącz ten jeszcze raz, aby zajął jego miejsce.`,
  notChanged: 'Nic nie zmieniono.',

  account: 'Konto',
  connectedAs: 'Połączono jako',
  company: 'Firma',
  timeZone: 'Strefa czasowa',
  fromPipedrive: 'Imię i nazwisko, e-mail i strefa czasowa pochodzą z Pipedrive.',

  plan: 'Plan',
  leadBooster: 'Dodatek LeadBooster',
  planAllows: 'Pozwala na',
  planOne: 'Jeden aktywny link z dostępnością ogólną. Linki z określonymi czasami się nie liczą.',
  planAny: 'Dowolną liczbę aktywnych linków.',
  planNone: 'Żaden aktywny link z dostępnością ogólną: aktywne linki daje dodatek LeadBooster lub wyższy plan.',
  planNotTold: 'Pipedrive nie podał planu, więc nic nie jest ograniczone.',

  preferences: 'Ty i Twoja poczta',
  language: 'Język',
  languageHint: 'Język wiadomości do Ciebie. Te strony są po polsku i po angielsku.',
  notifications: 'Powiadamiaj mnie e-mailem o tym, co robią goście',
  notificationsHint: 'O rezerwacjach, zmianach i odwołaniach. O tym, co wymaga Twojej uwagi, powiadomimy zawsze.',
  calendarFile: 'Dołączaj do tych wiadomości plik kalendarza',
  calendarFileHint:
    'Przy włączonej synchronizacji kalendarza w Pipedrive zostaw to wyłączone: każde spotkanie wróciłoby jako drugie działanie.',
  reminders: 'Przypominaj gościom e-mailem',
  remindersHint: '24 godziny i godzinę przed spotkaniem.',

  newLinks: 'Ustawienia nowych linków',
  newLinksHint: 'Istniejące linki się nie zmienią.',
  duration: 'Czas trwania',
  step: 'Terminy co',
  noHorizon: 'Bez ograniczenia',
  place: 'Domyślne miejsce',
  placeKind: 'Rodzaj miejsca',
  placeNone: 'Gdy nic nie wpiszesz, goście przeczytają „Miejsce do uzgodnienia”.',
  placeNoAddress:
    'To nie jest adres internetowy, na przykład https://example.com/call: goście nie otworzą go kliknięciem.',
  placeTextHint: 'W linkach utworzonych od teraz. Goście to przeczytają.',

  saving: 'Zapisywanie',
  savedWhat: what => `${what}: zapisano.`,
  kept: 'Twój wybór nadal tu jest.',
  keptOffline: 'Brak połączenia. Twój wybór nadal tu jest i zapisze się, gdy wrócisz do sieci.',
  number: 'To musi być liczba.',
  whole: (least, most) => `Liczba całkowita od ${least} do ${most}.`,
  unprintable: 'Są tu znaki, których nie można pokazać.',
  refusedOtherwise: 'Nie można tego zapisać w tej postaci.',

  connectionDetails: 'Szczegóły połączenia',
  syncHealth: 'Połączenie z Pipedrive',
  allWell: 'Wszystko w porządku',
  calendarKnown: 'Twoje działania',
  calendarIsKnown: 'Wczytane: w zajętym czasie nie można rezerwować.',
  calendarIsUnknown: 'Trwa wczytywanie. Do tego czasu goście nie mogą rezerwować.',
  lastWebhook: 'Ostatnia otrzymana zmiana',
  lastReconciliation: 'Ostatnie pełne porównanie',
  never: 'Jeszcze nie było',
  waitingTitle: 'Oczekujące',
  nothingWaits: 'Nic nie czeka: wszystko dotarło do Pipedrive i do skrzynek.',
  waitingCount: count => plural(count, { one: 'Czeka # pozycja', few: 'Czekają # pozycje', other: 'Czeka # pozycji' }),
  givenUpCount: count =>
    plural(count, { one: 'Zaniechano # pozycji', few: 'Zaniechano # pozycji', other: 'Zaniechano # pozycji' }),
  kinds: {
    activity: 'Spotkanie nie ma w Pipedrive właściwej postaci',
    mail: 'Wiadomość nie została wysłana',
  },
  kindOther: 'Coś nie zostało dokończone',
  why: {
    unauthorised: 'Zgoda Pipedrive wygasła; odnawia się sama.',
    grant_lost: 'Połączenie z Pipedrive zostało utracone: połącz ponownie.',
    paused: 'Połączenie z Pipedrive zostało utracone: połącz ponownie.',
    forbidden: 'Pipedrive nie pozwala Ci tego zapisać: zapytaj administratora.',
    refused: 'Pipedrive odrzucił zapis.',
    limited: 'Limit żądań Pipedrive jest na razie wyczerpany.',
    unavailable: 'Pipedrive nie odpowiada.',
    unanswered: 'Pipedrive nie podał, czy zapisał; najpierw to sprawdzimy.',
    mail_refused: 'Skrzynka nie przyjmuje wiadomości: sprawdź adres.',
    mail_unavailable: 'Serwer poczty nie odpowiada.',
  },
  whyOther: 'Coś poszło nie tak po naszej stronie.',
  notTried: 'Za chwilę pierwsza próba.',
  givenUp: 'Zaniechano',
  triesAgain: 'Kolejna próba nastąpi sama',
  retry: 'Ponów',
  compare: 'Sprawdź plan i działania',
  retried: 'Ponawiamy wszystkie próby.',
  comparing: 'Wczytujemy Twój plan i działania.',
  compared: 'Plan i działania wczytano przed chwilą.',
  comparedTooSoon: wait => `Wczytano przed chwilą. Ponownie będzie można za ${wait}.`,
  compareUnanswered: 'Pipedrive jeszcze nie odpowiedział: spróbujemy znowu bez Twojego udziału.',

  calendarSync: 'Kalendarze Google i Outlook',
  calendarSyncWay:
    'Włączysz ją w Pipedrive: Preferencje osobiste › Synchronizacja kalendarza, jako synchronizację dwukierunkową.',
  calendarSyncGuide: 'Jak działa synchronizacja kalendarza',

  disconnect: 'Odłącz',
  disconnectSentence: 'Usuwa stąd Twoje linki, rezerwacje i tokeny. Działania zostają w Pipedrive.',
  disconnectTitle: 'Odłączyć Harmonogram spotkań?',
  disconnectMeetings: count =>
    plural(count, {
      one: 'Masz # przyszłe spotkanie. Gość dostanie jedną wiadomość: spotkanie się odbędzie, a zmiany można zgłosić, odpowiadając na tę wiadomość.',
      few: 'Masz # przyszłe spotkania. Każdy gość dostanie jedną wiadomość: spotkanie się odbędzie, a zmiany można zgłosić, odpowiadając na tę wiadomość.',
      other:
        'Masz # przyszłych spotkań. Każdy gość dostanie jedną wiadomość: spotkanie się odbędzie, a zmiany można zgłosić, odpowiadając na tę wiadomość.',
    }),
  disconnectNoMeetings: 'Nie masz przyszłych spotkań.',
  disconnectLast: 'Twoje linki od razu przestaną działać. Tego nie można cofnąć.',
  disconnected: 'Odłączono',
  disconnectedHint: 'Wszystkie Twoje dane zostały stąd usunięte.',
};
