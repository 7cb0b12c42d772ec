/** The account's overview, choices of letters, and what was agreed to. */
import { ActForm, Field, type Frame, PlaceList, type Refusal, Section, Tag, Tick } from '../../ui/index.js';
import { dayInWords, momentInWords } from '../rules/moments.js';
import type { ConsentGiven, ConsentPurpose, NotificationTopic, PersonActor } from '../schema/index.js';
import { ACCOUNT_PAGES, AccountPage } from './account-shell.js';

type Props = { frame: Frame; done?: string | undefined };
type OverviewProps = Props & { person: PersonActor; name?: string | undefined; refusal?: Refusal | null };

export function OverviewPage({ frame, done, person, name, refusal = null }: OverviewProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account"
      title="Your account"
      lede={
        <>
          Signed in as <strong>{person.name}</strong>. Letters go to {person.email}.
        </>
      }
      done={done === 'name' ? 'Your name is changed.' : undefined}
      refusal={refusal}
    >
      <form class="form" method="post" action="/account">
        <Field
          id="name"
          name="name"
          label="Your name"
          hint="As it should stand on a certificate."
          autoComplete="name"
          maxLength={200}
          required
          value={name ?? person.name}
          error={refusal?.fields?.name}
        />
        <button class="btn" type="submit">
          Change my name
        </button>
      </form>
      <Section id="pages" title="What you can see to here">
        <PlaceList places={ACCOUNT_PAGES.filter(({ href }) => href !== '/account')} />
      </Section>
    </AccountPage>
  );
}

type LettersProps = Props & { topics: readonly (NotificationTopic & { wanted: boolean })[]; email: string };

export function LettersPage({ frame, done, topics, email }: LettersProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account/letters"
      title="Letters"
      lede={<>Which letters you want at {email}. Each ends with a link that stops its kind.</>}
      done={done === 'saved' ? 'Your choice is kept.' : undefined}
    >
      <form class="form" method="post" action="/account/letters">
        <fieldset>
          <legend>Write to me when</legend>
          {topics.map(({ id, label, about, wanted }) => (
            <Tick
              name="topic"
              value={id}
              checked={wanted}
              label={
                <>
                  {label}
                  <span class="hint quiet small">{about}</span>
                </>
              }
            />
          ))}
        </fieldset>
        <button class="btn" type="submit">
          Keep this choice
        </button>
      </form>
      <p class="after small quiet">
        Letters that keep your account safe, such as a link for a new password, are always sent: you asked for them, or
        you should know that somebody did.
      </p>
    </AccountPage>
  );
}

export type PurposeState = ConsentPurpose & { given: boolean };
type ConsentProps = Props & {
  purposes: readonly PurposeState[];
  history: readonly ConsentGiven[];
};

export function ConsentPage({ frame, done, purposes, history }: ConsentProps) {
  return (
    <AccountPage
      frame={frame}
      here="/account/consent"
      title="What you agreed to"
      lede="Only the terms of use are needed. Everything else is off until you say yes, and ends when you say no."
      done={CONSENT_DONE[done ?? '']}
    >
      <Section id="optional" title="Yours to choose">
        <ul class="rows">
          {purposes.map(({ id, label, wordings, given }) => (
            <li>
              <div>
                <strong>{label}</strong> <Tag tone={given ? 'good' : 'unknown'}>{given ? 'yes' : 'no'}</Tag>
                <span class="quiet small">{wordings.at(-1)?.text}</span>
              </div>
              <ActForm
                action="/account/consent"
                values={{ purpose: id, given: given ? 'no' : 'yes' }}
                label={given ? 'Withdraw' : 'I agree'}
                about={label}
              />
            </li>
          ))}
        </ul>
      </Section>
      <Section id="history" title="History">
        <div class="scroll">
          <table class="table cards">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Wording of</th>
                <th scope="col">You</th>
              </tr>
            </thead>
            <tbody>
              {history.map((entry) => (
                <tr>
                  <td data-l="When">{momentInWords(entry.at)}</td>
                  <td data-l="What">
                    <div>{whatOf(entry, purposes)}</div>
                  </td>
                  <td data-l="Wording of">{dayInWords(new Date(`${entry.version}T00:00:00Z`))}</td>
                  <td data-l="You">{entry.given ? 'agreed' : 'withdrew'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </AccountPage>
  );
}

const CONSENT_DONE: Record<string, string> = { yes: 'Noted: you agree.', no: 'Noted: you do not agree any more.' };

/** What was agreed to, in the wording that it had. */
function whatOf({ purpose, version }: ConsentGiven, purposes: readonly ConsentPurpose[]) {
  if (purpose === 'terms')
    return (
      <>
        <a href="/terms">Terms of use</a>, privacy page read
      </>
    );
  const known = purposes.find(({ id }) => id === purpose);
  const wording = known?.wordings.find((one) => one.version === version)?.text;
  return (
    <>
      {known?.label ?? purpose}
      {wording && <span class="quiet small"> {wording}</span>}
    </>
  );
}
