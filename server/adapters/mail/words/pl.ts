import { type Words, withOffset } from './words.ts';

export const pl: Words = {
  direction: 'ltr',
  app: 'Harmonogram spotkań',
  colon: ':',
  zone: (city, offset) => withOffset(`czas lokalny: ${city}`, offset),
  labels: {
    when: 'Kiedy',
    before: 'Poprzednio',
    where: 'Gdzie',
    host: 'Z kim',
    guest: 'Gość',
    about: 'O spotkaniu',
    notes: 'Uwagi',
    colleagues: 'Współpracownicy',
    reason: 'Powód',
    yes: 'Tak',
  },
  places: { in_person: 'Osobiście', phone: 'Telefonicznie', video: 'Wideorozmowa' },
  buttons: {
    manage: 'Przełóż lub odwołaj',
    view: 'Otwórz spotkanie',
    bookAgain: 'Wybierz inny termin',
    page: 'Zobacz spotkanie',
    noReminders: 'Wyłącz przypomnienia o tym spotkaniu',
  },
  attached: 'W załączniku jest plik kalendarza.',
  forward: 'Nie piszemy do osób, które z Tobą przyjdą: prześlij im zaproszenie.',
  reply: name => `Odpowiedź na tę wiadomość otrzyma ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Umówiono: ${meeting} (${host}), ${when}`,
      heading: 'Spotkanie jest umówione',
      lead: `O tej porze czeka na Ciebie ${host}.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'Nowy termin i miejsce' : 'Nowy termin'}: ${meeting} (${host}), ${when}`,
      heading: elsewhere ? 'Spotkanie ma nowy termin i miejsce' : 'Spotkanie ma nowy termin',
      lead:
        by === 'guest'
          ? 'Zgodnie z Twoją prośbą termin został zmieniony.'
          : `${elsewhere ? 'Nowy termin i miejsce ustala' : 'Nowy termin ustala'} ${host}.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Zmiana: ${meeting} (${host})`,
      heading: 'Szczegóły spotkania się zmieniły',
      lead: `Zmiany wprowadza ${host}. Poniżej aktualne informacje.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Odwołano: ${meeting} (${host}), ${when}`,
      heading: 'Spotkanie jest odwołane',
      lead: by === 'guest' ? 'Zgodnie z Twoją prośbą spotkanie zostało odwołane.' : `Spotkanie odwołuje ${host}.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `Jednak się odbędzie: ${meeting} (${host}), ${when}`,
      heading: 'Spotkanie jednak się odbędzie',
      lead: 'Odwołanie zostało cofnięte. Spotkanie jest znów aktualne.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Umówiono: ${meeting} (${guest}), ${when}`,
      heading: 'Nowe spotkanie',
      lead: `Nowa rezerwacja: ${guest}.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `Nowy termin: ${meeting} (${guest}), ${when}`,
      heading: 'Spotkanie ma nowy termin',
      lead: {
        guest: `Spotkanie przekłada ${guest}.`,
        host: 'Zgodnie z Twoją zmianą spotkanie zostało przełożone.',
        crm: 'Działanie w Pipedrive zostało przeniesione, a wraz z nim spotkanie.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Zmiana: ${meeting} (${guest})`,
      heading: 'Szczegóły spotkania się zmieniły',
      lead: {
        guest: `Szczegóły zmienia ${guest}.`,
        host: 'Twoje zmiany zostały zapisane.',
        crm: 'Działanie w Pipedrive zostało zmienione, a wraz z nim spotkanie.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Odwołano: ${meeting} (${guest}), ${when}`,
      heading: 'Spotkanie jest odwołane',
      lead: {
        guest: `Spotkanie odwołuje ${guest}. Termin jest znów wolny.`,
        host: 'Zgodnie z Twoją decyzją spotkanie zostało odwołane. Termin jest znów wolny.',
        crm: 'Działanie w Pipedrive zostało usunięte, więc spotkanie jest odwołane. Termin jest znów wolny.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `Jednak się odbędzie: ${meeting} (${guest}), ${when}`,
      heading: 'Spotkanie jednak się odbędzie',
      lead: {
        guest: `Odwołanie cofa ${guest}.`,
        host: 'Zgodnie z Twoją decyzją odwołanie zostało cofnięte.',
        crm: 'Działanie w Pipedrive zostało przywrócone, a wraz z nim spotkanie.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Bez zmian: ${meeting} (${host}), ${when}`,
    heading: 'Spotkanie pozostaje aktualne',
    lead: `Zgodnie z ustaleniami czeka na Ciebie ${host}. Spotkanie nie jest już obsługiwane przez tę aplikację, dlatego odnośniki z wcześniejszych wiadomości przestały działać.`,
    advice: `Aby zmienić termin lub odwołać spotkanie, odpowiedz na tę wiadomość. Odpowiedź otrzyma ${host}.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Przypomnienie: ${meeting} (${host}), ${when}`,
    heading: 'Zbliża się Twoje spotkanie',
    lead: `O tej porze czeka na Ciebie ${host}.`,
    advice: 'Termin nie pasuje? Przełóż lub odwołaj spotkanie, aby zwolnić go dla innych.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Nakładanie się: ${meeting} (${guest})`,
      heading: 'To spotkanie nakłada się z innym wpisem',
      lead: 'Spotkanie zostało przeniesione na termin, który w Twoim kalendarzu jest już zajęty. Oba wpisy pozostają.',
      advice: `Jeśli nie da się ich pogodzić, przełóż lub odwołaj jeden z nich. O każdej zmianie tego spotkania dowie się ${guest}.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Termin bez zmian: ${meeting} (${guest})`,
      heading: 'Spotkanie zachowuje swój termin',
      lead: 'Działanie w Pipedrive zostało zmienione na całodniowe. Spotkanie musi mieć godzinę, więc pozostaje o dotychczasowej porze.',
      advice: `Aby je przełożyć, ustaw w działaniu nową godzinę; aby je odwołać, usuń działanie. Wtedy dowie się o tym ${guest}.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Nadal odwołane: ${meeting} (${guest})`,
      heading: 'Nie udało się przywrócić spotkania',
      lead: 'Działanie w Pipedrive zostało przywrócone, ale termin jest już zajęty. Spotkanie pozostaje odwołane.',
      advice: `${guest} o tym nie wie. Odpowiedz na tę wiadomość, aby ustalić inny termin.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Nadal Twoje: ${meeting} (${guest})`,
      heading: 'Spotkanie pozostaje u Ciebie',
      lead: 'Działanie przypisano innej osobie. Samo spotkanie nie przechodzi razem z nim.',
      advice: `Przypisz działanie z powrotem do siebie albo uprzedź gościa (${guest}), kto Cię zastąpi.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Kolizja: ${meeting} (${guest})`,
      heading: 'Dwie rzeczy w jednym czasie',
      lead: 'Termin tego spotkania zajmuje też inne działanie w Pipedrive. Było ono nieznane w chwili rezerwacji.',
      advice: `Są dwa wyjścia: przełożyć lub odwołać to spotkanie (dowie się o tym ${guest}) albo przenieść drugie działanie w Pipedrive.`,
    }),
  },
};
