/** Pictures of badges: drawn from what the achievement says, or uploaded and drawn anew. */
import type { Actor } from '../../../accounts/index.js';
import { sha256 } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { drawPng } from '../../../platform/pictures/index.js';
import { updateAchievement } from '../../queries/achievements.js';
import { findPicture, keepPicture } from '../../queries/pictures.js';
import { badgeSvg, pictureSvg } from '../../rules/art/index.js';
import { PictureError, readPicture, squareSvg } from '../../rules/art/pictures.js';
import type { AchievementDraft } from '../../schema/achievement.js';
import { ownAchievement, requireAwarder } from './desk.js';
import { AchievementChangedError, record, type Writing } from './writing.js';

export const BADGE_SIDE = 512;
const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"></svg>';

/**
 * Takes a picture for the badge; null takes it away, so that the stone stands again. What is kept is drawn from the file: nothing that
 * cannot be seen comes along, such as the place where a photograph was taken. @throws PictureError
 */
export async function pictureAchievement(
  { db, now }: Writing,
  actor: Actor,
  asked: { organisation: string; id: string; picture: Uint8Array | null },
): Promise<void> {
  await requireAwarder(db, actor, asked.organisation, 'editor');
  const png = asked.picture === null ? null : await redrawn(asked.picture);
  await db.transaction().execute(async (trx) => {
    const awarder = await requireAwarder(trx, actor, asked.organisation, 'editor');
    const { id, content, course, sources, saves } = await ownAchievement(trx, awarder, asked.id);
    const hash = png && sha256(png);
    if (png && hash) await keepPicture(trx, { hash, organisationId: awarder.id, png, now });
    const pictured = { ...content, art: { ...content.art, picture: hash } };
    const isKept = await updateAchievement(trx, { id, course, content: pictured, sources, now, saves });
    if (!isKept) throw new AchievementChangedError(saves);
    await record(trx, actor, 'achievement-pictured', { id, awarder }, now);
  });
}

async function redrawn(picture: Uint8Array): Promise<Uint8Array> {
  const svg = squareSvg(picture, readPicture(picture));
  const [png, empty] = [await drawPng(svg, { width: BADGE_SIDE }), await drawPng(EMPTY, { width: BADGE_SIDE })];
  if (Buffer.compare(png, empty) === 0)
    throw new PictureError('Nothing can be seen in this picture, or it is torn. Save it anew, as a PNG.');
  return png;
}

/** The badge as SVG: the uploaded picture, else the stone. */
export async function drawBadge(db: Db, content: AchievementDraft, organisation: string): Promise<string> {
  const { picture } = content.art;
  const png = picture === null ? null : await findPicture(db, picture);
  return png ? pictureSvg(png, content, organisation) : badgeSvg(content, organisation);
}

const MOST_KEPT = 200;
const drawn = new Map<string, Promise<Uint8Array>>();

/** The badge as PNG, 512 a side, with nothing baked in. Kept by the hash of what is drawn, for as long as it is asked for. */
export async function badgePng(db: Db, content: AchievementDraft, organisation: string): Promise<Uint8Array> {
  const { picture } = content.art;
  const uploaded = picture === null ? null : await findPicture(db, picture);
  if (uploaded) return uploaded;
  const svg = badgeSvg(content, organisation);
  const hash = sha256(svg);
  const found = drawn.get(hash) ?? drawPng(svg, { width: BADGE_SIDE });
  drawn.delete(hash);
  drawn.set(hash, found);
  found.catch(() => drawn.delete(hash));
  for (const oldest of drawn.keys()) {
    if (drawn.size <= MOST_KEPT) break;
    drawn.delete(oldest);
  }
  return found;
}
