/**
 * What Open Badges 3.0 has no words for, as one inline context that stands in every credential: a verifier needs nothing but the
 * file. Terms of the European Learning Model where it has the property, of schema.org for names, else our own (decision 0019). The
 * same bytes always: they are signed, and a changed term would change what was signed.
 */
import type { JsonObject } from '../engine/types.js';

const ELM = 'http://data.europa.eu/snb/model/elm/';
const OURS = 'urn:cairn:terms#';
const OPEN_BADGES = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#';
const DURATION = 'http://www.w3.org/2001/XMLSchema#duration';

/** The contexts of every credential, in this order. */
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

export const EXTENSION: JsonObject = {
  // The same text in other languages, by language: `{ "cy": "…" }`.
  nameIn: { '@id': 'https://schema.org/name', '@container': '@language' },
  descriptionIn: { '@id': 'https://schema.org/description', '@container': '@language' },
  narrativeIn: { '@id': `${OPEN_BADGES}narrative`, '@container': '@language' },
  // What it takes and what it is worth.
  LearningOutcome: `${ELM}LearningOutcome`,
  learningOutcome: { '@id': `${ELM}learningOutcome`, '@container': '@set' },
  notionalWorkload: { '@id': `${ELM}volumeOfLearning`, '@type': DURATION },
  AcademicCredit: `${ELM}CreditPoint`,
  academicCredit: { '@id': `${ELM}creditPoint`, '@container': '@set' },
  creditScheme: `${OURS}creditScheme`,
  creditValue: `${ELM}point`,
  creditLevel: `${OURS}creditLevel`,
  cpdHours: `${OURS}cpdHours`,
  eqfLevel: { '@id': `${ELM}EQFLevel`, '@type': '@id' },
  nationalQualificationsFrameworkLevel: `${OURS}nationalQualificationsFrameworkLevel`,
  typeOfAssessment: { '@id': `${OURS}typeOfAssessment`, '@container': '@set' },
  formOfParticipation: { '@id': `${ELM}mode`, '@type': '@id' },
  supervisionAndIdentityCheck: `${OURS}supervisionAndIdentityCheck`,
  qualityAssurance: { '@id': `${OURS}qualityAssurance`, '@container': '@set' },
  qualityAssuranceStatement: `${OURS}qualityAssuranceStatement`,
  qualityAssurancePage: { '@id': `${OURS}qualityAssurancePage`, '@type': '@id' },
  entryRequirements: `${OURS}entryRequirements`,
  stackability: `${OURS}stackability`,
  StackingTarget: `${OURS}StackingTarget`,
  stacksInto: { '@id': `${OURS}stacksInto`, '@container': '@set' },
  validityPeriod: { '@id': `${OURS}validityPeriod`, '@type': DURATION },
  renewal: `${OURS}renewal`,
  expectedEvidence: `${OURS}expectedEvidence`,
  languageOfInstruction: { '@id': `${OURS}languageOfInstruction`, '@container': '@set' },
  course: { '@id': `${OURS}course`, '@type': '@id' },
  courseEdition: `${OURS}courseEdition`,
  // What one learner earned.
  cpdHoursEarned: `${OURS}cpdHoursEarned`,
};

/** Form of participation, as the European list of modes names it. */
export const MODES = {
  online: 'http://data.europa.eu/snb/learning-assessment/920fbb3cbe',
  onsite: 'http://data.europa.eu/snb/learning-assessment/9191af2ed9',
  blended: 'http://data.europa.eu/snb/learning-assessment/e92d221e4d',
} as const;

export const EQF = 'http://data.europa.eu/snb/eqf/';
