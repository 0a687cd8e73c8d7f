import type { SentenceTable } from './sentence-table.ts';

/** English. */
export const en: SentenceTable = {
  checks: {
    file: 'The proof file has the right form and holds nothing that it does not need.',
    checkpoint: "The checkpoint is signed by the log's key.",
    notice: 'The notice is complete and written for this log.',
    entry: 'The log entry commits to exactly this notice.',
    inclusion: 'The log held the entry when the checkpoint was signed.',
    measure: 'The definition of the measure is the one that the notice names.',
    signature: 'The notice is signed by a key that its sender had certified in the log.',
    order: 'The entries stand in the order of the log, and their times never go back.',
  },
  words: {
    'answer-type': {
      string: 'text',
      integer: 'a whole number',
      boolean: 'yes or no',
      array: 'a list',
      object: 'a group of answers',
    },
    'answer-format': {
      date: 'a date such as 2027-05-10',
      'date-time': 'a date and time with its zone, such as 2027-05-10T09:00:00+05:00',
      email: 'an e-mail address such as duty@example.org',
      uri: 'a web address such as https://example.org',
      participant: "the code of one of the organisation's participants",
      entry: 'a code of the list',
      notice: "a notice's id of 64 letters and digits",
      attachment: 'a file attached to this notice',
      decimal: 'a number such as 12.5',
    },
    'proof-file-form': {
      size: 'it is too large',
      text: 'it is not text that ends with a line end',
      members: 'a part is missing or does not belong there',
    },
  },
  sentences: {
    // where and what
    'log-other':
      'The notice is written for another log[, {detail}]. Please write it for this log and sign again.',
    'participant-unknown':
      'The organisation has no participant with the code[ {detail}] given as sender. Please check the code.',
    'participant-not-enrolled':
      'The participant[ {detail}] has not been enrolled yet. The organisation has to enrol it before it can certify keys.',
    'measure-unknown':
      'The organisation has no measure of this name[: {detail}]. Please choose one from its list of measures.',
    'measure-edition-unknown':
      'The measure has no such edition[: {detail}]. Please begin again with the current edition.',
    'measure-hash-other':
      'The definition of the measure that you signed is not the one in force here. Please reload the form, check your answers and sign again.',
    'step-unknown':
      'The measure has no step of this name[: {detail}]. Please choose one of the steps it offers.',
    'step-needs-thread':
      'This step answers an earlier notice and cannot stand alone. Please open the notice that you wish to answer.',
    'step-opens-thread':
      'This step begins a new thread and cannot answer a notice. Please file it on its own.',
    'step-not-yours':
      'This step is for somebody else to take. Please choose one of the steps offered to you.',
    'step-already-taken':
      'You have taken this step in reply to that notice already, and it can be taken once only. To change what you said, please use a correction where the measure offers one.',
    'thread-unknown': 'There is no such thread. Please check which notice you wish to answer.',
    'thread-other-measure':
      'The thread belongs to another measure or another edition of it. Please answer with a form of the measure under which the thread was opened.',
    'thread-closed': 'The thread is closed. Please open a new one if there is more to say.',
    'after-missing':
      'The notice does not say which notice it follows. Please choose the one that you answer.',
    'after-unknown': 'The thread has no such notice to follow. Please choose one that stands in it.',
    'after-not-allowed':
      'This step cannot follow the notice that you chose. Please choose another notice or another step.',
    'after-superseded': 'The notice has been corrected already. Please correct its newest version instead.',
    'after-not-yours':
      'A notice is corrected, added to or withdrawn by its own sender only. Please reply to it instead.',
    'measure-not-open':
      'The measure is not open to participants of your kind. Please ask the secretariat which measures are.',
    'measure-edition-not-in-force':
      'Another edition of the measure is in force now[: {detail}]. Please begin again with that edition.',
    'adopted-edition-unknown':
      'The platform does not hold this edition of the measure[, {detail},] with this hash, so nobody could file under it. Please put its folder in place first, or correct the hash.',
    // who signs
    'office-not-allowed':
      'The office[ {detail}] may not sign this step. Please have it signed by an office that the measure names.',
    'signature-name-other':
      'A signature names somebody other than the sending office[: {detail}]. Please sign with the key of that office only.',
    'key-unknown':
      'The signing key[ {detail}] is not certified for this office. Please have your ministry certify it, or use a key that it has certified.',
    'key-of-another-participant':
      'The signing key belongs to another participant or another office[: {detail}]. Please sign with your own key.',
    'key-not-yet-valid':
      'The signing key is not valid yet[; it will be from {detail}]. Please wait or use another key.',
    'key-expired':
      'The signing key has expired[; its last moment was before {detail}]. Please have a new key certified.',
    'key-revoked': 'The signing key[, {detail},] has been revoked. Please sign with a key that is in force.',
    'key-limited':
      'The signing key may not sign under this measure[, {detail}]. Please sign with a key certified for it.',
    // keys
    'revoked-key-unknown':
      'No key in force of an office of this participant has this ID[: {detail}]. Please give the line of the key to be revoked.',
    'revokes-other-key':
      'An office key revokes itself only. Please sign with the root key to revoke another[: {detail}].',
    'sender-signature-missing':
      'The sending office itself has not signed[; its key bears the name {detail}]. Please add its signature.',
    'signatures-too-few':
      'This office signs with several officers together under this measure. Please add signatures[ until there are {detail}].',
    'root-not-accepted':
      'The root key that the notice names has not signed it[: {detail}]. Please have its holder compare the fingerprint and add the signature.',
    'root-wait-too-short':
      'A root key that the organisation replaces comes into force after a waiting period, so that the participant can object. Please let it wait long enough[: until {detail}].',
    'root-replacement-pending':
      'Another root key of this participant[, {detail},] is already named and waits. Please let it come into force or have the participant stop it.',
    'root-replacement-unknown':
      'No root key of this participant with this ID[, {detail},] waits to come into force. Please give the line of the key to be stopped.',
    'key-in-use': 'This key was registered before, and a key serves once only. Please make a new one.',
    'key-name-other':
      'The key does not carry the name of the office it is for[, which is {detail}]. Please make the key under that name.',
    'key-form':
      'The key or one of its dates cannot be read. Please copy the whole line as the key tool prints it.',
    'key-type': 'Keys of this kind[, {detail},] cannot sign notices. Please register an Ed25519 key.',
    'key-dates': 'The key would end before it begins. Please check the two dates.',
    'organisation-already-founded':
      'This log has been founded already. A log is founded once, by its first notice.',
    'organisation-not-founded':
      'This log has not been founded yet. The founding notice of the organisation comes first.',
    'participant-already-enrolled':
      'The participant[ {detail}] is enrolled already. Its own root key certifies all further keys.',
    // audience
    'audience-empty': 'The notice is addressed to nobody. Please name at least one recipient.',
    'audience-kind-not-offered':
      'The measure does not offer this kind of audience. Please choose one of those it offers.',
    'audience-participant-unknown':
      'A recipient is not a participant of the organisation[: {detail}]. Please check the code.',
    'audience-names-sender':
      'You named yourself as a recipient. Please remove yourself: a sender can always read its own notices.',
    'audience-wider-than-thread':
      'The notice would reach somebody who cannot read the notice that opened the thread. Please name recipients of that notice only.',
    'audience-wider-than-answered':
      'The notice would reach somebody who cannot read the notice that it follows. Please name only those who can.',
    'audience-not-opener-alone':
      'This step reaches the opener of the thread[, {detail},] and nobody else. Please address it to that participant alone.',
    'audience-without-opener':
      'The opener of the thread[, {detail},] could not read your notice. Please add it to the recipients.',
    'erased-notice-unknown':
      'There is no notice of yours with this id. Only who sent a notice can erase it. Please take its id from its page.',
    'erased-notice-gone': 'This notice was erased already. There is nothing left to erase.',
    'erased-notice-in-register':
      'This notice holds up a register, such as that of keys or of measures taken up, and cannot be erased. Please change or end it by a new notice.',
    'audience-not-sealed':
      'What you answer is sealed, and your notice would tell of it in the open. Please seal it as well.',
    'sealed-form':
      'The notice says that it is sealed, but has answers in the open, is not for named participants, or lacks its sealed text. Please seal and sign it again.',
    'audience-narrower':
      'Somebody who could read the notice that you correct, or the thread that you close, would not learn of it. Please address the same recipients as before.',
    // attachments and the rest
    'attachment-missing':
      'An attachment was not delivered with the notice[: {detail}]. Please attach the file again.',
    'attachment-hash-mismatch':
      'An attachment is not the file that was signed[: {detail}]. Please attach the original file, or sign again with the new one.',
    'attachment-size-mismatch':
      'An attachment is not of the size that was signed, or the attachments are too large together[: {detail}]. Please check the files.',
    'attachment-unnamed':
      'A file was delivered that the notice does not name[: {detail}]. Please remove it, or name it and sign again.',
    'not-before-unknown':
      'The checkpoint[ of size {detail}] that the notice names as seen before is not one of this log as it stood then. Please take a current one and sign again.',
    'notice-already-filed':
      'A notice of the same text is in the log with other signatures. Please write a new notice if you wish to say it again.',
    // answers
    'answer-not-asked':
      'This is not asked with what you answered above. Please leave it empty, or change that answer.',
    'answer-too-early': 'This date lies before another that it has to follow. Please check the two.',
    'answer-missing': 'An answer is missing here. Please fill it in.',
    'answer-unknown': 'The form does not ask for this. Please remove it.',
    'answer-type': 'The answer is not of the kind asked for[: {detail}]. Please give it in that form.',
    'answer-too-long': 'The answer is too long[: at most {detail} characters]. Please shorten it.',
    'answer-too-short': 'The answer is too short[: at least {detail} characters]. Please say more.',
    'answer-too-small': 'The number is too small[: at least {detail}]. Please correct it.',
    'answer-too-large': 'The number is too large[: at most {detail}]. Please correct it.',
    'answer-not-an-option': 'This is not one of the options. Please choose one from the list.',
    'answer-format': 'The answer is not written as asked for[: {detail}]. Please write it that way.',
    'answer-too-few': 'There are too few items[: at least {detail}]. Please add some.',
    'answer-too-many': 'There are too many items[: at most {detail}]. Please remove some.',
    'answer-repeated': 'This item stands in the list already. Please remove one of the two.',
    'answer-pattern': 'The answer does not have the form that the hint describes. Please compare the two.',
    // proof files
    'proof-file-form': 'This is not a proof file, or it is damaged[: {detail}]. Please download it again.',
    'checkpoint-line-unknown':
      'The checkpoint carries a signature that you have no key to judge[: {detail}]. Please get the current list of keys, or have the file made without it.',
    'measure-missing': 'The file lacks the definition of a measure[: {detail}]. Please download it again.',
    'measure-hash-differs':
      'The definition of a measure is not the one that was signed[: {detail}]. Do not rely on this file.',
    'measure-unneeded':
      'The file holds a definition that no notice in it names[: {detail}]. Please download it again.',
    'entry-commits-to-other-notice':
      'The log entry is of another notice, or the notice was altered. Do not rely on this file.',
    'proof-hash-form': 'A hash of the proof cannot be read. Please download the file again.',
    'order-first': 'The file does not begin with the founding of the log. Please download it again.',
    'order-index':
      'The entries do not stand in the order of the log[; the first that does not is at place {detail}]. Please download the file again.',
    'order-time':
      'The time of an entry lies before that of an earlier one[; it stands at place {detail}]. Please report this to the secretariat and to the witnesses.',
    'not-reached':
      'This could not be checked, because a check before it failed. Please look at the first check that failed.',
    // text and canonical JSON
    'utf8-invalid': 'The bytes are not valid text (UTF-8). Please fetch the original file.',
    'json-malformed': 'The data line is not JSON. Please fetch the original file.',
    'json-not-canonical':
      'The data line is not in its one canonical spelling. Please use the bytes exactly as they were signed.',
    'json-too-deep': 'The data is nested too deeply. Please simplify it.',
    'json-lone-surrogate': 'The text holds half a character. Please type that place again.',
    'json-number': 'A number is outside what can be kept exactly. Please give it as text.',
    // keys as text
    'vkey-form':
      'This is not a verifier key: it has three parts joined by plus signs. Please copy the whole line.',
    'vkey-name': 'The name in the verifier key is not allowed. Please use no spaces and no plus sign.',
    'vkey-key-id': 'The key ID does not belong to this name and key. Please copy the whole line again.',
    'vkey-base64': 'The last part of the verifier key cannot be read. Please copy the line again.',
    'vkey-type': 'The verifier key is of an unknown type. Please check that this program is up to date.',
    'key-length': 'The key does not have the length of its type. Please copy it again.',
    'passkey-form':
      'This passkey cannot be registered: its page address or its kind is not one that is taken.',
    'key-not-canonical':
      'The key is not written in its one proper form. Please make a new one with the key tool.',
    'key-low-order': 'The key is one of the few known to be unsafe. Please make a new one with the key tool.',
    // signed notes
    'note-too-long': 'The signed text is too long to be read. Please check that it is the right file.',
    'note-control-character': 'The signed text holds a control character. Please remove it and sign again.',
    'note-no-final-newline': 'The signed text does not end with a line end. Please fetch the whole file.',
    'note-no-signatures': 'There is no signature below the text. Please sign it.',
    'note-too-many-signatures':
      'There are too many signatures below the text. Please leave out those not needed.',
    'note-signature-line':
      'A signature line cannot be read[: line {detail}]. Please fetch the original file.',
    'signature-invalid':
      'A signature does not fit the text and the key[ {detail}]. The text was altered, or another key signed it; please sign again or fetch the original.',
    'signature-none-known':
      'None of the signatures is by a key that you know. Please check the list of keys.',
    // checkpoints
    'checkpoint-lines': 'The checkpoint does not have its three lines. Please fetch it again.',
    'checkpoint-extension':
      'The checkpoint has lines beyond its three, which are not allowed here. Please fetch it again.',
    'checkpoint-origin': 'The checkpoint does not say which log it is of. Please fetch it again.',
    'checkpoint-origin-other': 'The checkpoint is of another log. Please choose the one of this log.',
    'checkpoint-size': 'The size in the checkpoint cannot be read. Please fetch it again.',
    'checkpoint-root': 'The root in the checkpoint cannot be read. Please fetch it again.',
    'checkpoint-empty-root':
      'The checkpoint speaks of an empty log, yet its root is not that of an empty log. Please report this to the secretariat.',
    'checkpoint-log-signature-missing': 'The log itself has not signed the checkpoint. Do not rely on it.',
    'cosignature-length':
      "A witness's signature does not have the right length. Please fetch the checkpoint again.",
    'cosignature-time':
      "The time in a witness's signature cannot be read. Please fetch the checkpoint again.",
    // tree
    'inclusion-index':
      'The entry lies beyond the end of the log that the checkpoint describes. Please use a newer checkpoint.',
    'inclusion-proof-length':
      'The proof of inclusion has too many or too few hashes. Please have it made again.',
    'inclusion-root': 'The log does not hold this entry at this place. Do not rely on it.',
    'consistency-sizes':
      'The two sizes of the log do not fit each other. Please compare an older with a newer checkpoint.',
    'consistency-from-empty':
      'A proof from the empty log needs no hashes, yet this one has some. Please have it made again.',
    'consistency-proof-length':
      'The proof of consistency has too many or too few hashes. Please have it made again.',
    'consistency-old-root':
      'The proof does not lead to the older checkpoint: the log may show two histories. Please keep both checkpoints and report this to the witnesses.',
    'consistency-root':
      'The proof does not lead to the newer checkpoint: the log may show two histories. Please keep both checkpoints and report this to the witnesses.',
    'subtree-range':
      'The part of the log that is spoken of is none that can be proved. Please ask for another part.',
    'hash-length': 'A hash does not have 32 bytes. Please fetch it again.',
    'frontier-form': 'The stored edge of the tree cannot be read. Please restore it from the entries.',
    // tiles and bundles
    'tile-path': 'This is not the address of a tile. Please check it.',
    'tile-length':
      'A tile does not have the length that the size of the log asks for[: {detail}]. Please fetch it again.',
    'bundle-width': 'A bundle of entries holds more or fewer entries than it should. Please fetch it again.',
    'bundle-truncated': 'A bundle of entries breaks off. Please fetch it again.',
    'bundle-trailing-bytes': 'A bundle of entries has bytes left over at its end. Please fetch it again.',
    // tlog-proof
    'proof-header':
      'The receipt does not begin as a proof of the log does. Please check that it is the right file.',
    'proof-extra': 'The additional line of the receipt cannot be read. Please fetch the receipt again.',
    'proof-index':
      'The place in the log that the receipt names cannot be read. Please fetch the receipt again.',
    'proof-hash': 'A hash in the receipt cannot be read[: line {detail}]. Please fetch the receipt again.',
    'proof-too-many-hashes': 'The receipt has more hashes than any log needs. Please fetch it again.',
    'proof-no-checkpoint': 'The receipt holds no checkpoint. Please fetch it again.',
    // tlog-policy
    'policy-character': 'The list of trusted keys holds a character that is not allowed. Please remove it.',
    'policy-no-final-newline':
      'The list of trusted keys does not end with a line end. Please check that it is whole.',
    'policy-line': 'A line of the list of trusted keys is not understood[: {detail}]. Please correct it.',
    'policy-key': 'A key in the list of trusted keys cannot be read[: {detail}]. Please copy it again.',
    'policy-key-type':
      'A key in the list of trusted keys is not of a kind that may stand there[: {detail}]. Please correct the line.',
    'policy-key-twice':
      'The list of trusted keys names the same key twice[: {detail}]. Please remove one of the lines.',
    'policy-name-taken':
      'The list of trusted keys gives one name twice[: {detail}]. Please choose another name.',
    'policy-name-unknown':
      'The list of trusted keys uses a name before it is explained[: {detail}]. Please add the line or put it first.',
    'policy-member-twice':
      'A member stands in two groups of the list of trusted keys[: {detail}]. Please leave it in one.',
    'policy-threshold':
      'A group in the list of trusted keys asks for a number of members that it cannot have[: {detail}]. Please correct the number.',
    'policy-quorum-missing':
      'The list of trusted keys does not say which witnesses suffice. Please add the line "quorum none" or name a group.',
    'policy-quorum-twice':
      'The list of trusted keys says twice which witnesses suffice. Please leave one of the lines.',
    'policy-too-large': 'The list of trusted keys is too long. Please check that it is the right file.',
    'policy-log-unknown':
      'The checkpoint is of a log that your list of trusted keys does not name. Please check the list and the file.',
    'policy-log-signature-missing':
      'No log in your list of trusted keys has signed the checkpoint. Do not rely on it.',
    'policy-quorum-not-met':
      'Fewer witnesses have signed the checkpoint than your list of trusted keys asks for. Please wait for a newer checkpoint.',
    // notices
    'notice-too-long': 'The notice is longer than 65,535 bytes. Please shorten it or attach a file.',
    'notice-type-line':
      'The first line does not say that this is a notice. Please check that it is the right file.',
    'notice-lines':
      'The text of a notice has exactly two lines, and this one has more or fewer. Please fetch the original.',
    'notice-not-object':
      'The data line of the notice is not a set of named members. Please fetch the original.',
    'notice-member-unknown':
      'The notice has a member that notices do not have[: {detail}]. Please remove it and sign again.',
    'notice-member-missing':
      'The notice lacks a member that each notice has[: {detail}]. Please add it and sign again.',
    'notice-after': 'The notice that this one follows is not named by its id. Please choose it again.',
    'notice-answers':
      'The answers are not a set of named answers, or hold a number that cannot be kept exactly. Please check them.',
    'notice-attachments': 'The list of attachments cannot be read. Please attach the files again.',
    'notice-audience': 'The audience of the notice cannot be read. Please choose the recipients again.',
    'notice-audience-kind': 'The notice has a kind of audience that is not in use. Please choose another.',
    'notice-audience-participants':
      'The recipients are not participant codes in alphabetical order, each once. Please choose them again.',
    'notice-date': 'The date of the notice is not a moment in UTC, to the second. Please set it again.',
    'notice-log': 'The notice does not name its log properly. Please write it for this log.',
    'notice-measure': 'The measure is not named by id, edition and hash. Please open the form again.',
    'notice-nonce':
      'The random part of the notice is missing or too short or too long. Please prepare the notice again.',
    'notice-not-before':
      'The checkpoint that the notice names as seen cannot be read. Please prepare the notice again.',
    'notice-office': 'The sending office is not named properly. Please choose it again.',
    'notice-participant': 'The sender is not named by a participant code. Please choose it again.',
    'notice-step': 'The step is not named properly. Please choose it again.',
    'notice-sealed':
      'What says that the notice is sealed does not have its form. Please seal and sign it again.',
    'notice-thread': 'The thread is not named by the id of its first notice. Please open it again.',
    'notice-signature-order':
      'The signature lines do not stand in alphabetical order. Please put them in order.',
    'notice-signature-twice': 'The same key has signed twice. Please leave one of the lines.',
    // entries
    'entry-form': 'The log entry does not have its three lines. Please fetch it again.',
    'entry-type-line': 'The first line does not say that this is a log entry. Please fetch it again.',
    'entry-time': 'The time in the log entry cannot be read. Please fetch it again.',
    'entry-hash': 'The hash in the log entry cannot be read. Please fetch it again.',
    // times of entries and of witnesses
    'entry-after-witness':
      'The log entry has a later time than a witness saw it at[: {detail}]. Please report this to the secretariat and to the other witnesses.',
    'entry-before-witness':
      'The log entry has an earlier time than that at which a witness saw the log without it[: {detail}]. Please report this to the secretariat and to the other witnesses.',
  },
};
