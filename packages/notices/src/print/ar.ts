import type { PrintWords } from './print-words.ts';

/** Arabic. A name stands in brackets. */
export const ar: PrintWords = {
  direction: 'rtl',
  note: {
    heading: 'مذكرة شفوية',
    opening: {
      plain:
        'تهدي {sender} أطيب تحياتها إلى {addressees}، وتتشرف، في إطار تدبير «{measure}»، بأن تبلغها بما يلي.',
      reply:
        'تهدي {sender} أطيب تحياتها إلى {addressees}، وبالإشارة إلى المذكرة {their} المؤرخة {theirDate}، تتشرف، في إطار تدبير «{measure}»، بأن تبلغها بما يلي.',
      corrects:
        'تهدي {sender} أطيب تحياتها إلى {addressees}، وتتشرف بإبلاغها بأن المذكرة {their} المؤرخة {theirDate} يصبح نصها كما هو مبين أدناه.',
      adds: 'تهدي {sender} أطيب تحياتها إلى {addressees}، وتتشرف بأن تضيف ما يلي إلى مذكرتها {their} المؤرخة {theirDate}.',
      withdraws:
        'تهدي {sender} أطيب تحياتها إلى {addressees}، وتتشرف بإبلاغها بسحب مذكرتها {their} المؤرخة {theirDate}.',
    },
    closing: 'وتغتنم {sender} هذه المناسبة لتجدد إلى {addressees} الإعراب عن فائق التقدير والاحترام.',
    initials: 'الأحرف الأولى',
    stamp: 'الختم',
    place: 'المكان',
  },
  letter: {
    salutation: {
      one: 'صاحب السعادة،',
      several: 'أصحاب السعادة،',
      others: 'السيدات والسادة،',
      public: 'إلى من يهمه الأمر،',
    },
    opening: {
      plain: 'أتشرف، في إطار تدبير «{measure}»، بأن أبلغكم بما يلي.',
      reply:
        'بالإشارة إلى الرسالة {their} المؤرخة {theirDate}، أتشرف، في إطار تدبير «{measure}»، بأن أبلغكم بما يلي.',
      corrects: 'أتشرف بإبلاغكم بأن الرسالة {their} المؤرخة {theirDate} يصبح نصها كما هو مبين أدناه.',
      adds: 'أتشرف بأن أضيف ما يلي إلى الرسالة {their} المؤرخة {theirDate}.',
      withdraws: 'أتشرف بإبلاغكم بسحب الرسالة {their} المؤرخة {theirDate}.',
    },
    closing: {
      one: 'وتفضلوا، صاحب السعادة، بقبول فائق التقدير والاحترام.',
      several: 'وتفضلوا، أصحاب السعادة، بقبول فائق التقدير والاحترام.',
      others: 'وتفضلوا بقبول فائق الاحترام.',
      public: 'مع فائق الاحترام',
    },
    name: 'الاسم',
  },
  sender: {
    participant: 'الجهة المختصة ({participant})',
    organisation: 'أمانة {participant}',
  },
  addressees: {
    named: 'الجهات المختصة ({names})',
    many: 'الجهات المختصة لدى المشاركين المذكورين في أسفل الصفحة الأولى',
    secretariat: 'أمانة {names}',
    participants: 'الجهات المختصة لدى المشاركين في {organisation}',
    takers: 'الجهات المختصة لدى المشاركين الذين أخذوا بهذا التدبير',
    dimension: 'الجهات المختصة لدى المشاركين الذين ينفذون تدابير هذا البعد',
  },
  foot: {
    to: 'إلى:',
    participant: '{participant}: الجهات المختصة',
    secretariat: 'أمانة {participant}',
    participants: 'المشاركون في {organisation}: الجهات المختصة',
    takers: 'المشاركون في {organisation} الذين أخذوا بالتدبير: الجهات المختصة',
    dimension: 'المشاركون في {organisation} الذين ينفذون تدابير هذا البعد: الجهات المختصة',
    public: 'المشاركون في {organisation} والجمهور',
  },
  offices: {
    'focal-point': 'جهة الاتصال المعنية بتدابير بناء الثقة',
    'signing-officer': 'مكتب المسؤول المخول بالتوقيع',
    secretariat: 'الأمانة',
    root: 'حافظ المفتاح الجذري',
  },
  comma: '، ',
  audience: {
    all: 'للمشاركين والجمهور',
    participants: 'للمشاركين فقط',
    takers: 'للمشاركين الذين أخذوا بالتدبير فقط',
    dimension: 'للمشاركين الذين ينفذون تدابير هذا البعد فقط',
    named: 'للجهات المذكورة فقط',
  },
  demonstration: { mark: 'عرض تجريبي: ليس عملا صادرا عن أي دولة', watermark: 'عرض تجريبي' },
  labels: {
    reference: 'الرقم:',
    theirs: 'رقمكم:',
    enclosures: 'المرفقات',
    changes: 'ما جرى تصحيحه',
    before: 'كان النص',
    after: 'أصبح النص',
    nothing: '(لا شيء)',
    noAnswers: 'لا يوجد ما يضاف.',
    noChanges: 'لم تتغير أي إجابة.',
    yes: 'نعم',
    no: 'لا',
    from: 'من',
    to: 'إلى',
    takenIn: 'قيد في السجل',
    state: 'حالة المراسلة',
    answer: 'الإجابة',
    page: 'الصفحة',
  },
  changedBy: {
    corrects: 'صحح لاحقا بالإشعار {reference} المؤرخ {date}.',
    adds: 'أكمل لاحقا بالإشعار {reference} المؤرخ {date}.',
    withdraws: 'سحب لاحقا بالإشعار {reference} المؤرخ {date}، ولم يعد ما يرد أدناه قائما.',
  },
  changes: {
    corrects: 'يحل هذا الإشعار محل {reference} المؤرخ {date}.',
    adds: 'يكمل هذا الإشعار {reference} المؤرخ {date}.',
    withdraws: 'يسحب هذا الإشعار {reference} المؤرخ {date}.',
  },
  erased: 'محا المرسل نص هذا الإشعار في {date}. ويبقى موضعه في السجل ويظل إثباته ممكنا.',
  sealed: 'نص هذا الإشعار مختوم، ولا يستطيع فتحه سوى الجهات المذكورة.',
  taken: 'قيد في السجل في {instant}، القيد رقم {index}.',
  proof: 'يمكن لأي شخص مضاهاة هذا الإشعار بالسجل على العنوان المبين هنا، وإليه يقود الرمز.',
  code: 'رمز يقود إلى إثبات هذا الإشعار',
  designations: 'التسميات المستخدمة في النقاط المرقمة هي تسميات المرسل.',
  otherScripts: 'تعذر إظهار بعض حروف النص في هذه النسخة المطبوعة؛ وهي واردة في الإشعار الموقع في السجل.',
};
