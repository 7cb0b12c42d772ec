/** A statement that a person can share: to which organisations they belong, and in which roles. */
import { findPerson, type Shareable } from '../../accounts/index.js';
import { type Membership, membershipsOf, rolesInWords } from '../../organisations/index.js';
import { formatDay } from '../../ui/index.js';

const KIND = 'organisations:memberships';

/** What is shared by the link of this person's statement. */
export function membershipsSubject(personId: string): string {
  return `${KIND}:${personId}`;
}

export const membershipStatement: Shareable = {
  kind: KIND,
  label: 'Statement of my memberships',
  about:
    'They see your name, the organisations that you belong to here, your roles and since when, as it stands when they look.',
  whole: ({ id }) => membershipsSubject(id),
  mayShare: async (_db, { id }, subject) => subject === membershipsSubject(id),
  async draw(db, subject) {
    const person = await findPerson(db, subject.slice(KIND.length + 1));
    return person && <Statement name={person.name} memberships={await membershipsOf(db, person.id)} />;
  },
};

function Statement({ name, memberships }: { name: string; memberships: readonly Membership[] }) {
  return (
    <>
      <h1>Memberships of {name}</h1>
      <p class="lede">
        {memberships.length === 0
          ? `${name} belongs to no organisation in Cairn.`
          : 'The organisations that they belong to in Cairn, as their owners have entered them.'}
      </p>
      <ul class="rows">
        {memberships.map(({ organisation, roles, since }) => (
          <li>
            <div>
              <a href={`/providers/${organisation.slug}`}>{organisation.name}</a>
              <span class="quiet small">
                {rolesInWords(roles)}, since {formatDay(since.toISOString().slice(0, 10))}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
