/** What a credential says that it took and is worth, as rows: name and words. Its issuer's words; nothing is guessed. */
import { type CredentialSummary, plainWords } from '../../credentials/index.js';
import { formatNumber } from '../../ui/index.js';
import { creditOf, dayOf } from './cv.js';

export type CredentialFact = { name: string; words: string[]; href?: string };

type Unknown = Record<string, unknown>;

/** Rows in the order of the page. `document`: the credential as it was signed; null where it is another format. */
export function factsOf(summary: CredentialSummary, document: unknown): CredentialFact[] {
  const subject = objectIn(document, 'credentialSubject');
  const achievement = objectIn(subject, 'achievement');
  const levels = [
    textIn(achievement, 'nationalQualificationsFrameworkLevel'),
    textIn(achievement, 'eqfLevel')?.replace(/^.*\//, 'EQF '),
  ];
  const rows: [string, (string | null | undefined)[]][] = [
    ['Level', levels],
    // CPD hours are no credit: they have a row of their own.
    [
      'Credit',
      credits(achievement) ?? [
        creditOf({ ...summary, credit: summary.credit.filter(({ unit }) => unit !== 'CPD hours') }),
      ],
    ],
    ['CPD hours', [numberIn(subject, 'cpdHoursEarned') ?? numberIn(achievement, 'cpdHours')]],
    ['Workload', [hours(textIn(achievement, 'notionalWorkload'))]],
    ['Result', summary.results.map(resultInWords)],
    ['Assessed by', textsIn(achievement, 'typeOfAssessment').map(codeInWords)],
    ['Identity', [supervision(textIn(achievement, 'supervisionAndIdentityCheck'))]],
    ['Taken', [participation(textIn(achievement, 'formOfParticipation'))]],
    [
      'Quality',
      [...textsIn(achievement, 'qualityAssurance').map(codeInWords), textIn(achievement, 'qualityAssuranceStatement')],
    ],
    ['Before it', [textIn(achievement, 'entryRequirements')]],
    ['Counts towards', namesIn(achievement, 'stacksInto')],
    ['Learned', namesIn(achievement, 'learningOutcome')],
    [
      'Skills',
      summary.alignment
        .filter(({ framework }) => framework !== 'European Qualifications Framework')
        .slice(0, 20)
        .map(({ name }) => name),
    ],
    ['Renewal', [textIn(achievement, 'renewal')]],
    ['Valid', [validity(summary)]],
  ];
  return rows.flatMap(([name, given]) => {
    const words = given.filter((word): word is string => typeof word === 'string' && word !== '');
    return words.length === 0 ? [] : [{ name, words: [...new Set(words.map(capital))] }];
  });
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function validity({ issued, ends }: CredentialSummary): string | null {
  const [from, until] = [dayOf(issued), dayOf(ends)];
  if (from === null) return until === null ? null : `until ${until}`;
  return until === null ? `from ${from}, no end date` : `from ${from} to ${until}`;
}

function resultInWords({ name, value, status, level }: CredentialSummary['results'][number]): string {
  const said = [value, level, status].filter((word) => word !== null && word !== '').join(', ');
  return name === null || name === '' ? said : said === '' ? name : `${name}: ${said}`;
}

function credits(achievement: Unknown | null): string[] | null {
  const stated = listIn(achievement, 'academicCredit').flatMap((credit) => {
    const value = numberIn(credit, 'creditValue');
    const scheme = textIn(credit, 'creditScheme');
    if (value === null || scheme === null) return [];
    const level = textIn(credit, 'creditLevel');
    return [`${value} ${scheme}${level === null ? '' : ` at ${level}`}`];
  });
  return stated.length === 0 ? null : stated;
}

/** `PT150H` → “150 notional hours”. */
function hours(duration: string | null): string | null {
  const found = /^PT(?:(\d{1,6})H)?(?:(\d{1,5})M)?$/.exec(duration ?? '');
  if (!found || (found[1] ?? found[2]) === undefined) return null;
  const count = Number(found[1] ?? 0) + Number(found[2] ?? 0) / 60;
  return `${formatNumber(count)} notional ${count === 1 ? 'hour' : 'hours'}`;
}

const SUPERVISION: Readonly<Record<string, string>> = {
  unsupervised: 'Assessment without supervision; identity not checked',
  supervised: 'Assessment under supervision; identity not checked',
  'supervised-online-identified': 'Assessment supervised online; identity checked',
  'supervised-onsite-identified': 'Assessment supervised on site; identity checked',
};
function supervision(code: string | null): string | null {
  return code === null ? null : (SUPERVISION[code] ?? codeInWords(code));
}

/** The European list of modes of learning, by the ends of its addresses. */
const MODES: Readonly<Record<string, string>> = {
  '920fbb3cbe': 'Online',
  '9191af2ed9': 'On site',
  e92d221e4d: 'Partly online, partly on site',
};
function participation(address: string | null): string | null {
  return MODES[address?.split('/').at(-1) ?? ''] ?? null;
}

/** `case-study` → “case study”. */
function codeInWords(code: string): string {
  return /^[a-z]+(-[a-z]+)*$/.test(code) ? code.replaceAll('-', ' ') : code;
}

function objectIn(from: unknown, name: string): Unknown | null {
  const value = from !== null && typeof from === 'object' && !Array.isArray(from) ? (from as Unknown)[name] : null;
  const one = Array.isArray(value) ? value[0] : value;
  return one !== null && typeof one === 'object' ? (one as Unknown) : null;
}

function listIn(from: Unknown | null, name: string): Unknown[] {
  const value = from?.[name];
  return [value ?? []].flat(1).filter((one): one is Unknown => one !== null && typeof one === 'object');
}

function textIn(from: Unknown | null, name: string): string | null {
  const value = from?.[name];
  return typeof value === 'string' && value.trim() !== '' ? plainWords(value).trim().slice(0, 2000) : null;
}

function textsIn(from: Unknown | null, name: string): string[] {
  return [from?.[name] ?? []]
    .flat(1)
    .filter((one): one is string => typeof one === 'string')
    .map(plainWords)
    .slice(0, 30);
}

function namesIn(from: Unknown | null, name: string): string[] {
  return listIn(from, name)
    .flatMap((one) => textIn(one, 'name') ?? [])
    .slice(0, 30);
}

function numberIn(from: Unknown | null, name: string): string | null {
  const value = from?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? formatNumber(value) : null;
}
