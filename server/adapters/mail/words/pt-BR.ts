import { type Words, withOffset } from './words.ts';

export const ptBR: Words = {
  direction: 'ltr',
  app: 'Agendador de reuniões',
  colon: ':',
  zone: (city, offset) => withOffset(`horário local: ${city}`, offset),
  labels: {
    when: 'Quando',
    before: 'Antes',
    where: 'Onde',
    host: 'Com',
    guest: 'Participante',
    about: 'Sobre',
    notes: 'Observações',
    colleagues: 'Colegas',
    reason: 'Motivo',
    yes: 'Sim',
  },
  places: { in_person: 'Presencial', phone: 'Por telefone', video: 'Videochamada' },
  buttons: {
    manage: 'Remarcar ou cancelar',
    view: 'Abrir a reunião',
    bookAgain: 'Agendar outro horário',
    page: 'Ver a reunião',
    noReminders: 'Não receber mais lembretes desta reunião',
  },
  attached: 'O arquivo de calendário está anexado.',
  forward: 'Não escrevemos para as outras pessoas: encaminhe o convite a elas.',
  reply: name => `Responda a este e-mail para falar com ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Agendada: ${meeting} com ${host}, ${when}`,
      heading: 'Sua reunião está agendada',
      lead: `${host} espera por você neste horário.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'Novo horário e local' : 'Novo horário'}: ${meeting} com ${host}, ${when}`,
      heading: elsewhere ? 'Sua reunião tem novo horário e local' : 'Sua reunião tem um novo horário',
      lead: by === 'guest' ? 'Você remarcou a reunião.' : `${host} remarcou a reunião.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Atualizada: ${meeting} com ${host}`,
      heading: 'Sua reunião foi atualizada',
      lead: `${host} alterou os detalhes. Veja como ficaram.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Cancelada: ${meeting} com ${host}, ${when}`,
      heading: 'Sua reunião foi cancelada',
      lead: by === 'guest' ? 'Você cancelou a reunião.' : `${host} cancelou a reunião.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `Confirmada de novo: ${meeting} com ${host}, ${when}`,
      heading: 'Sua reunião vai acontecer',
      lead: 'O cancelamento foi desfeito. A reunião está confirmada de novo.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Agendada: ${meeting} com ${guest}, ${when}`,
      heading: 'Uma nova reunião',
      lead: `${guest} agendou um horário com você.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `Novo horário: ${meeting} com ${guest}, ${when}`,
      heading: 'A reunião tem um novo horário',
      lead: {
        guest: `${guest} remarcou a reunião.`,
        host: 'Você remarcou a reunião.',
        crm: 'A atividade foi movida no Pipedrive e, com ela, a reunião.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Atualizada: ${meeting} com ${guest}`,
      heading: 'A reunião foi atualizada',
      lead: {
        guest: `${guest} alterou os detalhes.`,
        host: 'Você alterou os detalhes.',
        crm: 'A atividade foi alterada no Pipedrive e, com ela, a reunião.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Cancelada: ${meeting} com ${guest}, ${when}`,
      heading: 'A reunião foi cancelada',
      lead: {
        guest: `${guest} cancelou a reunião. O horário está livre de novo.`,
        host: 'Você cancelou a reunião. O horário está livre de novo.',
        crm: 'A atividade foi excluída no Pipedrive, então a reunião está cancelada. O horário está livre de novo.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `Confirmada de novo: ${meeting} com ${guest}, ${when}`,
      heading: 'A reunião vai acontecer',
      lead: {
        guest: `${guest} desfez o cancelamento.`,
        host: 'Você desfez o cancelamento.',
        crm: 'A atividade foi restaurada no Pipedrive e, com ela, a reunião.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Continua marcada: ${meeting} com ${host}, ${when}`,
    heading: 'Sua reunião continua marcada',
    lead: `${host} espera por você como combinado. A reunião não é mais gerenciada por este aplicativo, por isso os links dos e-mails anteriores deixaram de funcionar.`,
    advice: `Para remarcar ou cancelar, responda a este e-mail. A resposta chega a ${host}.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Lembrete: ${meeting} com ${host}, ${when}`,
    heading: 'Sua reunião está chegando',
    lead: `${host} espera por você neste horário.`,
    advice: 'Não pode comparecer? Remarque ou cancele a reunião para liberar o horário.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Sobreposição: ${meeting} com ${guest}`,
      heading: 'Esta reunião coincide com outro compromisso',
      lead: 'Ela foi movida para um horário já ocupado na sua agenda. Os dois compromissos foram mantidos.',
      advice: `Se não der para fazer os dois, remarque ou cancele um deles. ${guest} recebe um aviso de cada mudança nesta reunião.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Horário mantido: ${meeting} com ${guest}`,
      heading: 'A reunião mantém o horário',
      lead: 'A atividade no Pipedrive passou a durar o dia todo. Uma reunião precisa de hora marcada, então ela fica neste horário.',
      advice: `Para remarcar, dê uma nova hora à atividade; para cancelar, exclua a atividade. ${guest} receberá um aviso.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Ainda cancelada: ${meeting} com ${guest}`,
      heading: 'Não foi possível restaurar a reunião',
      lead: 'A atividade foi restaurada no Pipedrive, mas o horário já foi ocupado. A reunião continua cancelada.',
      advice: `${guest} não sabe disso. Responda a este e-mail para combinar outro horário.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Continua sua: ${meeting} com ${guest}`,
      heading: 'A reunião continua com você',
      lead: 'A atividade foi passada a outra pessoa. A reunião em si não vai junto.',
      advice: `Assuma a atividade de novo ou avise ${guest} sobre quem estará no seu lugar.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Conflito: ${meeting} com ${guest}`,
      heading: 'Duas coisas no mesmo horário',
      lead: 'Uma atividade no Pipedrive ocupa o horário desta reunião. Ela só ficou conhecida depois do agendamento.',
      advice: `Há duas saídas: remarcar ou cancelar esta reunião, e ${guest} receberá um aviso; ou mover a outra atividade no Pipedrive.`,
    }),
  },
};
