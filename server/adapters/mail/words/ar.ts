import { type Words, withOffset } from './words.ts';

/** Verbal nouns and passives throughout: they fit people of any gender. */
export const ar: Words = {
  direction: 'rtl',
  app: 'منظِّم الاجتماعات',
  colon: ':',
  zone: (city, offset) => withOffset(`بتوقيت ${city}`, offset),
  labels: {
    when: 'الموعد',
    before: 'سابقًا',
    where: 'المكان',
    host: 'مع',
    guest: 'الضيف',
    about: 'عن الاجتماع',
    notes: 'ملاحظات',
    colleagues: 'زملاء مدعوّون',
    reason: 'السبب',
    yes: 'نعم',
  },
  places: { in_person: 'حضوريًا', phone: 'عبر الهاتف', video: 'مكالمة فيديو' },
  buttons: {
    manage: 'تغيير الموعد أو إلغاؤه',
    view: 'فتح الاجتماع',
    bookAgain: 'حجز موعد آخر',
    page: 'عرض الاجتماع',
    noReminders: 'إيقاف التذكيرات بهذا الاجتماع',
  },
  attached: 'ملف التقويم مرفق بهذه الرسالة.',
  forward: 'لا نراسل الحاضرين الآخرين: يمكنك إعادة توجيه الدعوة إليهم.',
  reply: name => `الرد على هذه الرسالة يصل إلى ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `تم الحجز: ${meeting} مع ${host}، ${when}`,
      heading: 'تم حجز الاجتماع',
      lead: `الاجتماع مع ${host} مؤكد في هذا الموعد.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'موعد ومكان جديدان' : 'موعد جديد'}: ${meeting} مع ${host}، ${when}`,
      heading: elsewhere ? 'للاجتماع موعد ومكان جديدان' : 'للاجتماع موعد جديد',
      lead:
        by === 'guest'
          ? 'تم تغيير الموعد بناءً على طلبك.'
          : `تم تغيير ${elsewhere ? 'الموعد والمكان' : 'الموعد'} من قِبل ${host}.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `تحديث: ${meeting} مع ${host}`,
      heading: 'تم تحديث تفاصيل الاجتماع',
      lead: `تم تغيير التفاصيل من قِبل ${host}، وهي الآن كما يلي.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `تم الإلغاء: ${meeting} مع ${host}، ${when}`,
      heading: 'تم إلغاء الاجتماع',
      lead: by === 'guest' ? 'تم إلغاء الاجتماع بناءً على طلبك.' : `تم إلغاء الاجتماع من قِبل ${host}.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `الاجتماع قائم: ${meeting} مع ${host}، ${when}`,
      heading: 'الاجتماع قائم من جديد',
      lead: 'تم التراجع عن الإلغاء، وسيُعقد الاجتماع في موعده.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `تم الحجز: ${meeting} مع ${guest}، ${when}`,
      heading: 'اجتماع جديد',
      lead: `تم حجز موعد معك من قِبل ${guest}.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `موعد جديد: ${meeting} مع ${guest}، ${when}`,
      heading: 'للاجتماع موعد جديد',
      lead: {
        guest: `تم تغيير الموعد من قِبل ${guest}.`,
        host: 'تم تغيير الموعد بناءً على طلبك.',
        crm: 'تم نقل النشاط في Pipedrive، وانتقل الاجتماع معه.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `تحديث: ${meeting} مع ${guest}`,
      heading: 'تم تحديث تفاصيل الاجتماع',
      lead: {
        guest: `تم تغيير التفاصيل من قِبل ${guest}.`,
        host: 'تم حفظ التغييرات بناءً على طلبك.',
        crm: 'تم تغيير النشاط في Pipedrive، وتغيّر الاجتماع معه.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `تم الإلغاء: ${meeting} مع ${guest}، ${when}`,
      heading: 'تم إلغاء الاجتماع',
      lead: {
        guest: `تم إلغاء الاجتماع من قِبل ${guest}، والوقت متاح من جديد.`,
        host: 'تم إلغاء الاجتماع بناءً على طلبك، والوقت متاح من جديد.',
        crm: 'تم حذف النشاط في Pipedrive، فأُلغي الاجتماع، والوقت متاح من جديد.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `الاجتماع قائم: ${meeting} مع ${guest}، ${when}`,
      heading: 'الاجتماع قائم من جديد',
      lead: {
        guest: `تم التراجع عن الإلغاء من قِبل ${guest}.`,
        host: 'تم التراجع عن الإلغاء بناءً على طلبك.',
        crm: 'تمت استعادة النشاط في Pipedrive، وعاد الاجتماع معه.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `الاجتماع في موعده: ${meeting} مع ${host}، ${when}`,
    heading: 'الاجتماع باقٍ في موعده',
    lead: `الاجتماع مع ${host} قائم كما تم الاتفاق عليه. لم يعد هذا التطبيق يدير الاجتماع، ولذلك لم تعد الروابط في الرسائل السابقة تعمل.`,
    advice: `لتغيير الموعد أو إلغائه يمكن الرد على هذه الرسالة، ويصل الرد إلى ${host}.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `تذكير: ${meeting} مع ${host}، ${when}`,
    heading: 'اقترب موعد اجتماعك',
    lead: `الاجتماع مع ${host} مؤكد في هذا الموعد.`,
    advice: 'ألا يمكنك الحضور؟ غيّر الموعد أو ألغِ الاجتماع كي يتاح الوقت لغيرك.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `تداخل: ${meeting} مع ${guest}`,
      heading: 'هذا الاجتماع يتداخل مع موعد آخر',
      lead: 'تم نقل الاجتماع إلى وقت مشغول في تقويمك، وبقي الموعدان معًا.',
      advice: `إن تعذّر الجمع بينهما، فيمكن تغيير أحدهما أو إلغاؤه. كل تغيير في هذا الاجتماع يُبلَّغ به ${guest}.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `الموعد كما هو: ${meeting} مع ${guest}`,
      heading: 'الاجتماع باقٍ في موعده',
      lead: 'أصبح النشاط في Pipedrive ليوم كامل. الاجتماع يحتاج إلى ساعة محددة، لذلك بقي في هذا الموعد.',
      advice: `لتغيير الموعد يلزم تحديد ساعة جديدة للنشاط، وللإلغاء يلزم حذف النشاط. عندئذٍ يُبلَّغ ${guest}.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `ما زال ملغى: ${meeting} مع ${guest}`,
      heading: 'تعذّرت استعادة الاجتماع',
      lead: 'تمت استعادة النشاط في Pipedrive، لكن الوقت أصبح مشغولًا، فبقي الاجتماع ملغى.',
      advice: `لم يُبلَّغ ${guest} بذلك. يمكن الرد على هذه الرسالة للاتفاق على موعد آخر.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `باقٍ لديك: ${meeting} مع ${guest}`,
      heading: 'الاجتماع باقٍ لديك',
      lead: 'أُسند النشاط إلى شخص آخر، أما الاجتماع نفسه فلا ينتقل معه.',
      advice: `يمكن استعادة النشاط، أو إبلاغ ${guest} بمن سيحضر بدلًا منك.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `تعارض: ${meeting} مع ${guest}`,
      heading: 'أمران في وقت واحد',
      lead: 'يشغل نشاطٌ في Pipedrive وقتَ هذا الاجتماع، ولم يُعرف إلا بعد الحجز.',
      advice: `هناك حلّان: تغيير هذا الاجتماع أو إلغاؤه، ويُبلَّغ ${guest} بذلك؛ أو نقل النشاط الآخر في Pipedrive.`,
    }),
  },
};
