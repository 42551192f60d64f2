import { type Words, withOffset } from './words.ts';

export const es: Words = {
  direction: 'ltr',
  app: 'Planificador de reuniones',
  colon: ':',
  zone: (city, offset) => withOffset(`hora local: ${city}`, offset),
  labels: {
    when: 'Cuándo',
    before: 'Antes',
    where: 'Dónde',
    host: 'Con',
    guest: 'Invitado/a',
    about: 'Descripción',
    notes: 'Notas',
    colleagues: 'Compañeros',
    reason: 'Motivo',
    yes: 'Sí',
  },
  places: { in_person: 'En persona', phone: 'Por teléfono', video: 'Videollamada' },
  buttons: {
    manage: 'Mover o cancelar',
    view: 'Abrir la reunión',
    bookAgain: 'Reservar otra hora',
    page: 'Ver la reunión',
    noReminders: 'No recibir más recordatorios de esta reunión',
  },
  attached: 'Se adjunta el archivo de calendario.',
  forward: 'No escribimos a las otras personas: reenvíales la invitación.',
  reply: name => `Si respondes a este correo, lo recibirá ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Reservada: ${meeting} con ${host}, ${when}`,
      heading: 'Tu reunión está reservada',
      lead: `${host} te espera a esta hora.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'Nueva hora y nuevo lugar' : 'Nueva hora'}: ${meeting} con ${host}, ${when}`,
      heading: elsewhere ? 'Tu reunión tiene nueva hora y nuevo lugar' : 'Tu reunión tiene nueva hora',
      lead:
        by === 'guest'
          ? 'Has cambiado la hora de la reunión.'
          : `${host} ha cambiado ${elsewhere ? 'la hora y el lugar' : 'la hora'} de la reunión.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Actualizada: ${meeting} con ${host}`,
      heading: 'Tu reunión se ha actualizado',
      lead: `${host} ha cambiado los detalles. Así quedan ahora.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Cancelada: ${meeting} con ${host}, ${when}`,
      heading: 'Tu reunión está cancelada',
      lead: by === 'guest' ? 'Has cancelado la reunión.' : `${host} ha cancelado la reunión.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `Sigue en pie: ${meeting} con ${host}, ${when}`,
      heading: 'Tu reunión sigue en pie',
      lead: 'Se ha deshecho la cancelación. La reunión se celebrará.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Reservada: ${meeting} con ${guest}, ${when}`,
      heading: 'Una nueva reunión',
      lead: `${guest} ha reservado una hora contigo.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `Nueva hora: ${meeting} con ${guest}, ${when}`,
      heading: 'La reunión tiene nueva hora',
      lead: {
        guest: `${guest} ha cambiado la hora de la reunión.`,
        host: 'Has cambiado la hora de la reunión.',
        crm: 'La actividad se ha movido en Pipedrive y, con ella, la reunión.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Actualizada: ${meeting} con ${guest}`,
      heading: 'La reunión se ha actualizado',
      lead: {
        guest: `${guest} ha cambiado los detalles.`,
        host: 'Has cambiado los detalles.',
        crm: 'La actividad se ha modificado en Pipedrive y, con ella, la reunión.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Cancelada: ${meeting} con ${guest}, ${when}`,
      heading: 'La reunión está cancelada',
      lead: {
        guest: `${guest} ha cancelado la reunión. La hora vuelve a estar libre.`,
        host: 'Has cancelado la reunión. La hora vuelve a estar libre.',
        crm: 'La actividad se ha eliminado en Pipedrive, así que la reunión está cancelada. La hora vuelve a estar libre.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `Sigue en pie: ${meeting} con ${guest}, ${when}`,
      heading: 'La reunión sigue en pie',
      lead: {
        guest: `${guest} ha deshecho la cancelación.`,
        host: 'Has deshecho la cancelación.',
        crm: 'La actividad se ha restaurado en Pipedrive y, con ella, la reunión.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Se mantiene: ${meeting} con ${host}, ${when}`,
    heading: 'Tu reunión se mantiene',
    lead: `${host} te espera según lo acordado. Esta aplicación ya no gestiona la reunión, así que los enlaces de los correos anteriores han dejado de funcionar.`,
    advice: `Para cambiarla o cancelarla, responde a este correo. Lo recibirá ${host}.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Recordatorio: ${meeting} con ${host}, ${when}`,
    heading: 'Se acerca tu reunión',
    lead: `${host} te espera a esta hora.`,
    advice: '¿No puedes asistir? Cambia la hora o cancela la reunión para que otros puedan usarla.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Coincidencia: ${meeting} con ${guest}`,
      heading: 'Esta reunión coincide con otra cosa',
      lead: 'Se ha movido a una hora que ya está ocupada en tu calendario. Se mantienen las dos.',
      advice: `Si no puedes con ambas, mueve o cancela una de ellas. ${guest} recibe aviso de cada cambio de esta reunión.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Misma hora: ${meeting} con ${guest}`,
      heading: 'La reunión conserva su hora',
      lead: 'Su actividad en Pipedrive ahora dura todo el día. Una reunión necesita una hora, así que se queda en esta.',
      advice: `Para moverla, pon una nueva hora en la actividad; para cancelarla, elimina la actividad. ${guest} recibirá aviso.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Sigue cancelada: ${meeting} con ${guest}`,
      heading: 'No se ha podido restaurar la reunión',
      lead: 'Su actividad se ha restaurado en Pipedrive, pero la hora ya está ocupada. La reunión sigue cancelada.',
      advice: `${guest} no lo sabe. Responde a este correo para acordar otra hora.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Sigue siendo tuya: ${meeting} con ${guest}`,
      heading: 'La reunión se queda contigo',
      lead: 'Su actividad se ha asignado a otra persona. La reunión no pasa con ella.',
      advice: `Recupera la actividad o avisa a ${guest} de quién irá en tu lugar.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Choque: ${meeting} con ${guest}`,
      heading: 'Dos cosas a la misma hora',
      lead: 'Una actividad en Pipedrive ocupa la hora de esta reunión. Se supo de ella después de la reserva.',
      advice: `Hay dos salidas: mover o cancelar esta reunión, y ${guest} recibirá aviso; o mover la otra actividad en Pipedrive.`,
    }),
  },
};
