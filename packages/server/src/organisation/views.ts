import type { MeasureSummary, OrganisationView, RegisterView } from '@rapport/api';
import type { Measure, Organisation } from '@rapport/measures';
import { allKeys, type KeyRegister } from '@rapport/notices';
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
    participants: organisation.participants.map(({ code, role, name, zone }) => ({ code, role, name, zone })),
    dimensions: organisation.dimensions.map((dimension) => ({
      id: dimension.id,
      name: dimension.name,
      areas: dimension.areas.map((area) => ({ ...area, coCoordinators: [...area.coCoordinators] })),
    })),
    bodies: organisation.bodies.map(({ id: body, name: named, role, kind, source }) => ({
      id: body,
      name: named,
      role,
      kind,
      source,
    })),
    catalogue: organisation.catalogue.map((item) => ({ ...item })),
    measures: organisation.measures.map(summaryOf),
  };
}

function summaryOf(measure: Measure): MeasureSummary {
  const { id, edition, hash, dimension, area, wording } = measure;
  const inEach = (read: 'title' | 'purpose'): Record<string, string> =>
    Object.fromEntries(Object.entries(wording).map(([language, words]) => [language, words[read]]));
  return {
    id,
    edition,
    hash,
    dimension,
    area,
    catalogue: [...measure.catalogue],
    shows: [...measure.shows],
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
  return { size: register.size, keys, ...(organisation === undefined ? {} : { organisation }) };
}
