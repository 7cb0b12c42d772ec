/** The front door of the catalogue: courses from many sources, kept true, each fact with its source. */
export { advanceAvailability } from './actions/advance-availability.js';
export { checks } from './actions/checks.js';
export { developmentMove } from './actions/developments/moving.js';
export { MY_FEEDS, openPace, type Pace } from './actions/feeds/index.js';
export { type InputOptions, importInput } from './actions/import-input.js';
export { ImportBusy, type ImportOptions, importReadings } from './actions/import-readings.js';
export { importStarter } from './actions/import-starter.js';
export { importTaxonomy, type TaxonomyReport } from './actions/import-taxonomy.js';
export { courseMove } from './actions/move-courses.js';
export { publishOnce } from './actions/publishing/index.js';
export { RUN_HERE, type RunsStated, stateRunsHere } from './actions/publishing/runs-here.js';
export { importCommand } from './commands/import.js';
export { importTaxonomyCommand } from './commands/import-taxonomy.js';
export { type CalendarDay, writeCalendar } from './formats/calendar.js';
export { toCtdl } from './formats/ctdl/write.js';
export { toElm } from './formats/elm/write.js';
export { csvTable } from './formats/own-csv/index.js';
export { toSchemaOrg } from './formats/schema-org/write.js';
export { developmentCron, developmentJobs } from './jobs/developments.js';
export { feedCron, feedJobs } from './jobs/feeds.js';
export { catalogueCron, catalogueJobs } from './jobs.js';
export { cataloguePlaces } from './pages/staff/places.js';
export * from './pages/words.js';
export { findDevelopment, listDevelopments } from './queries/developments.js';
export {
  aboutData,
  type ChangePosition,
  type Changes,
  changesSince,
  countTaxonomy,
  courseChanged,
  courseCounts,
  coursesByNum,
  coursesChangingOn,
  findCourse,
  findTaxonomySkill,
  findTaxonomySkillNamed,
  isEmpty,
  listRuns,
  listSources,
  listTaxonomySkills,
  providerCourses,
  startOfChanges,
  streamCourses,
  type TaxonomySkill,
  taxonomyOccupationsNeeding,
} from './queries/index.js';
export {
  addDevelopmentRoutes,
  type DevelopmentRoutes,
  developmentKinds,
  developmentPlaces,
  developmentsPlace,
} from './routes/developments/index.js';
export { addPublishingRoutes, type PublishingRoutes, publishingPlaces } from './routes/publishing/index.js';
export { addCatalogueStaffRoutes } from './routes/staff/index.js';
export { addCatalogueRoutes, type CatalogueRoutes, type Woven } from './routes.js';
export { addDays, availability, changesOn, nextOffering } from './rules/availability.js';
export { cpdTypes } from './rules/cpd-types.js';
export { convertCredit, creditInEcts, creditInWords, parseCredits } from './rules/credit.js';
export { languageName, parseLanguage } from './rules/languages.js';
export { parseLevel } from './rules/levels.js';
export { modeOf, paceOf } from './rules/mode.js';
export { formatMoney } from './rules/money.js';
export { exchangeRates, inCurrency, type LeadPrice, leadPrice, minorDigits } from './rules/price.js';
export { CourseForm } from './rules/publishing/index.js';
export { createSkillMatcher, matchSkills, skillsOfText } from './rules/skills.js';
export { nearestOccupation, withoutSlips } from './rules/skills-near.js';
export { createSkillRanker, type RankedName, type RankedSkill, rankSkills } from './rules/skills-ranking.js';
export {
  findOccupation,
  findSkill,
  listOccupations,
  listSkillGroups,
  listSkills,
  type Occupation,
  occupationsNeeding,
  relatedSkills,
  type Skill,
  type SkillGroup,
  skillSynonyms,
} from './rules/skills-vocabulary.js';
export { type BrowseSubject, browseSubjects, findSubject, parentSubject, subjectTree } from './rules/subjects.js';
export { clip, slugOf, titleKey } from './rules/text.js';
export * from './schema/development.js';
export * from './schema.js';
