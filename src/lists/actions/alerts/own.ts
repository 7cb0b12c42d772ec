/** What a person does with alerts: reads them, and chooses how to be told. */
import { type Actor, recordAct, requirePerson } from '../../../accounts/index.js';
import { newId } from '../../../platform/crypto/index.js';
import type { Db } from '../../../platform/db/index.js';
import { deleteFeed, feedOfPerson, findFeed, replaceFeed } from '../../queries/alert-feeds.js';
import { alertsOf, countAlerts, findAlertChoice, markRead, saveAlertChoice } from '../../queries/alerts.js';
import { feedToken, readFeedToken } from '../../rules/feed-address.js';
import { type AlertChoice, type AlertShown, DEFAULT_CHOICE } from '../../schema/alerts.js';
import { showAlerts } from './showing.js';

export type AlertsPage = { alerts: AlertShown[]; all: number; unread: number };

export async function ownAlerts(
  db: Db,
  actor: Actor,
  { page, perPage, today }: { page: number; perPage: number; today: string },
): Promise<AlertsPage> {
  const { id } = requirePerson(actor);
  const counts = await countAlerts(db, id);
  const rows = await alertsOf(db, id, { limit: perPage, offset: (page - 1) * perPage });
  return { ...counts, alerts: await showAlerts(db, rows, today) };
}

/** `alert` null: every one that had come by `until`. What is not the actor's stays as it is. */
export async function readAlerts(
  db: Db,
  actor: Actor,
  { alert, until }: { alert: string | null; until: Date },
  now: Date,
): Promise<void> {
  await markRead(db, requirePerson(actor).id, alert, until, now);
}

export async function choiceOf(db: Db, actor: Actor): Promise<AlertChoice> {
  return (await findAlertChoice(db, requirePerson(actor).id)) ?? DEFAULT_CHOICE;
}

export async function choose(db: Db, actor: Actor, choice: AlertChoice, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    await saveAlertChoice(trx, person.id, choice, now);
    const detail = { every: choice.every, unwanted: choice.unwanted.join(' ') };
    await recordAct(trx, person, { act: 'lists.alerts-chosen', subject: 'lists:alerts', detail }, now);
  });
}

type Keys = { db: Db; secret: string };

/** The token of the actor's feed, which opens it for whoever holds it; null: there is no feed. */
export async function ownFeed({ db, secret }: Keys, actor: Actor): Promise<{ token: string; made: Date } | null> {
  const feed = await feedOfPerson(db, requirePerson(actor).id);
  return feed && { token: feedToken(secret, feed.id), made: feed.made };
}

/** Makes the feed, or gives it another address: the one before opens nothing from now on. */
export async function renewFeed({ db }: Keys, actor: Actor, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    const before = await feedOfPerson(trx, person.id);
    await replaceFeed(trx, { id: newId(), personId: person.id, made: now });
    const act = before ? 'lists.feed-renewed' : 'lists.feed-made';
    await recordAct(trx, person, { act, subject: 'lists:alert-feed' }, now);
  });
}

/** Ends the feed. Ending it twice is no error. */
export async function endFeed({ db }: Keys, actor: Actor, now: Date): Promise<void> {
  const person = requirePerson(actor);
  await db.transaction().execute(async (trx) => {
    if (await deleteFeed(trx, person.id))
      await recordAct(trx, person, { act: 'lists.feed-ended', subject: 'lists:alert-feed' }, now);
  });
}

const IN_FEED = 50;

/** What a token opens; null: nothing, now or any more. */
export async function feedBehind({ db, secret }: Keys, token: string, today: string): Promise<AlertShown[] | null> {
  const id = readFeedToken(secret, token);
  const feed = id === null ? null : await findFeed(db, id);
  return feed && showAlerts(db, await alertsOf(db, feed.personId, { limit: IN_FEED }), today);
}
