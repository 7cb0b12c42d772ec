/** Forms about a list: its name, its end, a course that goes into it, a course in it. */
import {
  ActForm,
  Field,
  FormPage,
  type Frame,
  Notice,
  type Refusal,
  Section,
  Select,
  TextArea,
} from '../../ui/index.js';
import type { List, ListCourse } from '../schema.js';
import { KeptPage } from './kept-shell.js';
import { ListFields } from './lists-page.js';

type Given = Readonly<Record<string, string>>;
type FormProps = { frame: Frame; given?: Given | undefined; refusal?: Refusal | null };

const trailOf = (list?: List) => [
  { label: 'My Cairn', href: '/my' },
  { label: 'Lists', href: '/my/lists' },
  ...(list ? [{ label: list.name, href: `/my/lists/${list.id}` }] : []),
];

export function ChangeListPage({ frame, list, given, refusal = null }: FormProps & { list: List }) {
  return (
    <FormPage frame={frame} title="Name and note" trail={trailOf(list)} section="/my" act="Keep this" refusal={refusal}>
      <ListFields given={given ?? { name: list.name, note: list.note ?? '' }} refusal={refusal} />
    </FormPage>
  );
}

export function DeleteListPage({ frame, list }: { frame: Frame; list: List }) {
  return (
    <FormPage
      frame={frame}
      title={`Delete “${list.name}”?`}
      lede="The list and the notes in it are gone for good, and links by which you shared it show nothing. The courses themselves are where they were."
      trail={trailOf(list)}
      section="/my"
      act="Delete the list"
      after={
        <p>
          <a href={`/my/lists/${list.id}`}>Keep it</a>
        </p>
      }
    />
  );
}

/** The value of the choice "a new list", which then needs a name. */
export const NEW = 'new';
/** The value of the choice of the list that is made when there is none. */
export const FIRST = 'first';

type SaveProps = FormProps & {
  course: { slug: string; title: string };
  lists: readonly List[];
  /** Ids of those that hold it already. */
  holding: readonly string[];
  /** What the first list will be called, where there is none yet. */
  firstName: string;
};

export function SaveCoursePage({ frame, course, lists, holding, firstName, given = {}, refusal = null }: SaveProps) {
  return (
    <FormPage
      frame={frame}
      title="Save to a list"
      lede={course.title}
      trail={trailOf()}
      section="/my"
      action="/my/lists/add"
      act="Save it"
      refusal={refusal}
      after={
        <p>
          <a href={`/courses/${course.slug}`}>Back to the course</a>
        </p>
      }
    >
      <input type="hidden" name="course" value={course.slug} />
      {holding.length > 0 && <AlreadyIn lists={lists.filter(({ id }) => holding.includes(id))} />}
      <Into lists={lists} given={given} refusal={refusal} firstName={firstName} holding={holding} />
      <TextArea
        id="note"
        name="note"
        label="Note (if you like)"
        hint="Only you see it, unless you share the list with its notes."
        rows={3}
        maxLength={2000}
        value={given.note ?? ''}
        error={refusal?.fields?.note}
      />
    </FormPage>
  );
}

function AlreadyIn({ lists }: { lists: readonly List[] }) {
  return (
    <Notice kind="note">
      It is in{' '}
      {lists.map((list, at) => (
        <>
          {at > 0 && (at === lists.length - 1 ? ' and ' : ', ')}
          <a href={`/my/lists/${list.id}`}>{list.name}</a>
        </>
      ))}{' '}
      already.
    </Notice>
  );
}

type IntoProps = {
  lists: readonly List[];
  given: Given;
  refusal: Refusal | null;
  /** Left out: no list is made unless it is asked for. */
  firstName?: string;
  holding?: readonly string[];
};

/** Which list: one there is, or a new one by name. */
function Into({ lists, given, refusal, firstName, holding = [] }: IntoProps) {
  const options = [
    ...lists.map(({ id, name }) => ({ value: id, label: holding.includes(id) ? `${name} (it is there)` : name })),
    ...(firstName !== undefined && lists.length === 0 ? [{ value: FIRST, label: firstName }] : []),
    { value: NEW, label: 'A new list, named below' },
  ];
  const free = lists.find(({ id }) => !holding.includes(id));
  return (
    <div class="pair">
      <Select
        id="list"
        name="list"
        label="List"
        options={options}
        value={given.list ?? free?.id ?? options[0]?.value ?? NEW}
        {...(refusal?.fields?.list ? { error: refusal.fields.list } : {})}
      />
      <Field
        id="name"
        name="name"
        label="Name of a new list"
        maxLength={100}
        value={given.name ?? ''}
        error={refusal?.fields?.name}
      />
    </div>
  );
}

type CourseInListProps = FormProps & { list: List; course: ListCourse; others: readonly List[] };

/** A course in a list: its note, and where else it may go. */
export function CourseInListPage(props: CourseInListProps) {
  const { frame, list, course, others, given = {}, refusal = null } = props;
  const at = `/my/lists/${list.id}/courses/${course.id}`;
  return (
    <KeptPage frame={frame} here="/my/lists" title={course.title} lede={`In “${list.name}”.`} refusal={refusal}>
      <form class="form" method="post" action={`${at}/note`}>
        <TextArea
          id="note"
          name="note"
          label="Your note"
          hint="Leave it empty to have none."
          maxLength={2000}
          value={given.note ?? course.note ?? ''}
          error={refusal?.fields?.note}
        />
        <button class="btn" type="submit">
          Keep the note
        </button>
      </form>
      <Section id="other" title="Another list">
        <form class="form" method="post" action={`${at}/list`}>
          <Into lists={others} given={given} refusal={refusal} />
          <div class="row">
            <button class="btn" type="submit" name="act" value="move">
              Move it there
            </button>
            <button class="btn btn-line" type="submit" name="act" value="copy">
              Copy it there
            </button>
          </div>
        </form>
      </Section>
      <Section id="out" title="Take it out">
        <ActForm
          action={`/my/lists/${list.id}/removed`}
          values={{ course: course.id }}
          label="Take it out of this list"
        />
      </Section>
      <p class="after">
        <a href={`/my/lists/${list.id}`}>Back to the list</a>
      </p>
    </KeptPage>
  );
}
