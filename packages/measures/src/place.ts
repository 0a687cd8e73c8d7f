import type { FieldSchema, FormSchema } from './language.ts';

const latitude: FieldSchema = { type: 'string', format: 'decimal', minimum: -90, maximum: 90 };
const longitude: FieldSchema = { type: 'string', format: 'decimal', minimum: -180, maximum: 180 };
const around = { field: 'kind', is: ['point', 'circle'] } as const;

/**
 * The group of fields for which `format: place` stands. Its issuer chooses how exact it is, by its kind and
 * by the decimals written. Degrees of WGS 84; the radius in kilometres. Source: docs/spec/measures.md.
 */
export const placeField: FormSchema = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['point', 'unit', 'circle', 'area'] },
    country: {
      type: 'string',
      format: 'participant',
      when: { field: 'kind', is: ['unit'] },
    },
    name: { type: 'string', minLength: 1, maxLength: 200 },
    latitude: { ...latitude, when: around },
    longitude: { ...longitude, when: around },
    radius: {
      type: 'string',
      format: 'decimal',
      minimum: 0,
      maximum: 5000,
      unit: 'kilometres',
      when: { field: 'kind', is: ['circle'] },
    },
    corners: {
      type: 'array',
      items: {
        type: 'object',
        properties: { latitude, longitude },
        order: ['latitude', 'longitude'],
        required: ['latitude', 'longitude'],
        additionalProperties: false,
      },
      minItems: 3,
      maxItems: 100,
      when: { field: 'kind', is: ['area'] },
    },
  },
  order: ['kind', 'country', 'name', 'latitude', 'longitude', 'radius', 'corners'],
  required: ['kind', 'latitude', 'longitude', 'radius', 'corners'],
  additionalProperties: false,
};

/** A field as it is asked and checked: the ready group where it is a place, itself otherwise. */
export function groupOf(field: FieldSchema): FieldSchema {
  return field.type === 'object' && field.format === 'place' ? placeField : field;
}

/** The names of a group's fields in the order in which they are asked and shown. */
export function orderOf(field: Pick<FieldSchema, 'order' | 'properties'>): readonly string[] {
  return field.order ?? Object.keys(field.properties ?? {});
}
