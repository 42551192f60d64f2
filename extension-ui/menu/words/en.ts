import { pluralIn } from '../../shared/words/plural.ts';

const plural = pluralIn('en');

export const en = {
  ways: 'More of Meeting scheduler',
  noGeneral: 'No booking links yet',
  noGeneralHint: 'With one, guests choose a time from your opening hours. It can be sent again and again.',
  noSpecific: 'One-off times you pick for a guest appear here.',
  showSpecific: (count: number) => plural(count, { one: 'Show # link', other: 'Show # links' }),
  editTimes: 'Edit times',
  filter: 'Find a link',
  found: (count: number) => plural(count, { one: '# link found', other: '# links found' }),
  noneFound: 'No link has this in its name.',
  mailZone: 'Time zone of copied times',
  timesGoOut: 'Times are copied in',
  changeZone: 'Change',
  changeZoneLong: 'Change the time zone of copied times',
  zoneChosen: (zone: string) => `Times are now copied in ${zone}.`,
  allOff: 'All your booking links are switched off: guests can’t book from them.',
  allOffWay: 'Switch one on',
};
