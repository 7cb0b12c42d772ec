/** Pages that ask once more before something is taken away or brought back. */
import { WorkplacePage } from '../../../organisations/index.js';
import { listInWords } from '../../../ui/index.js';
import { below, type Place, pathOf } from './place.js';

type AskProps = { place: Place; title: string };

/** @param others sources that go on listing it. */
export function WithdrawPage({ place, title, others }: AskProps & { others: readonly string[] }) {
  const lede =
    others.length > 0
      ? `Your own words on “${title}” are taken back. The course itself stays listed, because ${listInWords(others)} still ${others.length === 1 ? 'lists' : 'list'} it.`
      : `“${title}” is found no more. Its page stays, and says that it is no longer listed; whoever saved it still finds it. You can restore it at any time.`;
  return <Ask place={place} title="Withdraw this course?" lede={lede} act="Withdraw it" />;
}

export function RestorePage({ place, title }: AskProps) {
  const lede = `“${title}” is published again as it stood when it was withdrawn.`;
  return <Ask place={place} title="Restore this course?" lede={lede} act="Restore it" />;
}

export function DropDraftPage({ place, title }: AskProps) {
  const lede = `The draft “${title}” cannot be brought back. What is published stays as it is.`;
  return <Ask place={place} title="Throw this draft away?" lede={lede} act="Throw it away" />;
}

function Ask({ place, title, lede, act }: AskProps & { lede: string; act: string }) {
  return (
    <WorkplacePage {...place} here="courses" trail={below(place)} title={title} lede={lede}>
      <form class="form" method="post">
        <button class="btn" type="submit">
          {act}
        </button>
      </form>
      <p class="after">
        <a href={`${pathOf(place)}/courses`}>Back to your courses</a>
      </p>
    </WorkplacePage>
  );
}
