import { type Words, withOffset } from './words.ts';

export const fr: Words = {
  direction: 'ltr',
  app: 'Planificateur de réunions',
  colon: '\u00a0:',
  zone: (city, offset) => withOffset(`heure locale : ${city}`, offset),
  labels: {
    when: 'Quand',
    before: 'Avant',
    where: 'Où',
    host: 'Avec',
    guest: 'Invité(e)',
    about: 'À propos',
    notes: 'Remarques',
    colleagues: 'Collègues',
    reason: 'Motif',
    yes: 'Oui',
  },
  places: { in_person: 'En personne', phone: 'Par téléphone', video: 'Appel vidéo' },
  buttons: {
    manage: 'Déplacer ou annuler',
    view: 'Ouvrir la réunion',
    bookAgain: 'Choisir une autre heure',
    page: 'Voir la réunion',
    noReminders: 'Ne plus recevoir de rappels pour cette réunion',
  },
  attached: 'Le fichier de calendrier est joint.',
  forward: 'Nous n’écrivons pas aux autres personnes : transférez-leur l’invitation.',
  reply: name => `Répondez à ce message pour écrire à ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Réservée : ${meeting} avec ${host}, ${when}`,
      heading: 'Votre réunion est réservée',
      lead: `${host} vous attend à cette heure.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'Nouvel horaire et nouveau lieu' : 'Nouvel horaire'} : ${meeting} avec ${host}, ${when}`,
      heading: elsewhere ? 'Votre réunion a un nouvel horaire et un nouveau lieu' : 'Votre réunion a un nouvel horaire',
      lead: by === 'guest' ? 'Vous avez déplacé la réunion.' : `${host} a déplacé la réunion.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Mise à jour : ${meeting} avec ${host}`,
      heading: 'Votre réunion a été modifiée',
      lead: `${host} a modifié les détails. Les voici à jour.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Annulée : ${meeting} avec ${host}, ${when}`,
      heading: 'Votre réunion est annulée',
      lead: by === 'guest' ? 'Vous avez annulé la réunion.' : `${host} a annulé la réunion.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `Maintenue : ${meeting} avec ${host}, ${when}`,
      heading: 'Votre réunion a finalement lieu',
      lead: 'L’annulation a été retirée. La réunion est maintenue.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Réservée : ${meeting} avec ${guest}, ${when}`,
      heading: 'Une nouvelle réunion',
      lead: `${guest} a réservé un horaire avec vous.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `Nouvel horaire : ${meeting} avec ${guest}, ${when}`,
      heading: 'La réunion a un nouvel horaire',
      lead: {
        guest: `${guest} a déplacé la réunion.`,
        host: 'Vous avez déplacé la réunion.',
        crm: 'L’activité a été déplacée dans Pipedrive, et la réunion avec elle.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Mise à jour : ${meeting} avec ${guest}`,
      heading: 'La réunion a été modifiée',
      lead: {
        guest: `${guest} a modifié les détails.`,
        host: 'Vous avez modifié les détails.',
        crm: 'L’activité a été modifiée dans Pipedrive, et la réunion avec elle.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Annulée : ${meeting} avec ${guest}, ${when}`,
      heading: 'La réunion est annulée',
      lead: {
        guest: `${guest} a annulé la réunion. L’horaire est de nouveau libre.`,
        host: 'Vous avez annulé la réunion. L’horaire est de nouveau libre.',
        crm: 'L’activité a été supprimée dans Pipedrive : la réunion est annulée. L’horaire est de nouveau libre.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `Maintenue : ${meeting} avec ${guest}, ${when}`,
      heading: 'La réunion a finalement lieu',
      lead: {
        guest: `L’annulation a été retirée par ${guest}.`,
        host: 'Vous avez retiré l’annulation.',
        crm: 'L’activité a été restaurée dans Pipedrive, et la réunion avec elle.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Toujours prévue : ${meeting} avec ${host}, ${when}`,
    heading: 'Votre réunion est maintenue telle quelle',
    lead: `${host} vous attend comme convenu. La réunion n’est plus gérée par cette application : les liens des messages précédents ne fonctionnent plus.`,
    advice: `Pour la déplacer ou l’annuler, répondez à ce message. ${host} recevra votre réponse.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Rappel : ${meeting} avec ${host}, ${when}`,
    heading: 'Votre réunion approche',
    lead: `${host} vous attend à cette heure.`,
    advice: 'Un empêchement ? Déplacez ou annulez la réunion, afin de libérer ce créneau.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Chevauchement : ${meeting} avec ${guest}`,
      heading: 'Cette réunion en chevauche une autre',
      lead: 'Elle a été déplacée à un horaire déjà pris dans votre agenda. Les deux sont conservés.',
      advice: `Si vous ne pouvez pas tout faire, déplacez ou annulez l’un des deux. ${guest} sera au courant de chaque changement de cette réunion.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Horaire conservé : ${meeting} avec ${guest}`,
      heading: 'La réunion garde son horaire',
      lead: 'Dans Pipedrive, son activité dure désormais toute la journée. Une réunion a besoin d’une heure : elle reste donc à celle-ci.',
      advice: `Pour la déplacer, donnez une nouvelle heure à l’activité ; pour l’annuler, supprimez l’activité. ${guest} recevra alors un message.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Toujours annulée : ${meeting} avec ${guest}`,
      heading: 'La réunion n’a pas pu être rétablie',
      lead: 'Son activité a été restaurée dans Pipedrive, mais l’horaire a été pris entre-temps. La réunion reste annulée.',
      advice: `${guest} n’en sait rien. Répondez à ce message pour convenir d’une autre heure.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Toujours la vôtre : ${meeting} avec ${guest}`,
      heading: 'La réunion reste la vôtre',
      lead: 'Son activité a été confiée à une autre personne. La réunion elle-même ne suit pas.',
      advice: `Reprenez l’activité, ou dites à ${guest} qui vous remplacera.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Collision : ${meeting} avec ${guest}`,
      heading: 'Deux choses à la même heure',
      lead: 'Une activité dans Pipedrive occupe l’horaire de cette réunion. Elle n’a été connue qu’après la réservation.',
      advice: `Il y a deux issues : déplacer ou annuler cette réunion, et ${guest} recevra un message ; ou déplacer l’autre activité dans Pipedrive.`,
    }),
  },
};
