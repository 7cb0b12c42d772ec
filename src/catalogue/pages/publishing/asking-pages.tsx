/** Pages that ask once more before something is taken away or brought back. */
import { FormPage, type Frame, listInWords } from '../../../ui/index.js';
import type { FormWho } from './course-form-page.js';

type AskProps = { frame: Frame; organisation: FormWho; title: string };

/** @param others sources that go on listing it. */
export function WithdrawPage({ frame, organisation, title, others }: AskProps & { others: readonly string[] }) {
  return (
    <FormPage
      frame={frame}
      title="Withdraw this course?"
      trail={trailOf(organisation, title)}
      lede={
        others.length > 0
          ? `Your own words on “${title}” are taken back. The course itself stays listed, because ${listInWords(others)} still ${others.length === 1 ? 'lists' : 'list'} it.`
          : `“${title}” is found no more. Its page stays, and says that it is no longer listed; whoever saved it still finds it. You can restore it at any time.`
      }
      act="Withdraw it"
      after={<Back organisation={organisation} />}
    />
  );
}

export function RestorePage({ frame, organisation, title }: AskProps) {
  return (
    <FormPage
      frame={frame}
      title="Restore this course?"
      trail={trailOf(organisation, title)}
      lede={`“${title}” is published again as it stood when it was withdrawn.`}
      act="Restore it"
      after={<Back organisation={organisation} />}
    />
  );
}

export function DropDraftPage({ frame, organisation, title }: AskProps) {
  return (
    <FormPage
      frame={frame}
      title="Throw this draft away?"
      trail={trailOf(organisation, title)}
      lede={`The draft “${title}” cannot be brought back. What is published stays as it is.`}
      act="Throw it away"
      after={<Back organisation={organisation} />}
    />
  );
}

function trailOf({ slug, name }: FormWho, title: string) {
  const base = `/organisations/${slug}`;
  return [{ label: name, href: base }, { label: 'Courses', href: `${base}/courses` }, { label: title }];
}

function Back({ organisation }: { organisation: FormWho }) {
  return (
    <p class="after">
      <a href={`/organisations/${organisation.slug}/courses`}>Back to your courses</a>
    </p>
  );
}
