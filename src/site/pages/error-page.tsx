import { type Frame, Layout, SearchBox } from '../../ui/index.js';

export type ErrorPageProps = {
  frame: Frame;
  status: number;
  /** What is at fault in words for people, where it is known: "page must be 1 or more". */
  detail?: string;
  /** To quote when asking for help; shown for faults of ours. */
  requestId?: string;
};

/** Every error that a person can meet: what happened, what is kept, and the way on. */
export function ErrorPage({ frame, status, detail, requestId }: ErrorPageProps) {
  const { title, words } = wordsOf(status);
  return (
    <Layout frame={frame} title={title} unlisted>
      <div class="wrap page error-page">
        <h1>{title}</h1>
        <p class="lede">{detail ?? words}</p>
        {status === 404 || status === 410 ? (
          <search class="search-row">
            <form action="/courses">
              <SearchBox id="q" label="Search courses" placeholder="Skill or subject" />
            </form>
          </search>
        ) : null}
        <p class="row">
          <a class="act" href="/courses">
            Find a course
          </a>
          <a class="act" href="/">
            Start page
          </a>
        </p>
        {status >= 500 && requestId && (
          <p class="tiny">If it happens again, tell the site’s staff this number: {requestId}</p>
        )}
      </div>
    </Layout>
  );
}

function wordsOf(status: number): { title: string; words: string } {
  if (status === 404)
    return {
      title: 'There is nothing at this address',
      words: 'The link may be old or mistyped. Search for the course instead.',
    };
  if (status === 410)
    return { title: 'This is no longer here', words: 'It was taken down. Search for another course.' };
  if (status === 429) return { title: 'Too many requests', words: 'Please wait a minute, then try again.' };
  if (status === 503) return { title: 'Cairn is starting', words: 'Please try again in a few seconds.' };
  if (status >= 500)
    return {
      title: 'Something went wrong here',
      words: 'The fault is ours. Nothing of yours is lost; please try again.',
    };
  return {
    title: 'We cannot read this request',
    words: 'Something in the address is not as it should be. Start again from the search.',
  };
}
