import type { MeasureSummary, OrganisationView } from '@rapport/api';
import type { Wordings } from '@rapport/measures';

type Item = OrganisationView['catalogue'][number];
type Area = OrganisationView['dimensions'][number]['areas'][number];

/** An item of the catalogue beside the measures that carry it out. */
export interface ItemView extends Item {
  readonly measures: readonly MeasureSummary[];
}

/** An area with its items, and the measures in it that carry out none. */
export interface AreaView extends Area {
  readonly items: readonly ItemView[];
  readonly measures: readonly MeasureSummary[];
}

export interface DimensionView {
  readonly id: string;
  readonly name: Wordings;
  readonly areas: readonly AreaView[];
}

/**
 * Orders the catalogue by dimension and area, in the organisation's own order. A dimension without
 * anything in it is shown too, former editions are not; measures outside every dimension come last, under the organisation's name.
 */
export function catalogueView(organisation: OrganisationView): DimensionView[] {
  const { catalogue } = organisation;
  const measures = organisation.measures.filter(({ isInForce }) => isInForce);
  const known = new Set(organisation.dimensions.map(({ id }) => id));
  const own = measures.filter(({ dimension }) => !known.has(dimension));
  const dimensions = organisation.dimensions.map(({ id, name, areas }) => ({
    id,
    name,
    areas: areas.map((area) => ({
      ...area,
      items: catalogue
        .filter((item) => item.area === area.id && item.dimension === id)
        .map((item) => ({ ...item, measures: measures.filter((m) => m.catalogue.includes(item.id)) })),
      measures: measures.filter((m) => m.area === area.id && m.dimension === id && m.catalogue.length === 0),
    })),
  }));
  if (own.length === 0) return dimensions;
  const { name } = organisation;
  const area: AreaView = { id: ownArea, name, coCoordinators: [], items: [], measures: own };
  return [...dimensions, { id: ownArea, name, areas: [area] }];
}

/** The id of the area that stands for the organisation's own business, which nobody coordinates. */
export const ownArea = 'own';
