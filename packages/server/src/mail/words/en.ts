import type { MailWords } from './mail-words.ts';

export const en: MailWords = {
  entries: {
    confirm: {
      subject: 'Please confirm this address',
      says: 'This address was entered in Rapport so that messages about notices and time limits reach you. Nothing else is sent to it before it is confirmed.',
      todo: 'To confirm it, open the link. If this was not asked for on your side, nothing needs to be done: the address is deleted after three days.',
    },
    notice: {
      subject: 'Notice received: {reference}',
      says: 'A notice for your side has been taken in.',
      todo: 'To read it, open the link.',
    },
    question: {
      subject: 'Reply requested: {reference}',
      says: 'A notice that asks your side for a reply has been taken in.',
      todo: 'To read it and to reply, open the link.',
    },
    thread: {
      subject: 'Further notice: {reference}',
      says: 'There is a further notice in a thread in which your side takes part.',
      todo: 'To read it, open the link.',
    },
    'due-half': {
      subject: 'Reply due {when}: {reference}',
      says: 'Half of the time for this reply of your side has passed.',
      todo: 'To reply, open the link.',
    },
    'due-day': {
      subject: 'Reply due {when}: {reference}',
      says: 'This reply of your side is due within one day.',
      todo: 'To reply, open the link.',
    },
    'due-two-hours': {
      subject: 'Reply due {when}: {reference}',
      says: 'This reply of your side is due within two hours.',
      todo: 'To reply, open the link.',
    },
    yearly: {
      subject: 'Return for {year}: {measure}',
      says: "Your side's return for {year} is due.",
      todo: 'To file it, or to state that there is nothing new to report, open the link.',
    },
    'draft-waits': {
      subject: 'A draft awaits your signature',
      says: 'A draft notice of your side awaits your signature.',
      todo: 'To read and sign it, open the link.',
    },
    'draft-returned': {
      subject: 'A draft has been returned to you',
      says: 'A draft notice has been returned to you with remarks.',
      todo: 'To read the remarks, open the link.',
    },
    keys: {
      subject: 'Keys of your side have changed: {reference}',
      says: 'The register of keys of your side has changed.',
      todo: 'To see the change, open the link. If your side did not make it, please have the key revoked with the root key without delay.',
    },
    'sign-in': {
      subject: 'Sign-in from a new kind of device',
      says: 'Your office was signed in to from a kind of device that it had not used before.',
      todo: 'If this was you, nothing needs to be done. If not, open the link and end that session.',
    },
    'reminder-upcoming': {
      subject: 'From the Secretariat: a date that is approaching',
      says: 'The Secretariat presents its compliments and would be grateful for your kind attention to the following, the date of which is approaching.',
      todo: 'The link leads to the page concerned.',
    },
    'reminder-courtesy': {
      subject: 'From the Secretariat: a courtesy reminder',
      says: 'The Secretariat presents its compliments and has the honour to recall the following. If the matter has been attended to meanwhile, please accept our thanks and disregard this message.',
      todo: 'The link leads to the page concerned.',
    },
    'reminder-help': {
      subject: 'From the Secretariat: an offer of assistance',
      says: 'The Secretariat presents its compliments and stands ready to assist your offices with the following, should this be of use.',
      todo: 'The link leads to the page concerned.',
    },
  },
  labels: {
    for: 'For',
    measure: 'Measure',
    reference: 'Reference',
    from: 'From',
    step: 'What is asked',
    year: 'Year',
    due: 'Due, your time',
    'due-capital': 'Due, time of {capital}',
    device: 'Device',
    at: 'When',
  },
  digest: {
    subject: 'Matters for your attention: {count}',
    says: 'The following matters concern your side.',
    todo: 'To see them all, open your desk:',
  },
  more: 'And further matters: {count}.',
  footer: 'Sent automatically by Rapport of the {organisation}. Replies to this address are not read.',
  stop: 'To receive no more messages at this address:',
  program: 'a program that is not a browser',
};
