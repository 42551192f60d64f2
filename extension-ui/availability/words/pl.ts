import { pluralIn } from '../../shared/words/plural.ts';
import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

const plural = pluralIn('pl');

export const pl: Widened<typeof en> = {
  about: 'Godziny, w których goście wielokrotnie rezerwują spotkania przez link.',
  noGeneral: 'Nie ma jeszcze dostępności',
  noGeneralHint: 'Podaj, kiedy możesz się spotkać. Goście wybiorą z tego termin, a link wyślesz, ile razy zechcesz.',
  noSpecific: 'Tu pojawią się terminy wybrane ręcznie dla jednego gościa.',
  noneFound: 'Żaden link nie ma tego w nazwie.',
  collapse: 'Zwiń',
  noPlace: 'Nie podano miejsca',
  noVideoLink: 'Wideorozmowa, nie podano jeszcze linku',
  from: date => `od ${date}`,
  until: date => `do ${date}`,
  between: dates => `tylko ${dates}`,
  past: 'Miniony',
  ahead: (ahead, all) =>
    ahead === all
      ? plural(all, { one: '# termin', few: '# terminy', other: '# terminów' })
      : `Przyszłe terminy: ${ahead} z ${all}`,

  freeTimes: 'Wolne terminy, jakie widzą goście',
  loadMore: 'Pokaż więcej',
  nothingFree: 'Teraz nic nie jest wolne',
  nothingFreeHint: 'Godziny, wyprzedzenie i daty nie zostawiają żadnego terminu albo wszystko jest zajęte.',
  offHint: 'Link jest wyłączony: goście się o tym dowiadują i nie widzą terminów.',
  bookedHint: 'Spotkanie jest już zarezerwowane: goście się o tym dowiadują i nie widzą terminów.',

  previewWaits: 'Otwieranie podglądu …',
  previewBlocked: 'Przeglądarka zablokowała nową kartę.',
  openPreview: 'Otwórz podgląd',

  switchedOn: name => `Link „${name}” jest włączony: goście mogą z niego rezerwować.`,
  switchedOff: name => `Link „${name}” jest wyłączony: goście nie mogą już z niego rezerwować.`,
  switchedOver: (name, other) => `Aktywny jest teraz link „${name}”, a „${other}” jest wyłączony.`,
  stale:
    'Ktoś w międzyczasie zmienił ten link. Widzisz go teraz w aktualnej postaci; w razie potrzeby spróbuj ponownie.',

  planAllows: plan => `Plan ${plan} pozwala, by naraz aktywny był jeden link z dostępnością ogólną.`,
  planHolds: name => `Twój plan pozwala na jeden aktywny link z dostępnością ogólną i jest nim „${name}”.`,
  planHoldsAny: 'Twój plan nie pozwala na kolejny aktywny link z dostępnością ogólną.',
  switchOver: 'Przełącz na ten link',

  unfinished: name => `Jeszcze nie zapisano: ${name}`,
  today: time => `dziś, ${time}`,
  lastChanged: when => `Ostatnia zmiana: ${when}. Goście tego nie widzą.`,
  continueOrNot: name =>
    name === '' ? 'Kontynuować to, co niezapisane, czy zacząć od nowa?' : `Kontynuować „${name}” czy zacząć od nowa?`,
  startAnew: 'Zacznij od nowa',
  unnamed: 'bez nazwy',
  continue: 'Kontynuuj',
  discard: 'Odrzuć',
  discarded: name => `Odrzucono niedokończoną dostępność: ${name}.`,

  trashTitle: 'Usunąć ten link?',
  trashSentence: name =>
    `Kto otworzy adres linku „${name}”, dowie się, że został wycofany. Zarezerwowane już spotkania zostają.`,
  trashed: name => `Usunięto „${name}”. Spotkania zostają.`,
  restored: name => `Przywrócono „${name}”.`,
  restoredOff: name => `Przywrócono „${name}”, ale link jest wyłączony: aktywny jest już inny.`,
};
