/**
 * `.1ob` (`application/vnd.1ob`, registered by 1EdTech): an Open Badges 3.0 credential as text, under a name of its own. Its
 * bytes are those of the text; only a carrier that states the media type tells it from other JSON.
 */
export const ONE_OB_TYPE = 'application/vnd.1ob';

export function isOneOb(mediaType: string | undefined): boolean {
  return mediaType?.split(';')[0]?.trim().toLowerCase() === ONE_OB_TYPE;
}
