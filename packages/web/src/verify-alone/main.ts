// The page that checks a proof from a file, a USB stick for one, with no network and no server.
import { checkProofFile, type ProofOutcome } from '@rapport/notices';
import {
  createSuite,
  encodeHex,
  encodeUtf8,
  encodeVerifierKey,
  type Policy,
  parseBase64Url,
  parsePolicy,
  parseUtf8,
  type SubtleLike,
  sha256,
} from '@rapport/record';
import './style.css';
import { element } from './element.ts';
import { filled, outcomeView } from './outcome-view.ts';
import { type AloneLanguage, type AloneWords, languageOf, languages } from './words.ts';

/** No proof is as large: the longest chain of keys takes some hundred kilobytes. */
const fileBytesMax = 4 * 1024 * 1024;

/** All that the page knows; drawn whole whenever some of it changes. */
interface State {
  readonly language: AloneLanguage;
  readonly policyText: string;
  readonly isPolicyGiven: boolean;
  readonly proof?: Uint8Array;
  readonly outcome?: ProofOutcome;
  readonly problem?: keyof AloneWords;
}

const given = policyInAddress();
let state: State = {
  language: languageOf(navigator.languages),
  policyText: given,
  isPolicyGiven: given !== '',
};

/** The policy that a link to this page carries after `#policy=`, in base64url; what is after # is sent nowhere. */
function policyInAddress(): string {
  const [, encoded] = /^#policy=([\w-]+)$/.exec(location.hash) ?? [];
  const bytes = encoded === undefined ? undefined : parseBase64Url(encoded);
  return (bytes && parseUtf8(bytes)) ?? '';
}

function change(changes: Partial<State>): void {
  state = { ...state, ...changes };
  draw();
}

async function judge(): Promise<void> {
  const { proof, policyText, outcome: _, problem: __, ...rest } = state;
  if (proof === undefined) return;
  const policy = policyOf(policyText);
  if (policy === undefined) {
    state = { ...rest, policyText, proof, ...(policyText.trim() === '' ? { problem: 'keysMissing' } : {}) };
    return draw();
  }
  const subtle = crypto.subtle as unknown as SubtleLike;
  const outcome = await checkProofFile(proof, policy, createSuite(subtle));
  state = { ...rest, policyText, proof, outcome };
  draw();
  document.querySelector('.verdict')?.scrollIntoView({ block: 'center' });
}

function policyOf(text: string): Policy | undefined {
  const parsed = parsePolicy(lineEnded(text));
  return parsed.ok ? parsed.value : undefined;
}

/** As people paste it: carriage returns and a missing last line end are no fault of the policy. */
function lineEnded(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`;
}

async function takeProof(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  if (file.size > fileBytesMax) return change({ problem: 'tooLarge' });
  state = { ...state, proof: new Uint8Array(await file.arrayBuffer()) };
  await judge();
}

async function takePolicy(text: string): Promise<void> {
  state = { ...state, policyText: text, isPolicyGiven: false };
  await judge();
  const problem = document.querySelector('#policy-problem');
  problem?.replaceChildren(...policyProblem());
  document.querySelector('#fingerprint')?.replaceChildren(...fingerprintView());
}

function draw(): void {
  const { words } = languages[state.language];
  document.documentElement.lang = state.language;
  document.documentElement.dir = state.language === 'ar' ? 'rtl' : 'ltr';
  document.title = words.title;
  const focused = document.activeElement?.id ?? '';
  const main = element(
    'main',
    {},
    languageView(),
    element('h1', {}, words.title),
    element('p', { class: 'lead' }, words.lead),
  );
  if (globalThis.crypto?.subtle === undefined)
    main.append(element('p', { class: 'verdict fault' }, words.noCrypto));
  main.append(policyView(words), proofView(words), resultView(words));
  document.body.replaceChildren(main);
  if (focused !== '') document.getElementById(focused)?.focus();
}

function languageView(): HTMLElement {
  const { words } = languages[state.language];
  const buttons = Object.entries(languages).map(([tag, { name }]) => {
    const attributes = {
      type: 'button',
      lang: tag,
      id: `language-${tag}`,
      'aria-pressed': `${tag === state.language}`,
    };
    const button = element('button', attributes, name);
    button.addEventListener('click', () => change({ language: tag as AloneLanguage }));
    return button;
  });
  return element('nav', { 'aria-label': words.language }, ...buttons);
}

function policyView(words: AloneWords): HTMLElement {
  const text = element('textarea', {
    id: 'policy',
    rows: '5',
    dir: 'ltr',
    spellcheck: 'false',
    'aria-describedby': 'policy-hint policy-problem',
  });
  text.value = state.policyText;
  text.addEventListener('input', () => void takePolicy(text.value));
  const file = element('input', { id: 'policy-file', type: 'file' });
  file.addEventListener('change', () => {
    void file.files?.[0]?.text().then((read) => {
      text.value = read.slice(0, fileBytesMax);
      return takePolicy(text.value);
    });
  });
  return element(
    'section',
    {},
    element('h2', {}, element('label', { for: 'policy' }, words.keys)),
    element('p', { id: 'policy-hint' }, state.isPolicyGiven ? words.keysFrom : words.keysHint),
    text,
    element('p', { id: 'policy-problem', class: 'problem', 'aria-live': 'polite' }, ...policyProblem()),
    element('p', {}, element('label', { for: 'policy-file' }, words.keysFile), ' ', file),
    element('div', { id: 'fingerprint' }, ...fingerprintView()),
  );
}

function policyProblem(): string[] {
  const { words } = languages[state.language];
  const parsed = parsePolicy(lineEnded(state.policyText));
  return parsed.ok || state.policyText.trim() === '' ? [] : [filled(words.keysWrong, { code: parsed.code })];
}

/** SHA-256 of the first log key's text, as the program and the log's page show it. */
function fingerprintView(): HTMLElement[] {
  const { words } = languages[state.language];
  const [log] = policyOf(state.policyText)?.logs ?? [];
  if (log === undefined) return [];
  const groups = encodeHex(sha256(encodeUtf8(encodeVerifierKey(log.key)))).match(/.{4}/g) ?? [];
  return [element('p', {}, words.fingerprint), element('code', { dir: 'ltr' }, groups.join(' '))];
}

function proofView(words: AloneWords): HTMLElement {
  const file = element('input', { id: 'proof', type: 'file', 'aria-describedby': 'proof-hint' });
  file.addEventListener('change', () => void takeProof(file.files?.[0]));
  return element(
    'section',
    {},
    element('h2', {}, element('label', { for: 'proof' }, words.proof)),
    element('p', { id: 'proof-hint' }, words.proofHint),
    file,
  );
}

function resultView(words: AloneWords): HTMLElement {
  const view = element('div', { id: 'result', 'aria-live': 'polite' });
  if (state.problem !== undefined)
    view.append(element('p', { class: 'verdict fault' }, words[state.problem]));
  if (state.outcome !== undefined) view.append(...outcomeView(state.outcome, state.language));
  return view;
}

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void takeProof(event.dataTransfer?.files[0]);
});
draw();
