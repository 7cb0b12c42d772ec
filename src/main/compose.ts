/**
 * Puts the parts together: platform, then the features in ladder order, then the routes. The same composition runs as
 * `npm start`, under a command that asks the public API, and in the tests.
 */
import {
  accountCron,
  accountJobs,
  accountJudges,
  addAccountRoutes,
  guardRoutes,
  openAuth,
  openProviders,
} from '../accounts/index.js';
import {
  addCatalogueRoutes,
  addCatalogueStaffRoutes,
  addDevelopmentRoutes,
  addPublishingRoutes,
  advanceAvailability,
  type CatalogueRoutes,
  catalogueCron,
  catalogueJobs,
  developmentCron,
  developmentJobs,
  feedCron,
  feedJobs,
  importStarter,
  isEmpty,
  openPace,
} from '../catalogue/index.js';
import {
  addAchievementRoutes,
  addEndorsementRoutes,
  addIssuingRoutes,
  addVcApiRoutes,
  addVerifyApi,
  addVerifyPages,
  checkOrigin,
  endorsementCron,
  endorsementJobs,
  findCredential,
  issuingCron,
  issuingJobs,
  openContexts,
  openIssuing,
  openVcApi,
  openVerifier,
} from '../credentials/index.js';
import { addDiscoveryRoutes, addReachRoutes, type Discovery, openDiscovery, openReach } from '../discovery/index.js';
import { addDiscussionRoutes, discussionCron, discussionJobs } from '../discussion/index.js';
import { addGuideRoutes, guideCron, guideJobs } from '../guide/index.js';
import { addLearningRoutes, drawHoldersWay, learningCron, learningJobs } from '../learning/index.js';
import { type Alerts, addAlertRoutes, addListRoutes, listCron, listJobs, openAlerts } from '../lists/index.js';
import {
  addOrganisationMergingRoutes,
  addOrganisationRoutes,
  openTxtLookup,
  organisationCron,
  organisationJobs,
  organisationJudges,
  seedOrganisations,
  type TxtLookup,
} from '../organisations/index.js';
import { type Clock, systemClock } from '../platform/clock/index.js';
import type { Config } from '../platform/config/index.js';
import { type Database, migrate } from '../platform/db/index.js';
import { createClient } from '../platform/fetch/index.js';
import { createServer, type Server } from '../platform/http/index.js';
import { type Jobs, startJobs } from '../platform/jobs/index.js';
import type { Log } from '../platform/log/index.js';
import { mailCron, openPost } from '../platform/mail/index.js';
import {
  addReviewRoutes,
  addTakingRoutes,
  learnerJobs,
  reviewCron,
  reviewJobs,
  takingCron,
  takingJobs,
} from '../reviews/index.js';
import {
  addGuidanceRoutes,
  addMyRoutes,
  addSiteRoutes,
  addStaffDeskRoutes,
  drawNext,
  drawTeaching,
  errorPageOf,
  isSample,
  makeDemonstration,
  makeDemonstrationCourse,
  pageFrameOf,
  sampleNote,
  siteFrame,
  weaveCourse,
} from '../site/index.js';
import { addStatementRoutes, statementCron, statementJobs } from '../statements/index.js';
import { assets } from '../ui/index.js';
import { addWalletRoutes, walletCron, walletJobs } from '../wallet/index.js';
import { discussed } from './discussed.js';
import { organisationMoves } from './moves.js';
import { collected } from './personal.js';
import { staffPlaces } from './staff.js';
import { workplace } from './workplace.js';

export type Parts = {
  config: Config;
  database: Database;
  log: Log;
  clock?: Clock;
  /** Where TXT records are looked up; left out: the machine's own name servers. */
  lookup?: TxtLookup;
};
export type Cairn = { server: Server; discovery: Discovery; alerts: Alerts; stop(): Promise<void> };

/** Brings the database up to date: schema, known organisations and, where it is empty, the starter catalogue. */
export async function prepare(
  { config, database, log, clock = systemClock }: Parts,
  { starter }: { starter: boolean },
): Promise<void> {
  await migrate(database.pool);
  await checkOrigin(database.db, config);
  await seedOrganisations(database.db);
  if (starter && (await isEmpty(database.db))) {
    log.info('The catalogue is empty: loading the starter catalogue.');
    const reports = await importStarter({ db: database.db });
    log.info({ courses: reports.reduce((sum, report) => sum + report.added, 0) }, 'The starter catalogue is loaded.');
  }
  await advanceAvailability(database.db, clock.today());
}

/**
 * In a demonstration: credentials that a visitor can check at once, and a course to take. What goes wrong with them is told, and the
 * site starts without them.
 */
export async function prepareDemonstration({ config, database, log, clock = systemClock }: Parts): Promise<void> {
  await makeDemonstration({ db: database.db, config, clock }).catch((error: unknown) =>
    log.warn({ err: error }, 'The credentials of the demonstration could not be made.'),
  );
  await makeDemonstrationCourse({ db: database.db, config, clock }).catch((error: unknown) =>
    log.warn({ err: error }, 'The course of the demonstration could not be made.'),
  );
}

/**
 * The web part: index, routes, health. Does not listen yet. `snapshot: false` leaves the index on disk alone, `following: false`
 * reads changes for alerts only when asked to.
 */
export async function composeWeb(
  { config, database, log, clock = systemClock, lookup = openTxtLookup() }: Parts,
  { snapshot = true, following = true } = {},
): Promise<Cairn> {
  const { db, pool } = database;
  const discovery = await openDiscovery({ db, pool, clock, log, folder: snapshot ? config.dataFolder : null });
  const reach = openReach({ db, clock, log });
  const alerts = openAlerts({ db, pool: following ? pool : null, clock, log, discovery });
  const { origin, demonstration } = config;
  const frame = siteFrame({ origin, demonstration, note: (await isSample(db)) ? sampleNote() : null });
  const server = await createServer({
    config,
    log,
    database,
    clock,
    assets: assets().files,
    errorPage: errorPageOf(frame),
    frame: pageFrameOf(frame),
  });
  server.addReadiness('index', () => (discovery.ready() ? null : 'loading'));
  server.metrics.gauge('cairn_index_courses', 'Courses in the index', () => discovery.stats().documents);
  server.metrics.gauge('cairn_index_segments', 'Segments of the index', () => discovery.stats().segments);
  server.metrics.gauge('cairn_index_bytes', 'Bytes that the index takes', () => discovery.stats().bytes);
  const auth = openAuth(db, config, log);
  const post = openPost(config, database);
  guardRoutes(server.app, { auth, db, clock, judges: { ...accountJudges, ...organisationJudges(db) } });
  const client = createClient(config.fetchAllow);
  const providers = openProviders(config.oidc, client);
  const issuing = openIssuing({ db, clock, post, config });
  const contexts = openContexts(config.contextsFolder);
  const verifier = openVerifier({ db, clock, client, origin, contexts });
  const { secret } = config;
  addAccountRoutes(server.app, { db, auth, post, clock, frame, origin, secret, providers, ...collected });
  addMyRoutes(server.app, { db, auth, clock, frame });
  const discussing = { db, post, origin, secret, kinds: discussed };
  addDiscussionRoutes(server.app, { ...discussing, auth, clock, frame });
  addOrganisationRoutes(server.app, { db, auth, post, clock, frame, origin: config.origin, lookup, workplace });
  addOrganisationMergingRoutes(server.app, { db, auth, clock, frame, moves: organisationMoves });
  addStaffDeskRoutes(server.app, { db, auth, clock, frame, places: staffPlaces });
  addSiteRoutes(server.app, { db, clock, frame, discovery, demonstration });
  addGuidanceRoutes(server.app, { db, auth, clock, frame, discovery, kinds: discussed });
  const similar = (course: { num: number }) => discovery.similar(course.num, 6);
  const weave: CatalogueRoutes['weave'] = (course, request) =>
    weaveCourse({ db, auth, clock, kinds: discussed }, course, request);
  addCatalogueRoutes(server.app, { db, clock, frame, similar, looks: reach, weave });
  addTakingRoutes(server.app, { db, auth, clock, frame });
  addReviewRoutes(server.app, { ...discussing, auth, clock, frame, workplace });
  addPublishingRoutes(server.app, { db, auth, clock, frame, workplace });
  addCatalogueStaffRoutes(server.app, { db, auth, clock, frame });
  addAchievementRoutes(server.app, { db, auth, clock, frame, workplace });
  const teaching = (skills: readonly string[]) => drawTeaching({ discovery, clock }, skills);
  addDevelopmentRoutes(server.app, { db, auth, clock, frame, workplace, kinds: discussed, teaching });
  const issued = async (id: string) => (await findCredential(db, id))?.signed ?? null;
  addVerifyApi(server.app, { verifier });
  addVerifyPages(server.app, { db, contexts, clock, frame, verifier, client, issued });
  const vcApi = config.vcApi ? openVcApi({ clock, client, config }) : null;
  if (vcApi) addVcApiRoutes(server.app, vcApi);
  addEndorsementRoutes(server.app, { issuing, auth, frame, workplace });
  addIssuingRoutes(server.app, { issuing, auth, frame, workplace, originAliases: config.originAliases });
  addWalletRoutes(server.app, {
    ...{ db, auth, clock, frame, origin, client, verifier, issuing },
    letters: { post, origin, secret },
    beneath: (held) => drawHoldersWay(db, held, clock.now()),
  });
  addStatementRoutes(server.app, { db, auth, clock, frame, origin, workplace });
  addLearningRoutes(server.app, {
    ...{
      db,
      auth,
      clock,
      frame,
      origin,
      secret,
      issuing,
      verifier,
      workplace,
      kinds: discussed,
      dataFolder: config.dataFolder,
    },
    letters: { post, origin, secret },
    comesNext: (course) => drawNext({ discovery, clock }, course),
  });
  addDiscoveryRoutes(server.app, { db, clock, frame, discovery, reach });
  addGuideRoutes(server.app, { db, auth, clock, frame, discovery, origin, kinds: discussed });
  addReachRoutes(server.app, { db, auth, clock, frame, reach, workplace });
  addListRoutes(server.app, { db, auth, clock, frame, discovery });
  addAlertRoutes(server.app, { db, auth, clock, frame, origin, secret });
  return {
    server,
    discovery,
    alerts,
    async stop() {
      await server.stop();
      await alerts.close();
      await reach.close();
      await issuing.close();
      await verifier.close();
      await vcApi?.close();
      await client.close();
      await discovery.close();
    },
  };
}

/** The worker part: what is done in the background and at set times. */
export async function composeWorker(parts: Parts): Promise<Jobs> {
  const { config, database, log, clock = systemClock, lookup = openTxtLookup() } = parts;
  const { db } = database;
  const post = openPost(config, database);
  const client = createClient(config.fetchAllow);
  const letters = { post, origin: config.origin, secret: config.secret };
  const contexts = openContexts(config.contextsFolder);
  const verifier = openVerifier({ db, clock, client, origin: config.origin, contexts });
  const issuing = openIssuing({ db, clock, post, config });
  const handlers = [
    ...post.handlers,
    ...accountJobs({ db, clock }),
    ...discussionJobs({ db, post, clock, origin: config.origin, secret: config.secret, kinds: discussed }),
    ...organisationJobs({ db, post, clock, origin: config.origin, lookup }),
    ...catalogueJobs({ db, clock, client }),
    ...developmentJobs({ db, clock, client }),
    ...feedJobs({ db, clock, client, pace: openPace(), letters }),
    ...endorsementJobs({ db, clock }),
    ...issuingJobs(issuing),
    ...walletJobs({ db, clock, verifier, letters }),
    ...statementJobs({ db, clock }),
    ...learningJobs({
      ...{ db, clock, issuing, verifier, letters, dataFolder: config.dataFolder },
      origin: config.origin,
      secret: config.secret,
    }),
    ...learnerJobs({ db, clock }),
    ...guideJobs({ db, clock }),
    ...listJobs({ db, clock, letters }),
    ...takingJobs({ db, clock, letters }),
    ...reviewJobs({ db, clock }),
  ];
  const jobs = await startJobs({
    database,
    log,
    handlers,
    cron: [
      ...mailCron,
      ...accountCron,
      ...discussionCron,
      ...organisationCron,
      ...catalogueCron,
      ...developmentCron,
      ...feedCron,
      ...endorsementCron,
      ...issuingCron,
      ...walletCron,
      ...statementCron,
      ...learningCron,
      ...guideCron,
      ...listCron,
      ...takingCron,
      ...reviewCron,
    ],
    // A large feed must not hold up the post.
    concurrency: 4,
  });
  return { ...jobs, stop: () => jobs.stop().finally(() => stopParts([issuing, verifier, client])) };
}

async function stopParts(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.close();
}
