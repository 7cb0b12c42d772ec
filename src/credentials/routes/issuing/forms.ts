/** What the form of one award sends, as an award. */
import type { Refusal } from '../../../ui/index.js';
import type { AwardForm } from '../../pages/issuing/issue-page.js';
import { documentOf } from '../../rules/issuing/signed-as.js';
import { GivenAward, type IssuedCredential, SIGNED_AS, type SignedAs } from '../../schema/issuing.js';
import { type SentForm, sentValue } from './parts.js';

/** The fields as they were sent, to be shown again. */
export function formOf(body: SentForm): AwardForm {
  return Object.fromEntries(Object.keys(body).map((name) => [name, sentValue(body, name)]));
}

/** The award, or what to change at which field. */
export function awardOfForm(form: AwardForm): { award: GivenAward } | { refusal: Refusal } {
  const given = (name: string) => (form[name] ? { [name.split('.').at(-1) as string]: form[name] } : {});
  const evidence = { ...given('evidence.url'), ...given('evidence.narrative') };
  const results = Object.entries(form).flatMap(([name, value]) => {
    const result = Number(/^results\.(\d{1,2})$/.exec(name)?.[1] ?? 0);
    if (result === 0 || value === '') return [];
    const level = /^level (\d{1,2})$/.exec(value)?.[1];
    return [level ? { result, level: Number(level) } : { result, value }];
  });
  const parsed = GivenAward.safeParse({
    recipient: { ...given('email'), ...given('name'), ...given('did') },
    ...given('started'),
    ...given('finished'),
    ...given('validUntil'),
    ...(Object.keys(evidence).length > 0 && { evidence: [evidence] }),
    ...(results.length > 0 && { results }),
  });
  if (parsed.success) return { award: parsed.data };
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues)
    fields[fieldOf(path.map(String), results)] ??= sentenceOf(path.map(String), message);
  return { refusal: { message: 'Something needs changing before this can be issued.', fields } };
}

/** The name of the field in the form: `recipient.email` is `email`, the first evidence's address `evidence.url`. */
function fieldOf([first = '', second = '', third = '']: string[], results: readonly { result: number }[]): string {
  if (first === 'recipient') return second || 'email';
  if (first === 'evidence') return third === 'url' ? 'evidence.url' : 'evidence.narrative';
  if (first === 'results') return `results.${results[Number(second)]?.result ?? ''}`;
  return first;
}

function sentenceOf([first, second]: string[], message: string): string {
  if (first === 'recipient' && second === 'email')
    return 'This is not an e-mail address. It looks like name@example.org.';
  if (first === 'recipient' && second === 'did') return 'This is not a DID. It looks like did:key:z6Mk….';
  if (first === 'evidence') return 'This is not a web address. It begins with https://.';
  return message;
}

/** The form filled in with what a credential says, to be corrected or renewed. */
export function formOfCredential(
  { signed }: IssuedCredential,
  recipient: { email: string | null; name: string | null; did: string | null } | null,
): AwardForm {
  const { credentialSubject: subject = {}, evidence = [] } = documentOf(signed) as {
    credentialSubject?: {
      activityStartDate?: string;
      activityEndDate?: string;
      result?: { resultDescription?: string; value?: string; achievedLevel?: string }[];
    };
    evidence?: { id?: string; narrative?: string }[];
  };
  const results = (subject.result ?? []).map(({ resultDescription = '', value, achievedLevel }) => {
    const at = /#result-(\d+)$/.exec(resultDescription)?.[1] ?? '';
    const level = /-level-(\d+)$/.exec(achievedLevel ?? '')?.[1];
    return [`results.${at}`, level ? `level ${level}` : (value ?? '')];
  });
  return {
    email: recipient?.email ?? '',
    name: recipient?.name ?? '',
    did: recipient?.did ?? '',
    started: (subject.activityStartDate ?? '').slice(0, 10),
    finished: (subject.activityEndDate ?? '').slice(0, 10),
    'evidence.url': evidence[0]?.id ?? '',
    'evidence.narrative': evidence[0]?.narrative ?? '',
    ...Object.fromEntries(results),
  };
}

/** The way of signing that a form names; the usual one where it names none of them. */
export function signedAsSent(sent: string | undefined): SignedAs {
  return SIGNED_AS.find((one) => one === sent) ?? 'proof';
}
