/** Which xAPI is spoken (xAPI 1.0.3 Communication 3.3; IEEE 9274.1.1 §4.1.5). */
import { type Version, XapiError } from '../schema/index.js';

export const VERSION_HEADER = 'x-experience-api-version';

/** @throws XapiError (400) where the header is missing, or names a version that is not spoken here. */
export function versionOf(header: string | undefined): Version {
  if (header === undefined)
    throw new XapiError(400, 'X-Experience-API-Version: must be sent with every request, as 1.0.3 or 2.0.0.');
  if (/^1\.0(\.\d+)?$/.test(header)) return '1.0.3';
  if (/^2\.0(\.\d+)?$/.test(header)) return '2.0.0';
  throw new XapiError(400, 'X-Experience-API-Version: only 1.0.x and 2.0.x are spoken here.');
}
