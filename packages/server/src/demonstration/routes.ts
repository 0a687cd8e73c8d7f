import { CertificateRequest, DemonstrationOffices, paths, Receipt } from '@rapport/api';
import type { App, Server } from '../app.ts';
import { certifyVisitor, type DemonstrationParts, demonstrationOffices } from './demonstration.ts';

/** The demonstration's own routes; they do not exist in production. */
export function demonstrationRoutes(app: App, server: Server, parts: DemonstrationParts): void {
  const tags = ['demonstration'];
  app.get(
    paths.demonstrationOffices,
    { schema: { summary: 'The invented offices', tags, response: { 200: DemonstrationOffices } } },
    async () => ({ offices: demonstrationOffices(server.organisation) }),
  );
  app.post(
    paths.demonstrationCertificates,
    {
      config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        summary: 'Have a key certified by an invented ministry',
        tags,
        body: CertificateRequest,
        response: { 201: Receipt },
      },
    },
    async (request, reply) => {
      const { participant, office, key } = request.body;
      return reply.code(201).send(await certifyVisitor(parts, participant, office, key));
    },
  );
}
