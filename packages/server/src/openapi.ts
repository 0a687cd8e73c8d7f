import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { Problem } from '@rapport/api';
import type { FastifySchema } from 'fastify';

const refusal = {
  description: 'Refused, with every finding',
  content: { 'application/problem+json': { schema: Problem } },
};

/**
 * How the API description is made from the routes' own schemas: an operation id from method and address,
 * and the problem details that every route may answer.
 */
export const openapiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Rapport',
      version: '1',
      description: 'Notices between the participants of an organisation, on a log that each can verify.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [
      { name: 'filing', description: 'Taking notices in' },
      { name: 'reading', description: 'Reading notices, each as far as its audience allows' },
      { name: 'sessions', description: 'Signing in with an office key' },
      { name: 'drafts', description: 'What the people of a participant write before it is signed' },
      { name: 'organisation', description: 'The organisation, its measures and its keys' },
      {
        name: 'secretariat',
        description: "The organisation's own register, list of what is awaited, and reminders",
      },
      { name: 'log', description: 'The log as static files' },
      { name: 'operation', description: 'For those who run the server' },
      { name: 'demonstration', description: 'The invented offices of a demonstration' },
    ],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-rapport_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
    security: [{}, { session: [] }, { token: [] }],
  },
  refResolver: {
    buildLocalReference: ({ $id }, _base, _fragment, i) => (typeof $id === 'string' ? $id : `shape-${i}`),
  },
  transform: ({ schema, url, route }) => {
    if (schema === undefined || schema.hide === true) return { schema, url };
    const method = Array.isArray(route.method) ? route.method[0] : route.method;
    const described = describe(schema, String(method).toLowerCase(), url);
    if (!url.endsWith('*')) return { schema: described, url };
    return { schema: { ...described, params: restOfPath }, url: url.replace('*', ':file') };
  },
};

/** The rest of an address whose route takes all below a folder. */
const restOfPath = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', description: 'path of the file below this folder' } },
};

function describe(schema: FastifySchema, method: string, url: string): FastifySchema {
  const names = url.split('/').filter((part) => part !== '' && !['api', 'v1'].includes(part));
  const words = names.map((part) =>
    part
      .replace(/^:/, 'by-')
      .replace('*', 'file')
      .replaceAll(/[^a-z0-9]+/gi, '-'),
  );
  const response = (schema.response ?? { 200: textResponse(schema) }) as Record<string, unknown>;
  return { ...schema, operationId: [method, ...words].join('-'), response: { ...response, '4xx': refusal } };
}

/** Routes that answer text or bytes say so by `produces`. */
function textResponse(schema: FastifySchema): unknown {
  const types = schema.produces ?? ['application/json'];
  return {
    description: 'As asked',
    content: Object.fromEntries(types.map((type) => [type, { schema: {} }])),
  };
}
