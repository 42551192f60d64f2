import { type Words, withOffset } from './words.ts';

export const de: Words = {
  direction: 'ltr',
  app: 'Terminplaner',
  colon: ':',
  zone: (city, offset) => withOffset(`Ortszeit ${city}`, offset),
  labels: {
    when: 'Wann',
    before: 'Bisher',
    where: 'Wo',
    host: 'Mit',
    guest: 'Gast',
    about: 'Worum es geht',
    notes: 'Anmerkungen',
    colleagues: 'Kolleginnen und Kollegen',
    reason: 'Grund',
    yes: 'Ja',
  },
  places: { in_person: 'Vor Ort', phone: 'Telefonisch', video: 'Videoanruf' },
  buttons: {
    manage: 'Verschieben oder absagen',
    view: 'Termin öffnen',
    bookAgain: 'Neuen Termin buchen',
    page: 'Termin ansehen',
    noReminders: 'Keine Erinnerungen mehr an diesen Termin',
  },
  attached: 'Die Kalenderdatei ist angehängt.',
  forward: 'Wir schreiben den weiteren Personen nicht: Leiten Sie ihnen die Einladung weiter.',
  reply: name => `Eine Antwort auf diese E-Mail geht an ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Gebucht: ${meeting} mit ${host}, ${when}`,
      heading: 'Ihr Termin ist gebucht',
      lead: `${host} erwartet Sie zu dieser Zeit.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'Neue Zeit, neuer Ort' : 'Neue Zeit'}: ${meeting} mit ${host}, ${when}`,
      heading: elsewhere ? 'Ihr Termin hat eine neue Zeit und einen neuen Ort' : 'Ihr Termin hat eine neue Zeit',
      lead: by === 'guest' ? 'Sie haben den Termin verschoben.' : `${host} hat den Termin verschoben.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Geändert: ${meeting} mit ${host}`,
      heading: 'Ihr Termin wurde geändert',
      lead: `${host} hat die Angaben geändert. So lauten sie jetzt.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Abgesagt: ${meeting} mit ${host}, ${when}`,
      heading: 'Ihr Termin ist abgesagt',
      lead: by === 'guest' ? 'Sie haben den Termin abgesagt.' : `${host} hat den Termin abgesagt.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `Findet doch statt: ${meeting} mit ${host}, ${when}`,
      heading: 'Ihr Termin findet doch statt',
      lead: 'Die Absage wurde zurückgenommen. Der Termin gilt wieder.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Gebucht: ${meeting} mit ${guest}, ${when}`,
      heading: 'Ein neuer Termin',
      lead: `${guest} hat einen Termin mit Ihnen gebucht.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `Neue Zeit: ${meeting} mit ${guest}, ${when}`,
      heading: 'Der Termin hat eine neue Zeit',
      lead: {
        guest: `${guest} hat den Termin verschoben.`,
        host: 'Sie haben den Termin verschoben.',
        crm: 'Die Aktivität wurde in Pipedrive verschoben und mit ihr der Termin.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Geändert: ${meeting} mit ${guest}`,
      heading: 'Der Termin wurde geändert',
      lead: {
        guest: `${guest} hat die Angaben geändert.`,
        host: 'Sie haben die Angaben geändert.',
        crm: 'Die Aktivität wurde in Pipedrive geändert und mit ihr der Termin.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Abgesagt: ${meeting} mit ${guest}, ${when}`,
      heading: 'Der Termin ist abgesagt',
      lead: {
        guest: `${guest} hat den Termin abgesagt. Die Zeit ist wieder frei.`,
        host: 'Sie haben den Termin abgesagt. Die Zeit ist wieder frei.',
        crm: 'Die Aktivität wurde in Pipedrive gelöscht, damit ist der Termin abgesagt. Die Zeit ist wieder frei.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `Findet doch statt: ${meeting} mit ${guest}, ${when}`,
      heading: 'Der Termin findet doch statt',
      lead: {
        guest: `${guest} hat die Absage zurückgenommen.`,
        host: 'Sie haben die Absage zurückgenommen.',
        crm: 'Die Aktivität wurde in Pipedrive wiederhergestellt und mit ihr der Termin.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Bleibt bestehen: ${meeting} mit ${host}, ${when}`,
    heading: 'Ihr Termin bleibt bestehen',
    lead: `${host} erwartet Sie wie vereinbart. Der Termin wird nicht mehr mit dieser App verwaltet, die Links in früheren E-Mails gelten darum nicht mehr.`,
    advice: `Zum Verschieben oder Absagen antworten Sie auf diese E-Mail. Die Antwort geht an ${host}.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Erinnerung: ${meeting} mit ${host}, ${when}`,
    heading: 'Ihr Termin steht bevor',
    lead: `${host} erwartet Sie zu dieser Zeit.`,
    advice:
      'Sie können doch nicht? Verschieben Sie den Termin oder sagen Sie ihn ab, damit die Zeit für andere frei wird.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Überschneidung: ${meeting} mit ${guest}`,
      heading: 'Dieser Termin überschneidet sich',
      lead: 'Er wurde auf eine Zeit verschoben, die in Ihrem Kalender schon belegt ist. Beides bleibt bestehen.',
      advice: `Wenn nicht beides geht, verschieben Sie eines davon oder sagen Sie es ab. ${guest} erfährt von jeder Änderung dieses Termins.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Zeit bleibt: ${meeting} mit ${guest}`,
      heading: 'Der Termin behält seine Zeit',
      lead: 'Seine Aktivität in Pipedrive ist jetzt ganztägig. Ein Termin braucht eine Uhrzeit, darum bleibt er zu dieser Zeit.',
      advice: `Zum Verschieben geben Sie der Aktivität eine neue Uhrzeit, zum Absagen löschen Sie sie. ${guest} erfährt es dann.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Weiterhin abgesagt: ${meeting} mit ${guest}`,
      heading: 'Der Termin ließ sich nicht wiederherstellen',
      lead: 'Seine Aktivität wurde in Pipedrive wiederhergestellt, doch die Zeit ist inzwischen vergeben. Der Termin bleibt abgesagt.',
      advice: `${guest} weiß davon nichts. Antworten Sie auf diese E-Mail, um eine andere Zeit zu vereinbaren.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Weiterhin bei Ihnen: ${meeting} mit ${guest}`,
      heading: 'Der Termin bleibt bei Ihnen',
      lead: 'Seine Aktivität gehört jetzt jemand anderem. Der Termin selbst geht nicht mit.',
      advice: `Übernehmen Sie die Aktivität wieder oder sagen Sie ${guest}, wer an Ihrer Stelle da sein wird.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Kollision: ${meeting} mit ${guest}`,
      heading: 'Zweierlei zur selben Zeit',
      lead: 'Eine Aktivität in Pipedrive belegt die Zeit dieses Termins. Sie wurde erst nach der Buchung bekannt.',
      advice: `Es gibt zwei Auswege: Sie verschieben diesen Termin oder sagen ihn ab, dann erfährt es ${guest}; oder Sie verschieben die andere Aktivität in Pipedrive.`,
    }),
  },
};
