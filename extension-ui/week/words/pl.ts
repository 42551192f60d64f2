import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

export const pl: Widened<typeof en> = {
  kinds: { activity: 'Aktywność', meeting: 'Spotkanie', time: 'Wybrany termin', ghost: 'Termin' },
  allDay: 'Cały dzień',
  more: count => `+${count}`,
  notBusy: 'nie blokuje',
  free: 'wolne',
  past: 'minęło',
  today: 'dzisiaj',
  keys: can =>
    [
      'Strzałki przechodzą przez godziny i dni, Home i End na pierwszy i ostatni dzień, Page Up i Page Down do innych tygodni, Ctrl ze strzałką w górę lub w dół do pozycji.',
      ...(can.add ? ['Enter w wolnym miejscu dodaje termin.'] : []),
      ...(can.open ? ['Enter na pozycji otwiera ją.'] : []),
      ...(can.move
        ? [
            'Alt ze strzałkami przesuwa pozycję, Alt i Shift ze strzałką w górę lub w dół zmienia jej długość; dodatkowo z Ctrl w krokach po pięć minut.',
          ]
        : []),
      ...(can.remove ? ['Delete usuwa ją.'] : []),
    ].join(' '),
  keyUse: {
    go: 'przejdź',
    items: 'do pozycji',
    weeks: 'tygodnie',
    add: 'dodaj',
    open: 'otwórz',
    move: 'przesuń',
    length: 'długość',
    remove: 'usuń',
  },
  added: what => `${what}, dodano`,
  moved: what => `${what}, przesunięto`,
  resized: what => `${what}, zmieniono długość`,
  removed: what => `${what}, usunięto`,
  dragCancelled: 'Anulowano, nic się nie zmieniło.',
  otherOffset: '* w niektóre z tych dni godziny drugiej kolumny są inne',
};
