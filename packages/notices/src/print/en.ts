import type { PrintWords } from './print-words.ts';

/** English. */
export const en: PrintWords = {
  direction: 'ltr',
  note: {
    heading: 'Note verbale',
    opening: {
      plain:
        '{sender} presents its compliments to {addressees} and, under the measure “{measure}”, has the honour to communicate the following.',
      reply:
        '{sender} presents its compliments to {addressees} and, with reference to note {their} of {theirDate}, has the honour to communicate the following under the measure “{measure}”.',
      corrects:
        '{sender} presents its compliments to {addressees} and has the honour to inform them that its note {their} of {theirDate} is to read as set out below.',
      adds: '{sender} presents its compliments to {addressees} and has the honour to add the following to its note {their} of {theirDate}.',
      withdraws:
        '{sender} presents its compliments to {addressees} and has the honour to inform them that it withdraws its note {their} of {theirDate}.',
    },
    closing:
      '{sender} avails itself of this opportunity to renew to {addressees} the assurances of its highest consideration.',
    initials: 'Initials',
    stamp: 'Stamp',
    place: 'Place',
  },
  letter: {
    salutation: {
      one: 'Excellency,',
      several: 'Excellencies,',
      others: 'Sir, Madam,',
      public: 'To whom it may concern,',
    },
    opening: {
      plain: 'I have the honour to communicate the following under the measure “{measure}”.',
      reply:
        'With reference to letter {their} of {theirDate}, I have the honour to communicate the following under the measure “{measure}”.',
      corrects:
        'I have the honour to inform you that letter {their} of {theirDate} is to read as set out below.',
      adds: 'I have the honour to add the following to letter {their} of {theirDate}.',
      withdraws: 'I have the honour to inform you that letter {their} of {theirDate} is withdrawn.',
    },
    closing: {
      one: 'Please accept, Excellency, the assurances of my highest consideration.',
      several: 'Please accept, Excellencies, the assurances of my highest consideration.',
      others: 'Please accept the assurances of my high consideration.',
      public: 'Yours faithfully,',
    },
    name: 'Name',
  },
  sender: {
    participant: 'The competent authority of {participant}',
    organisation: 'The Secretariat of {participant}',
  },
  addressees: {
    named: 'the competent authorities of {names}',
    many: 'the competent authorities of the participants named at the foot of the first page',
    secretariat: 'the Secretariat of {names}',
    participants: 'the competent authorities of the participants of {organisation}',
    takers: 'the competent authorities of the participants that have taken up this measure',
    dimension: 'the competent authorities of the participants that carry out measures of this dimension',
  },
  foot: {
    to: 'To:',
    participant: '{participant}: competent authorities',
    secretariat: '{participant}: Secretariat',
    participants: 'Participants of {organisation}: competent authorities',
    takers: 'Participants of {organisation} that have taken up the measure: competent authorities',
    dimension:
      'Participants of {organisation} that carry out measures of the dimension: competent authorities',
    public: 'Participants of {organisation} and the public',
  },
  offices: {
    'focal-point': 'Focal Point for Confidence-Building Measures',
    'signing-officer': 'Office of the Authorised Signatory',
    secretariat: 'Secretariat',
    root: 'Keeper of the Root Key',
  },
  article: {
    before:
      /^(?:Assembly|Commonwealth|Conference|Economic|International|Islamic Republic|Kingdom|Lao People|League|Maldives|Netherlands|Organi[sz]ation|Parliamentary|Philippines|Republic|Russian Federation|Shanghai|State|Syrian Arab|Union|United)\b/,
    article: 'the ',
  },
  comma: ', ',
  audience: {
    all: 'For participants and the public',
    participants: 'For participants only',
    takers: 'Only for participants that have taken up the measure',
    dimension: 'Only for participants that carry out measures of the dimension',
    named: 'Only for the addressees named',
  },
  demonstration: { mark: 'DEMONSTRATION: no act of any state', watermark: 'DEMONSTRATION' },
  labels: {
    reference: 'No.',
    theirs: 'Your No.',
    enclosures: 'Enclosures',
    changes: 'What is corrected',
    before: 'It said',
    after: 'It says',
    nothing: '(nothing)',
    noAnswers: 'There is nothing further to state.',
    noChanges: 'No answer was changed.',
    yes: 'yes',
    no: 'no',
    from: 'From',
    to: 'To',
    takenIn: 'Taken into the record',
    state: 'State of the thread',
    answer: 'Answer',
    page: 'Page',
  },
  changedBy: {
    corrects: 'Corrected since by {reference} of {date}.',
    adds: 'Added to since by {reference} of {date}.',
    withdraws: 'Withdrawn since by {reference} of {date}: what is stated below no longer holds.',
  },
  changes: {
    corrects: 'This notice takes the place of {reference} of {date}.',
    adds: 'This notice adds to {reference} of {date}.',
    withdraws: 'This notice withdraws {reference} of {date}.',
  },
  erased:
    'The sender erased the text of this notice on {date}. Its place in the record remains and can still be proved.',
  sealed: 'The text of this notice is sealed: only the addressees named can open it.',
  taken: 'Taken into the record on {instant} as entry {index}.',
  proof:
    'Anybody can check this notice against the record at the address given here, to which the code leads.',
  code: 'Code that leads to the proof of this notice',
  designations: 'The designations used in the numbered points are those of the sender.',
  otherScripts:
    'Some characters of the text cannot be shown in this print; the signed notice in the record has them.',
};
