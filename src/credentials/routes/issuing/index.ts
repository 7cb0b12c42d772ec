/** The addresses of issuing. */
import type { WorkplacePart } from '../../../organisations/index.js';
import type { App } from '../../../platform/http/index.js';
import { addIssuingApiRoutes } from './api.js';
import { addBatchRoutes } from './batches.js';
import { addIssuerDocumentRoutes } from './documents.js';
import { addIssueRoutes } from './issue.js';
import { addIssuedRoutes } from './issued.js';
import { addKeyRoutes } from './keys.js';
import type { IssuingRoutes } from './parts.js';

export type { IssuingRoutes } from './parts.js';

/** What members find in the workplace of their organisation. */
export const issuingPlaces: readonly WorkplacePart[] = [
  {
    path: 'credentials',
    label: 'Credentials',
    about: 'What you have issued, to whom, and how it stands.',
    role: 'issuer',
  },
];

export function addIssuingRoutes(app: App, parts: IssuingRoutes): void {
  addIssueRoutes(app, parts);
  addBatchRoutes(app, parts);
  addKeyRoutes(app, parts);
  addIssuedRoutes(app, parts);
  addIssuingApiRoutes(app, parts);
  addIssuerDocumentRoutes(app, parts);
}
