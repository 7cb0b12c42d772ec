/** The quality of an organisation's entries: for its members. */
import { z } from 'zod';
import { type App, html } from '../../platform/http/index.js';
import { requireMember } from '../actions/publishing/index.js';
import { lookAtQuality } from '../actions/quality.js';
import { csvTable } from '../formats/own-csv/index.js';
import { QUALITY_WORDS, QualityPage } from '../pages/quality-page.js';
import { QUALITY_FIELDS } from '../rules/quality.js';
import { actorOf, momentOf, ofOrganisation, type PublishingRoutes, placeOf } from './publishing/parts.js';

/** All courses of a provider are read each time. */
const config = { access: 'viewer', limit: { hits: 60, seconds: 60 } } as const;
const PER_PAGE = 50;
const Asked = z.object({
  missing: z.enum(QUALITY_FIELDS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export function addQualityRoutes(app: App, parts: PublishingRoutes): void {
  const { db, frame } = parts;
  const base = '/organisations/:organisation/quality';

  app.get(base, { config, schema: { params: ofOrganisation, querystring: Asked } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requireMember(db, actor, request.params.organisation, 'viewer');
    const { missing = null, page } = request.query;
    const quality = await lookAtQuality(db, publisher.id, momentOf(parts));
    const place = await placeOf(parts, actor, publisher);
    return html(
      reply,
      <QualityPage place={place} quality={quality} missing={missing} page={page} perPage={PER_PAGE} />,
    );
  });

  app.get(`${base}.csv`, { config, schema: { params: ofOrganisation } }, async (request, reply) => {
    const actor = await actorOf(parts, request);
    const publisher = await requireMember(db, actor, request.params.organisation, 'viewer');
    const { entries } = await lookAtQuality(db, publisher.id, momentOf(parts));
    const head = ['course', 'address', ...QUALITY_FIELDS.map((field) => QUALITY_WORDS[field].label), 'link answered'];
    const rows = entries.map(({ title, slug, missing, broken }) => [
      title,
      `${frame.origin}/courses/${slug}`,
      ...QUALITY_FIELDS.map((field) => (missing.includes(field) ? 'no' : 'yes')),
      broken ? String(broken.status ?? broken.fault ?? '') : '',
    ]);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="quality.csv"')
      .serializer((text: unknown) => text as string)
      .send(csvTable([head, ...rows]));
  });
}
