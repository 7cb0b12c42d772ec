/** How comments are moderated, and the public log: figures, never a text or a person. */
import { type Frame, formatMonth, formatNumber, Layout, Section } from '../../ui/index.js';
import { APPEAL_DAYS, HOLD_HOURS } from '../rules/moderation.js';
import { Category, type LogMonth } from '../schema.js';
import { CATEGORY_WORDS } from './words.js';

export function ModerationPage({ frame, months }: { frame: Frame; months: readonly LogMonth[] }) {
  return (
    <Layout
      frame={frame}
      title="How comments are moderated"
      description="Who decides on comments, how long it takes, how to appeal; and every month in figures."
      canonical="/about/moderation"
    >
      <div class="wrap page">
        <h1>How comments are moderated</h1>
        <p class="lede">
          People decide, with a reason that is told to whoever is concerned. No program decides on a text.
        </p>
        <ul class="house-rules">
          <li>
            Anybody with an account can report a comment. What is reported as against the law, and not decided within{' '}
            {HOLD_HOURS} hours, is hidden until a moderator decides.
          </li>
          <li>
            A comment is hidden where it breaks the law or the <a href="/terms">terms of use</a>: abuse, other people’s
            data, advertising, or nothing to do with the page. Being wrong, or unwelcome to a provider, is no reason.
          </li>
          <li>Whoever wrote a hidden comment, and whoever reported it, get a letter with the reason.</li>
          <li>
            The author of a hidden comment, or whoever reported one that stays, can ask for another look, once, within{' '}
            {APPEAL_DAYS} days. Somebody else than the first decides then; where the site has only one moderator, that
            one looks again, and the answer says so.
          </li>
          <li>
            A review of a course that shows signs of being made up, such as many at once from new accounts, waits for a
            moderator before it is shown. Its author is told so, with the signs.
          </li>
          <li>Limits on how much one person can write in a short time keep floods away.</li>
        </ul>
        <Section id="log" title="The log, by month">
          {months.length === 0 ? (
            <p class="quiet">Nobody has written or reported anything yet.</p>
          ) : (
            <div class="moderation-log">
              <MonthsTable months={months} />
              <p class="small quiet after">
                Gone before: reported, and removed by its author before a decision. Held: hidden until somebody decided,
                after {HOLD_HOURS} hours without a decision or as a review with signs of being made up. Reversed: an
                appeal that changed the first decision; the others did not. Hours: from the first report to the
                decision, the median.
              </p>
              <h3 class="after">Why comments were reported and hidden</h3>
              <ReasonsTable months={months} />
            </div>
          )}
        </Section>
      </div>
    </Layout>
  );
}

const sum = (counts: Partial<Record<Category, number>>) => Object.values(counts).reduce((all, n) => all + n, 0);

const COLUMNS: readonly { label: string; of: (month: LogMonth) => number | null }[] = [
  { label: 'Comments', of: ({ posts }) => posts },
  { label: 'Reports', of: ({ reports }) => sum(reports) },
  { label: 'Hidden', of: ({ hidden }) => sum(hidden) },
  { label: 'Kept', of: ({ kept }) => kept },
  { label: 'Gone before', of: ({ moot }) => moot },
  { label: 'Held', of: ({ held }) => held },
  { label: 'Appeals', of: ({ appeals }) => appeals },
  { label: 'Reversed', of: ({ reversed }) => reversed },
  { label: 'Hours', of: ({ hours }) => hours },
];

function MonthsTable({ months }: { months: readonly LogMonth[] }) {
  return (
    <table class="table cards">
      <caption class="sr">Comments, reports, decisions and appeals by month</caption>
      <thead>
        <tr>
          <th scope="col">Month</th>
          {COLUMNS.map(({ label }) => (
            <th scope="col" class="n">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr>
            <th scope="row">{formatMonth(`${month.month}-01`)}</th>
            {COLUMNS.map(({ label, of }) => (
              <td class="n" data-l={label}>
                {of(month) === null ? <span class="none">no decision</span> : formatNumber(of(month) ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Over all months that are shown: a month alone has too few to say much. */
function ReasonsTable({ months }: { months: readonly LogMonth[] }) {
  const all = (of: 'reports' | 'hidden', category: Category) =>
    months.reduce((total, month) => total + (month[of][category] ?? 0), 0);
  return (
    <table class="table cards">
      <thead>
        <tr>
          <th scope="col">Reason</th>
          <th scope="col" class="n">
            Reports
          </th>
          <th scope="col" class="n">
            Hidden
          </th>
        </tr>
      </thead>
      <tbody>
        {Category.options.map((category) => (
          <tr>
            <th scope="row">{CATEGORY_WORDS[category]}</th>
            <td class="n" data-l="Reports">
              {formatNumber(all('reports', category))}
            </td>
            <td class="n" data-l="Hidden">
              {formatNumber(all('hidden', category))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
