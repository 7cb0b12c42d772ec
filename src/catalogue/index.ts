/** The front door of the catalogue: courses from many sources, kept true, each fact with its source. */
export { advanceAvailability } from './actions/advance-availability.js';
export { type InputOptions, importInput } from './actions/import-input.js';
export { ImportBusy, type ImportOptions, importReadings } from './actions/import-readings.js';
export { importStarter } from './actions/import-starter.js';
export { importCommand } from './commands/import.js';
export { catalogueCron, catalogueJobs } from './jobs.js';
export * from './pages/words.js';
export {
  aboutData,
  type ChangePosition,
  type Changes,
  changesSince,
  countTaxonomy,
  courseCounts,
  coursesByNum,
  coursesChangingOn,
  findCourse,
  isEmpty,
  listRuns,
  listSources,
  providerCourses,
  startOfChanges,
  streamCourses,
} from './queries/index.js';
export { addCatalogueRoutes, type CatalogueRoutes } from './routes.js';
export { cpdTypes } from './rules/cpd-types.js';
export { addDays, availability, changesOn, nextOffering } from './rules/availability.js';
export { convertCredit, creditInEcts, creditInWords } from './rules/credit.js';
export { languageName } from './rules/languages.js';
export { formatMoney } from './rules/money.js';
export { exchangeRates, inCurrency, type LeadPrice, leadPrice, minorDigits } from './rules/price.js';
export { createSkillMatcher, matchSkills, skillsOfText } from './rules/skills.js';
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
export * from './schema.js';
