/** Where a person finds what is theirs. */
import { rolesInWords } from '../../organisations/index.js';
import { TakingRows } from '../../reviews/index.js';
import { ActForm, type Frame, Layout, Notice, PlaceList, Section } from '../../ui/index.js';
import type { MyFacts } from '../actions/my.js';
import { membershipsSubject } from './membership-statement.js';

type Props = MyFacts & { frame: Frame; done: string | undefined };

export function MyPage({ frame, person, memberships, invitations, takings, places, done }: Props) {
  return (
    <Layout frame={frame} title="My Cairn" section="/my" unlisted>
      <div class="wrap page my-page">
        <div class="row my-head">
          <h1>{person.name}</h1>
          <ActForm action="/sign-out" label="Sign out" />
        </div>
        {done === 'staff' && <Notice kind="done">You are staff of this site now.</Notice>}
        {done === 'left' && <Notice kind="done">You are no longer a member of that organisation.</Notice>}
        <div class="with-aside">
          <div>
            {invitations.length > 0 && (
              <Section id="invitations" title="Invitations">
                <ul class="rows">
                  {invitations.map(({ id, organisation, roles, email }) => (
                    <li>
                      <div>
                        <a href={`/invitations/${id}`}>{organisation.name}</a>
                        <span class="quiet small">
                          as {rolesInWords(roles)}, sent to {email}
                        </span>
                      </div>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {takings.length > 0 && (
              <Section
                id="courses"
                title="Under way"
                aside={
                  <a class="act" href="/my/courses">
                    All my courses
                  </a>
                }
              >
                <TakingRows takings={takings} />
              </Section>
            )}
            <Section id="kept" title="What you keep">
              <ul class="tiles">
                {places.map(({ href, label, about }) => (
                  <li>
                    <a href={href}>{label}</a>
                    <span class="quiet small">{about}</span>
                  </li>
                ))}
              </ul>
            </Section>
            <Section id="organisations" title="Organisations">
              {memberships.length === 0 ? (
                <p>
                  You belong to none. If you speak for one, open its page among the <a href="/providers">providers</a>.
                </p>
              ) : (
                <Memberships memberships={memberships} personId={person.id} />
              )}
            </Section>
            {person.isStaff && (
              <Section id="staff" title="Staff">
                <ul class="rows">
                  <li>
                    <div>
                      <a href="/staff">The staff’s desk</a>
                      <span class="quiet small">What waits for a decision, and every place of staff.</span>
                    </div>
                  </li>
                </ul>
              </Section>
            )}
          </div>
          <Section id="account" title="Account">
            <PlaceList places={ACCOUNT} />
          </Section>
        </div>
      </div>
    </Layout>
  );
}

function Memberships({ memberships, personId }: Pick<MyFacts, 'memberships'> & { personId: string }) {
  return (
    <>
      <ul class="rows">
        {memberships.map(({ organisation, roles }) => (
          <li>
            <div>
              <a href={`/organisations/${organisation.slug}`}>{organisation.name}</a>
              <span class="quiet small">{rolesInWords(roles)}</span>
            </div>
          </li>
        ))}
      </ul>
      <p class="after">
        <a href={`/account/shared/new?subject=${encodeURIComponent(membershipsSubject(personId))}`}>
          Share a statement of these memberships
        </a>
      </p>
    </>
  );
}

const ACCOUNT = [
  { href: '/account', label: 'Name and account', about: 'Your name, and all that belongs to the account.' },
  { href: '/account/security', label: 'Signing in', about: 'Password, passkeys, codes, and where you are signed in.' },
  { href: '/account/letters', label: 'Letters', about: 'Which letters you want to have.' },
  { href: '/account/shared', label: 'Shared with others', about: 'What others see by your links, and who looked.' },
  { href: '/account/data', label: 'Your data', about: 'Take it with you, or have it erased.' },
];
