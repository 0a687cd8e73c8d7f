import type { AdherenceView, MeasureSummary, OrganisationView, RegisterView } from '@rapport/api';
import type { Body, Measure, Organisation, Participant } from '@rapport/measures';
import { type Adherence, allKeys, type KeyRegister } from '@rapport/notices';
import { encodeVerifierKey } from '@rapport/record';

/** One edition of a measure, if the organisation has it. */
export function findMeasure(organisation: Organisation, id: string, edition: string): Measure | undefined {
  return organisation.measures.find((measure) => measure.id === id && measure.edition === edition);
}

/** What every page needs of the organisation. */
export function organisationView(
  organisation: Organisation,
  mode: OrganisationView['mode'],
  origin: string,
  isInForce: (measure: Measure) => boolean,
): OrganisationView {
  const { id, name, abbreviation, languages, asOf, disclaimer } = organisation;
  return {
    id,
    mode,
    name,
    abbreviation,
    languages: [...languages],
    origin,
    asOf,
    disclaimer,
    ...(organisation.invented === true ? { invented: true as const } : {}),
    participants: organisation.participants.map(participantView),
    dimensions: organisation.dimensions.map((dimension) => ({
      id: dimension.id,
      name: dimension.name,
      areas: dimension.areas.map((area) => ({ ...area, coCoordinators: [...area.coCoordinators] })),
    })),
    bodies: organisation.bodies.map(bodyView),
    catalogue: organisation.catalogue.map((item) => ({ ...item })),
    lists: organisation.lists.map(({ id: list, name: named }) => ({ id: list, name: named })),
    measures: organisation.measures.map((measure) => summaryOf(measure, isInForce)),
  };
}

function participantView({ code, role, name, zone, weekend, holidays }: Participant) {
  return {
    code,
    role,
    name,
    zone,
    ...(weekend === undefined ? {} : { weekend: [...weekend] }),
    ...(holidays === undefined ? {} : { holidays: [...holidays] }),
  };
}

function bodyView({ id, name, role, kind, source, chairs }: Body) {
  const terms = chairs?.map(({ participant, from, until }) => ({
    participant,
    from,
    ...(until === undefined ? {} : { until }),
  }));
  return { id, name, role, kind, source, ...(terms === undefined ? {} : { chairs: terms }) };
}

function effectsOf({ steps }: Measure): Record<string, string> {
  const effects = steps.flatMap(({ id, effect }) => (effect === undefined ? [] : [[effect, id] as const]));
  return Object.fromEntries(effects.toReversed());
}

function summaryOf(measure: Measure, isInForce: (measure: Measure) => boolean): MeasureSummary {
  const { id, edition, hash, dimension, area, wording } = measure;
  const inEach = (read: 'title' | 'purpose'): Record<string, string> =>
    Object.fromEntries(Object.entries(wording).map(([language, words]) => [language, words[read]]));
  return {
    id,
    edition,
    hash,
    dimension,
    area,
    effects: effectsOf(measure),
    catalogue: [...measure.catalogue],
    status: measure.status,
    ...(measure.opensTo === undefined ? {} : { opensTo: [...measure.opensTo] }),
    shows: measure.shows.map(({ view }) => view),
    isInForce: isInForce(measure),
    title: inEach('title'),
    purpose: inEach('purpose'),
  };
}

/** The key register as the log's key notices say; public, since their audience is everybody. */
export function registerView(register: KeyRegister): RegisterView {
  const keys = allKeys(register).map((officeKey) => {
    const { key, ...rest } = officeKey;
    return { ...rest, key: encodeVerifierKey(key) };
  });
  const { organisation } = register;
  const requirements = [...register.needed.values()];
  const sealing = [...register.sealing.values()].map((one) => ({ ...one }));
  const founded = organisation === undefined ? {} : { organisation };
  return { size: register.size, keys, requirements, sealing, ...founded };
}

/**
 * What the register of measures says, as far as a reader may see it.
 *
 * @param visible - threads of which the reader may see the opening
 */
export function adherenceView(
  { takings, adoptions }: Adherence,
  visible: ReadonlySet<string>,
): AdherenceView {
  const seen = [...takings].filter(([thread]) => visible.has(thread));
  return {
    takings: seen.map(([thread, { towards, ...taking }]) => ({
      thread,
      ...taking,
      ...(towards === undefined ? {} : { towards: [...towards] }),
    })),
    adoptions: [...adoptions].flatMap(([measure, editions]) =>
      editions.map((edition) => ({ measure, ...edition })),
    ),
  };
}
