/** The classes of Open Badges 3.0 that hold no other credential. */
import { z } from 'zod';
import { DateTime, exactly, extensible, Language, many, Text, typed } from './values.js';

const IDENTIFIER_TYPES = [
  'name',
  'sourcedId',
  'systemId',
  'productId',
  'userName',
  'accountId',
  'emailAddress',
  'nationalIdentityNumber',
  'isbn',
  'issn',
  'lisSourcedId',
  'oneRosterSourcedId',
  'sisSourcedId',
  'ltiContextId',
  'ltiDeploymentId',
  'ltiToolId',
  'ltiPlatformId',
  'ltiUserId',
  'identifier',
];
const TARGET_TYPES = [
  'ceasn:Competency',
  'ceterms:Credential',
  'CFItem',
  'CFRubric',
  'CFRubricCriterion',
  'CFRubricCriterionLevel',
  'CTDL',
];
const RESULT_TYPES = [
  'GradePointAverage',
  'LetterGrade',
  'Percent',
  'PerformanceLevel',
  'PredictedScore',
  'RawScore',
  'Result',
  'RubricCriterion',
  'RubricCriterionLevel',
  'RubricScore',
  'ScaledScore',
  'Status',
];
const RESULT_STATUSES = ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'] as const;

export const Image = z.strictObject({ id: Text, type: exactly('Image'), caption: Text.optional() });

export const IdentityObject = z.strictObject({
  type: exactly('IdentityObject'),
  hashed: z.boolean(),
  identityHash: Text,
  identityType: extensible(IDENTIFIER_TYPES),
  salt: Text.optional(),
});

export const IdentifierEntry = z.strictObject({
  type: exactly('IdentifierEntry'),
  identifier: Text,
  identifierType: extensible(IDENTIFIER_TYPES),
});

const GeoCoordinates = z.looseObject({ type: exactly('GeoCoordinates'), latitude: z.number(), longitude: z.number() });

export const Address = z.looseObject({
  type: typed(['Address']),
  addressCountry: Text.optional(),
  addressCountryCode: Text.optional(),
  addressRegion: Text.optional(),
  addressLocality: Text.optional(),
  streetAddress: Text.optional(),
  postOfficeBoxNumber: Text.optional(),
  postalCode: Text.optional(),
  geo: GeoCoordinates.optional(),
});

export const Alignment = z.looseObject({
  type: typed(['Alignment']),
  targetCode: Text.optional(),
  targetDescription: Text.optional(),
  targetName: Text,
  targetFramework: Text.optional(),
  targetType: extensible(TARGET_TYPES).optional(),
  targetUrl: Text,
});

export const Criteria = z.looseObject({ id: Text.optional(), narrative: Text.optional() });

export const Related = z.looseObject({
  id: Text,
  type: typed(['Related']),
  inLanguage: Language.optional(),
  version: Text.optional(),
});

const RubricCriterionLevel = z.looseObject({
  id: Text,
  type: typed(['RubricCriterionLevel']),
  alignment: many(Alignment).optional(),
  description: Text.optional(),
  level: Text.optional(),
  name: Text,
  points: Text.optional(),
});

export const ResultDescription = z.looseObject({
  id: Text,
  type: typed(['ResultDescription']),
  alignment: many(Alignment).optional(),
  allowedValue: many(Text).optional(),
  name: Text,
  requiredLevel: Text.optional(),
  requiredValue: Text.optional(),
  resultType: extensible(RESULT_TYPES),
  rubricCriterionLevel: many(RubricCriterionLevel).optional(),
  valueMax: Text.optional(),
  valueMin: Text.optional(),
});

export const Result = z.looseObject({
  type: typed(['Result']),
  achievedLevel: Text.optional(),
  alignment: many(Alignment).optional(),
  resultDescription: Text.optional(),
  status: z.enum(RESULT_STATUSES).optional(),
  value: Text.optional(),
});

export const Evidence = z.looseObject({
  id: Text.optional(),
  type: typed(['Evidence']),
  narrative: Text.optional(),
  name: Text.optional(),
  description: Text.optional(),
  genre: Text.optional(),
  audience: Text.optional(),
});

export const EndorsementSubject = z.looseObject({
  id: Text,
  type: typed(['EndorsementSubject']),
  endorsementComment: Text.optional(),
});

const Proof = z.looseObject({
  type: Text,
  created: DateTime.optional(),
  cryptosuite: Text.optional(),
  challenge: Text.optional(),
  domain: Text.optional(),
  nonce: Text.optional(),
  proofPurpose: Text.optional(),
  proofValue: Text.optional(),
  verificationMethod: Text.optional(),
});

const Kind = z.looseObject({ id: Text.optional(), type: Text });
const KindWithId = z.looseObject({ id: Text, type: Text });

/** What every credential may have round its subject. */
export const surroundings = {
  validUntil: DateTime.optional(),
  proof: many(Proof).optional(),
  credentialSchema: many(KindWithId).optional(),
  credentialStatus: Kind.optional(),
  refreshService: KindWithId.optional(),
  termsOfUse: many(Kind).optional(),
};
