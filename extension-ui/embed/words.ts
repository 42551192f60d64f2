interface Words {
  readonly title: string;
  readonly close: string;
}

const languages: Readonly<Record<string, Words>> = {
  pl: { title: 'Umów spotkanie', close: 'Zamknij' },
  de: { title: 'Termin buchen', close: 'Schließen' },
  es: { title: 'Reservar una reunión', close: 'Cerrar' },
  fr: { title: 'Réserver un rendez-vous', close: 'Fermer' },
  pt: { title: 'Agendar uma reunião', close: 'Fechar' },
  ar: { title: 'حجز موعد', close: 'إغلاق' },
};

const english: Words = { title: 'Book a meeting', close: 'Close' };

/** In the language that the page around is in at that element. */
export const wordsAt = (element: Element): Words => {
  const tag = element.closest<HTMLElement>('[lang]')?.lang || navigator.language;
  return languages[tag.slice(0, 2).toLowerCase()] ?? english;
};
