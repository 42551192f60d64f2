import type { MeetingWords } from './words.ts';

export const pl: MeetingWords = {
  minutes: 'min',
  hours: 'godz.',
  days: 'dni',
  bufferBefore: 'Przerwa przed',
  bufferAfter: 'Przerwa po',
  notice: 'Wyprzedzenie',
  noticeUnit: 'Jednostka wyprzedzenia',
  horizon: 'Z jakim wyprzedzeniem goście mogą rezerwować',
  place: 'Miejsce',
  placeText: {
    in_person: 'Adres',
    phone: 'Numer telefonu albo kto do kogo dzwoni',
    video: 'Link do wideorozmowy',
    other: 'Opis miejsca',
  },
  activityType: 'Typ działania',
  activityTypesFailed: 'Pipedrive nie podaje teraz typów działań: pozostaje obecny.',
};
