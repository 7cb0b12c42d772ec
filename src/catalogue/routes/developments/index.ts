/** Every route of developments. */
import type { StaffPlace } from '../../../accounts/index.js';
import type { WorkplacePart } from '../../../organisations/index.js';
import type { App } from '../../../platform/http/index.js';
import { addDeskRoutes } from './desk.js';
import { addPublicRoutes, type DevelopmentRoutes } from './public.js';

export { type DevelopmentRoutes, developmentKinds } from './public.js';

export function addDevelopmentRoutes(app: App, parts: DevelopmentRoutes): void {
  addPublicRoutes(app, parts);
  addDeskRoutes(app, parts);
}

/** Where staff write their own, and take back what should not stand. */
export const developmentsPlace: StaffPlace = {
  href: '/staff/developments',
  label: 'Developments',
  about: 'What is new: written by staff, and by organisations.',
};

/** Where members find them in their workplace. */
export const developmentPlaces: readonly WorkplacePart[] = [
  { path: 'developments', label: 'Developments', about: 'What is new in your field.', role: 'editor' },
];
