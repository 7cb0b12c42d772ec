/** All lists of a person, and making one. */
import { ActForm, countOf, Field, type Frame, type Refusal, Section, State, TextArea } from '../../ui/index.js';
import type { List } from '../schema.js';
import { KeptPage } from './kept-shell.js';

type Props = {
  frame: Frame;
  lists: readonly List[];
  done: string | undefined;
  given?: Readonly<Record<string, string>>;
  refusal?: Refusal | null;
};

const DONE: Record<string, string> = {
  deleted: 'The list is deleted, with its notes. The courses themselves are where they were.',
};

export function ListsPage({ frame, lists, done, given, refusal = null }: Props) {
  return (
    <KeptPage
      frame={frame}
      here="/my/lists"
      title="Lists"
      lede="Courses that you keep together. Nobody sees them but you, unless you share one."
      done={DONE[done ?? '']}
      refusal={refusal}
    >
      {lists.length === 0 ? (
        <State kind="empty" title="No list yet" act={{ href: '/courses', label: 'Find a course' }}>
          <p class="small quiet">Save a course from its page, and a list is made for it.</p>
        </State>
      ) : (
        <ul class="rows">
          {lists.map((list, at) => (
            <li>
              <div>
                <a href={`/my/lists/${list.id}`}>{list.name}</a>
                <span class="quiet small">
                  {countOf(list.courses, 'course')}
                  {list.note && ` · ${list.note.split('\n')[0]}`}
                </span>
              </div>
              {lists.length > 1 && (
                <div class="row list-order">
                  {at > 0 && <Shift list={list} to="up" />}
                  {at < lists.length - 1 && <Shift list={list} to="down" />}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <Section id="new" title="Make a list">
        <form class="form" method="post" action="/my/lists">
          <ListFields given={given} refusal={refusal} />
          <button class="btn" type="submit">
            Make the list
          </button>
        </form>
      </Section>
    </KeptPage>
  );
}

function Shift({ list, to }: { list: List; to: 'up' | 'down' }) {
  const label = to === 'up' ? 'Move up' : 'Move down';
  return <ActForm action={`/my/lists/${list.id}/order`} values={{ to }} label={label} about={list.name} />;
}

type ListFieldsProps = { given?: Readonly<Record<string, string>> | undefined; refusal: Refusal | null };

/** Name and note of a list. */
export function ListFields({ given = {}, refusal }: ListFieldsProps) {
  return (
    <>
      <Field
        id="name"
        name="name"
        label="Name"
        maxLength={100}
        required
        value={given.name ?? ''}
        error={refusal?.fields?.name}
      />
      <TextArea
        id="note"
        name="note"
        label="Note (if you like)"
        rows={3}
        maxLength={2000}
        value={given.note ?? ''}
        error={refusal?.fields?.note}
      />
    </>
  );
}
