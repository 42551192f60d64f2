import type { Language } from '../../server/domain/link.ts';

/** What is said to the client in the mail that a link is pasted into, in the link's language. */
export interface MailWords {
  readonly choose: string;
  readonly next: string;
  /** Of times that were picked by hand. */
  readonly picked: string;
  readonly all: string;
  readonly zone: (name: string) => string;
}

export const mailWords: Record<Language, MailWords> = {
  en: {
    choose: 'Choose a time',
    next: 'Next free times',
    picked: 'Times to choose from',
    all: 'See all times',
    zone: name => `Time zone: ${name}`,
  },
  pl: {
    choose: 'Wybierz termin',
    next: 'Najbliższe wolne terminy',
    picked: 'Terminy do wyboru',
    all: 'Zobacz wszystkie terminy',
    zone: name => `Strefa czasowa: ${name}`,
  },
  de: {
    choose: 'Termin auswählen',
    next: 'Nächste freie Termine',
    picked: 'Termine zur Auswahl',
    all: 'Alle Termine ansehen',
    zone: name => `Zeitzone: ${name}`,
  },
  es: {
    choose: 'Elegir una hora',
    next: 'Próximas horas libres',
    picked: 'Horas a elegir',
    all: 'Ver todas las horas',
    zone: name => `Zona horaria: ${name}`,
  },
  fr: {
    choose: 'Choisir un créneau',
    next: 'Prochains créneaux libres',
    picked: 'Créneaux au choix',
    all: 'Voir tous les créneaux',
    zone: name => `Fuseau horaire : ${name}`,
  },
  'pt-BR': {
    choose: 'Escolher um horário',
    next: 'Próximos horários livres',
    picked: 'Horários à escolha',
    all: 'Ver todos os horários',
    zone: name => `Fuso horário: ${name}`,
  },
  ar: {
    choose: 'اختر موعدًا',
    next: 'أقرب المواعيد المتاحة',
    picked: 'مواعيد للاختيار',
    all: 'عرض كل المواعيد',
    zone: name => `المنطقة الزمنية: ${name}`,
  },
};
