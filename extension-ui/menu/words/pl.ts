import { pluralIn } from '../../shared/words/plural.ts';
import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

const plural = pluralIn('pl');

export const pl: Widened<typeof en> = {
  ways: 'Więcej w Harmonogramie spotkań',
  noGeneral: 'Nie ma jeszcze linków do rezerwacji',
  noGeneralHint: 'Dzięki linkowi gość wybiera termin z Twoich godzin. Możesz wysyłać go wielokrotnie.',
  noSpecific: 'Tu pojawią się terminy wybrane ręcznie dla jednego gościa.',
  showSpecific: count => plural(count, { one: 'Pokaż # link', few: 'Pokaż # linki', other: 'Pokaż # linków' }),
  editTimes: 'Edytuj czasy',
  filter: 'Znajdź link',
  found: count => plural(count, { one: 'Znaleziono # link', few: 'Znaleziono # linki', other: 'Znaleziono # linków' }),
  noneFound: 'Żaden link nie ma tego w nazwie.',
  mailZone: 'Strefa czasowa kopiowanych terminów',
  timesGoOut: 'Strefa kopiowanych terminów:',
  changeZone: 'Zmień',
  changeZoneLong: 'Zmień strefę czasową kopiowanych terminów',
  zoneChosen: zone => `Strefa kopiowanych terminów: ${zone}.`,
  allOff: 'Wszystkie Twoje linki są wyłączone: goście nie mogą z nich rezerwować.',
  allOffWay: 'Włącz któryś',
};
