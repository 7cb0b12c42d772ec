/** The classes of Open Badges 3.0 and CLR 2.0 that hold one another, on the data model of VC 1.1 or 2.0. */
import { z } from 'zod';
import {
  Address,
  Alignment,
  Criteria,
  EndorsementSubject,
  Evidence,
  IdentifierEntry,
  IdentityObject,
  Image,
  Related,
  Result,
  ResultDescription,
  surroundings,
} from './parts.js';
import {
  CompactJws,
  contexts,
  DateTime,
  Day,
  exactly,
  extensible,
  Language,
  many,
  some,
  Text,
  typed,
} from './values.js';

export type ModelVersion = '1.1' | '2.0';

const OPEN_BADGES = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/;
const CLR = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(-2\.\d\.\d)*\.json$/;
const CREDENTIALS = {
  '1.1': 'https://www.w3.org/2018/credentials/v1',
  '2.0': 'https://www.w3.org/ns/credentials/v2',
} as const;

const ACHIEVEMENT_TYPES = [
  'Achievement',
  'ApprenticeshipCertificate',
  'Assessment',
  'Assignment',
  'AssociateDegree',
  'Award',
  'Badge',
  'BachelorDegree',
  'Certificate',
  'CertificateOfCompletion',
  'Certification',
  'CommunityService',
  'Competency',
  'Course',
  'CoCurricular',
  'Degree',
  'Diploma',
  'DoctoralDegree',
  'Fieldwork',
  'GeneralEducationDevelopment',
  'JourneymanCertificate',
  'LearningProgram',
  'License',
  'Membership',
  'ProfessionalDoctorate',
  'QualityAssuranceCredential',
  'MasterCertificate',
  'MasterDegree',
  'MicroCredential',
  'ResearchDoctorate',
  'SecondarySchoolDiploma',
];
const ASSOCIATION_TYPES = [
  'exactMatchOf',
  'isChildOf',
  'isParentOf',
  'isPartOf',
  'isPeerOf',
  'isRelatedTo',
  'precedes',
  'replacedBy',
] as const;

/**
 * The classes as the published JSON Schemas have them (2.0: they accept and refuse the same). For 1.1, which those schemas do not know,
 * the same classes with the first context and the dates of that model (Open Badges 3.0 was first published on it).
 */
export function openBadgesModel(version: ModelVersion) {
  const first = CREDENTIALS[version];
  const dates =
    version === '2.0'
      ? { validFrom: DateTime }
      : { issuanceDate: DateTime, expirationDate: DateTime.optional(), validFrom: DateTime.optional() };

  const Endorsement: z.ZodType = z.lazy(() => EndorsementCredential);
  const endorsements = { endorsement: many(Endorsement).optional(), endorsementJwt: many(CompactJws).optional() };

  const profile = {
    id: Text,
    type: typed(['Profile']),
    name: Text.optional(),
    url: Text.optional(),
    phone: Text.optional(),
    description: Text.optional(),
    ...endorsements,
    image: Image.optional(),
    email: Text.optional(),
    address: Address.optional(),
    otherIdentifier: many(IdentifierEntry).optional(),
    official: Text.optional(),
    familyName: Text.optional(),
    givenName: Text.optional(),
    additionalName: Text.optional(),
    patronymicName: Text.optional(),
    honorificPrefix: Text.optional(),
    honorificSuffix: Text.optional(),
    familyNamePrefix: Text.optional(),
    dateOfBirth: Day.optional(),
  };
  const ParentOrg: z.ZodType = z.lazy(() => Profile);
  const Profile = z.looseObject({ ...profile, parentOrg: ParentOrg.optional() });
  // A language map in place of a profile is allowed by the published schemas; an object without id is taken as one.
  const ProfileRef = z.union([Profile, Text]);

  const credential = {
    id: Text,
    ...dates,
    ...surroundings,
    issuer: ProfileRef,
    description: Text.optional(),
    awardedDate: DateTime.optional(),
    evidence: many(Evidence).optional(),
  };

  const EndorsementCredential = z.looseObject({
    ...credential,
    '@context': contexts(first, OPEN_BADGES),
    type: typed(['VerifiableCredential'], ['EndorsementCredential']),
    name: Text,
    credentialSubject: EndorsementSubject,
  });

  const Achievement = z.looseObject({
    id: Text,
    type: typed(['Achievement']),
    alignment: many(Alignment).optional(),
    achievementType: extensible(ACHIEVEMENT_TYPES).optional(),
    creator: Profile.optional(),
    creditsAvailable: z.number().optional(),
    criteria: Criteria,
    description: Text,
    ...endorsements,
    fieldOfStudy: Text.optional(),
    humanCode: Text.optional(),
    image: Image.optional(),
    inLanguage: Language.optional(),
    name: Text,
    otherIdentifier: many(IdentifierEntry).optional(),
    related: many(Related).optional(),
    resultDescription: many(ResultDescription).optional(),
    specialization: Text.optional(),
    tag: many(Text).optional(),
    version: Text.optional(),
  });

  const AchievementSubject = z.looseObject({
    id: Text.optional(),
    type: typed(['AchievementSubject']),
    activityEndDate: DateTime.optional(),
    activityStartDate: DateTime.optional(),
    creditsEarned: z.number().optional(),
    achievement: Achievement,
    identifier: many(IdentityObject).optional(),
    image: Image.optional(),
    licenseNumber: Text.optional(),
    narrative: Text.optional(),
    result: many(Result).optional(),
    role: Text.optional(),
    source: Profile.optional(),
    term: Text.optional(),
  });

  const AchievementCredential = z.looseObject({
    ...credential,
    ...endorsements,
    '@context': contexts(first, OPEN_BADGES),
    type: typed(['VerifiableCredential'], ['AchievementCredential', 'OpenBadgeCredential']),
    name: Text.optional(),
    image: Image.optional(),
    credentialSubject: AchievementSubject,
  });

  const VerifiableCredential = z.looseObject({
    ...credential,
    '@context': contexts(first),
    id: Text.optional(),
    type: typed(['VerifiableCredential']),
    credentialSubject: z.looseObject({ id: Text.optional() }),
    description: z.unknown().optional(),
    awardedDate: z.unknown().optional(),
  });

  const Association = z.strictObject({
    type: exactly('Association'),
    associationType: z.enum(ASSOCIATION_TYPES),
    sourceId: Text,
    targetId: Text,
  });

  const ClrSubject = z.looseObject({
    id: Text.optional(),
    type: typed(['ClrSubject']),
    identifier: many(IdentityObject).optional(),
    achievement: many(Achievement).optional(),
    verifiableCredential: some(VerifiableCredential),
    association: many(Association).optional(),
  });

  const ClrCredential = z.looseObject({
    ...credential,
    ...endorsements,
    '@context': contexts(first, CLR, OPEN_BADGES),
    type: typed(['VerifiableCredential'], ['ClrCredential']),
    name: Text,
    image: Image.optional(),
    partial: z.boolean().optional(),
    credentialSubject: ClrSubject,
  });

  return { AchievementCredential, EndorsementCredential, ClrCredential, VerifiableCredential, Achievement, Profile };
}
