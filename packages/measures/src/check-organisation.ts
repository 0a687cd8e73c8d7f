import { repeatedIds } from './check-steps.ts';
import type { FileFault } from './faults.ts';
import type { Folder, MeasureFolder } from './folder.ts';
import type { Language, Wordings } from './language.ts';
import { OWN_LISTS } from './lists.ts';
import type { Dimension, FaultCode, Participant } from './organisation.ts';
import { under } from './pointer.ts';

/** The dimension and area of measures by which an organisation runs itself; none of its own may be called so. */
export const OWN_DIMENSION = 'organisation';

/** Checks everything outside of `measures/`: ids, references, zones, and texts in every language. */
export function checkOrganisation(folder: Folder): FileFault[] {
  return [
    ...checkParticipants(folder.participants ?? []),
    ...checkDimensions(folder),
    ...inFile('bodies.json', repeatedIds(folder.bodies ?? [], '/bodies')),
    ...checkChairs(folder),
    ...checkCatalogue(folder),
    ...checkFacts(folder),
    ...checkLists(folder),
    ...checkTexts(folder),
  ];
}

type Flaw = Pick<FileFault, 'at' | 'code' | 'sentence'>;

function inFile(file: string, flaws: readonly Flaw[]): FileFault[] {
  return flaws.map((flaw) => ({ file, ...flaw }));
}

function flaw(at: string, code: FaultCode, sentence: string): Flaw {
  return { at, code, sentence };
}

function checkParticipants(participants: readonly Participant[]): FileFault[] {
  const ids = participants.map(({ code }) => ({ id: code }));
  const flaws = repeatedIds(ids, '/participants').map((twice) => ({
    ...twice,
    at: twice.at.replace(/id$/, 'code'),
  }));
  for (const [index, { zone }] of participants.entries()) {
    if (isZone(zone)) continue;
    const sentence = `"${zone}" is no time zone of the IANA list, such as Asia/Almaty: check its spelling.`;
    flaws.push(flaw(`/participants/${index}/zone`, 'reference-unknown', sentence));
  }
  const own = participants.filter(({ role }) => role === 'organisation').length;
  if (participants.length > 0 && own !== 1) {
    const sentence = `Exactly one participant has the role organisation, the organisation itself; here ${own} have it.`;
    flaws.push(flaw('/participants', 'shape-invalid', sentence));
  }
  return inFile('participants.json', flaws);
}

/** Whether the engine's copy of the IANA list has the zone; a bare offset such as +05:00 is none. */
function isZone(zone: string): boolean {
  try {
    return (
      /^[A-Z]/.test(zone) && Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
    );
  } catch {
    return false;
  }
}

function checkDimensions({ dimensions = [], participants }: Folder): FileFault[] {
  const flaws: Flaw[] = repeatedIds(dimensions, '/dimensions');
  const codes = new Set(participants?.map(({ code }) => code));
  const seen = new Set<string>();
  for (const [index, dimension] of dimensions.entries()) {
    const at = `/dimensions/${index}`;
    if (dimension.id === OWN_DIMENSION)
      flaws.push(flaw(`${at}/id`, 'id-twice', 'This id is kept: choose another.'));
    for (const [place, { id }] of dimension.areas.entries()) {
      if (seen.has(id))
        flaws.push(flaw(`${at}/areas/${place}/id`, 'id-twice', `Another area is "${id}" already.`));
      seen.add(id);
    }
    if (participants !== undefined) flaws.push(...checkCoordinators(dimension, at, codes));
  }
  return inFile('dimensions.json', flaws);
}

function checkCoordinators({ areas }: Dimension, at: string, codes: ReadonlySet<string>): Flaw[] {
  return areas.flatMap(({ coordinator, coCoordinators }, index) => {
    const named: [string, string][] = coCoordinators.map((code, place) => [`coCoordinators/${place}`, code]);
    if (coordinator !== undefined) named.push(['coordinator', coordinator]);
    return named
      .filter(([, code]) => !codes.has(code))
      .map(([place, code]) =>
        flaw(`${at}/areas/${index}/${place}`, 'reference-unknown', `No participant has the code "${code}".`),
      );
  });
}

/** The fault, if any, in naming a dimension and an area of it. */
function checkArea(dimensions: readonly Dimension[], dimension: string, area: string, at: string): Flaw[] {
  const known = dimensions.find(({ id }) => id === dimension);
  if (known === undefined) {
    return [
      flaw(`${at}/dimension`, 'reference-unknown', `"${dimension}" is no dimension of dimensions.json.`),
    ];
  }
  if (known.areas.some(({ id }) => id === area)) return [];
  return [flaw(`${at}/area`, 'reference-unknown', `"${area}" is no area of dimension ${dimension}.`)];
}

function checkCatalogue({ catalogue = [], dimensions }: Folder): FileFault[] {
  const flaws = repeatedIds(catalogue, '/catalogue');
  for (const [index, { dimension, area }] of catalogue.entries()) {
    if (dimensions !== undefined)
      flaws.push(...checkArea(dimensions, dimension, area, `/catalogue/${index}`));
  }
  return inFile('catalogue.json', flaws);
}

/** Checks what a measure's definition says of the organisation: its own name, its area, its items. */
export function checkMembership(
  { id, definition }: MeasureFolder,
  { dimensions, catalogue }: Folder,
): FileFault[] {
  if (definition === undefined) return [];
  const flaws: Flaw[] = [];
  const [name, edition] = id.split('@');
  if (definition.id !== name) {
    flaws.push(flaw('/id', 'id-mismatch', `The folder is called "${id}": give both the same name.`));
  }
  if (edition !== undefined && definition.edition !== edition) {
    const sentence = `The folder is of edition "${edition}": give both the same.`;
    flaws.push(flaw('/edition', 'id-mismatch', sentence));
  }
  const own = definition.dimension === OWN_DIMENSION && definition.area === OWN_DIMENSION;
  if (!own && dimensions !== undefined) {
    flaws.push(...checkArea(dimensions, definition.dimension, definition.area, ''));
  }
  for (const [index, item] of definition.catalogue.entries()) {
    if (catalogue === undefined || catalogue.some((known) => known.id === item)) continue;
    flaws.push(flaw(`/catalogue/${index}`, 'reference-unknown', `"${item}" is no item of catalogue.json.`));
  }
  return inFile(`measures/${id}/measure.json`, flaws);
}

function checkChairs({ bodies = [], participants }: Folder): FileFault[] {
  if (participants === undefined) return [];
  const flaws = bodies.flatMap(({ chairs = [] }, index) =>
    chairs.flatMap(({ participant }, place) =>
      checkCode(participants, participant, `/bodies/${index}/chairs/${place}/participant`),
    ),
  );
  return inFile('bodies.json', flaws);
}

function checkCode(participants: readonly Participant[], code: string, at: string): Flaw[] {
  if (participants.some((known) => known.code === code)) return [];
  return [flaw(at, 'reference-unknown', `No participant has the code "${code}".`)];
}

function checkFacts({ facts, participants, dimensions }: Folder): FileFault[] {
  const flaws = repeatedIds(facts, '/facts');
  const areas = dimensions?.flatMap((dimension) => dimension.areas.map(({ id }) => id));
  for (const [index, fact] of facts.entries()) {
    for (const [place, code] of fact.participants.entries()) {
      if (participants !== undefined)
        flaws.push(...checkCode(participants, code, `/facts/${index}/participants/${place}`));
    }
    if (fact.area === undefined || areas === undefined || areas.includes(fact.area)) continue;
    flaws.push(
      flaw(`/facts/${index}/area`, 'reference-unknown', `"${fact.area}" is no area of dimensions.json.`),
    );
  }
  return inFile('facts.json', flaws);
}

function checkLists({ lists }: Folder): FileFault[] {
  return [...lists].flatMap(([name, { id, entries }]) => {
    const flaws = repeatedIds(
      entries.map(({ code }) => ({ id: code })),
      '/entries',
    ).map((twice) => ({ ...twice, at: twice.at.replace(/id$/, 'code') }));
    if (id !== name)
      flaws.push(flaw('/id', 'id-mismatch', `The file is called "${name}": give both the same name.`));
    if (OWN_LISTS.includes(id))
      flaws.push(flaw('/id', 'id-twice', 'Every organisation has a list of this id: choose another.'));
    return inFile(`lists/${name}.json`, flaws);
  });
}

type Texts = readonly [list: string, at: string, texts: Wordings];

/** Every text of the lists, with the list and the place in it. */
function textsOf({
  participants = [],
  dimensions = [],
  bodies = [],
  catalogue = [],
  facts,
}: Folder): Texts[] {
  return [
    ...participants.map(({ name }, index): Texts => ['participants', `/${index}/name`, name]),
    ...dimensions.map(({ name }, index): Texts => ['dimensions', `/${index}/name`, name]),
    ...dimensions.flatMap(({ areas }, index) =>
      areas.map(({ name }, place): Texts => ['dimensions', `/${index}/areas/${place}/name`, name]),
    ),
    ...bodies.map(({ name }, index): Texts => ['bodies', `/${index}/name`, name]),
    ...bodies.map(({ role }, index): Texts => ['bodies', `/${index}/role`, role]),
    ...facts.map(({ text }, index): Texts => ['facts', `/${index}/text`, text]),
    ...catalogue.map(({ title }, index): Texts => ['catalogue', `/${index}/title`, title]),
    ...catalogue.map(({ summary }, index): Texts => ['catalogue', `/${index}/summary`, summary]),
  ];
}

function checkTexts(folder: Folder): FileFault[] {
  const { organisation } = folder;
  if (organisation === undefined) return [];
  const { languages } = organisation;
  const own = (['name', 'abbreviation', 'disclaimer'] as const).flatMap((name) =>
    checkLanguages(organisation[name], languages, `/${name}`),
  );
  const texts = textsOf(folder).flatMap(([list, at, text]) =>
    inFile(`${list}.json`, checkLanguages(text, languages, `/${list}${at}`)),
  );
  const lists = [...folder.lists].flatMap(([file, list]) =>
    inFile(`lists/${file}.json`, [
      ...checkLanguages(list.name, languages, '/name'),
      ...list.entries.flatMap(({ name }, index) => checkLanguages(name, languages, `/entries/${index}/name`)),
    ]),
  );
  return [...inFile('organisation.json', own), ...texts, ...lists];
}

function checkLanguages(texts: Wordings, languages: readonly Language[], at: string): Flaw[] {
  return [
    ...languages
      .filter((language) => !Object.hasOwn(texts, language))
      .map((language) =>
        flaw(under(at, language), 'wording-missing', `The text is missing in "${language}": write it.`),
      ),
    ...Object.keys(texts)
      .filter((language) => !languages.includes(language))
      .map((language) =>
        flaw(
          under(at, language),
          'wording-unused',
          `"${language}" is no language of the organisation: take it out.`,
        ),
      ),
  ];
}
