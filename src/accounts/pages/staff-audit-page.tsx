/** For staff: the log of what anybody did, without names, and whether its chain holds. */
import type { ComponentChildren } from 'preact';
import { Crumbs, Field, type Frame, formatDay, formatNumber, Layout, Notice, State } from '../../ui/index.js';
import type { AuditEntry, StaffPlace } from '../schema/index.js';

export const auditPlace: StaffPlace = {
  href: '/staff/audit',
  label: 'Audit log',
  about: 'Who did what, under keys in place of names, chained so that nothing can be changed unseen.',
};

type Asked = { act: string; subject: string; actor: string };
type Props = { frame: Frame; asked: Asked; entries: readonly AuditEntry[]; more: boolean };

export function AuditPage({ frame, asked, entries, more }: Props) {
  const last = entries.at(-1);
  return (
    <AuditShell frame={frame} title="Audit log">
      <p class="lede">{auditPlace.about}</p>
      <p>
        <a href="/staff/audit/chain">Check the chain</a>
      </p>
      <form class="form" method="get" action="/staff/audit">
        <div class="pair">
          <Field id="act" name="act" label="What was done" hint="Or a part: merged" value={asked.act} maxLength={100} />
          <Field
            id="subject"
            name="subject"
            label="To what"
            hint="Or a part: course:"
            value={asked.subject}
            maxLength={200}
          />
          <Field
            id="actor"
            name="actor"
            label="Who"
            hint="As it stands in the log"
            value={asked.actor}
            maxLength={100}
          />
        </div>
        <button class="btn btn-line" type="submit">
          Show these
        </button>
      </form>
      {entries.length === 0 ? (
        <State kind="empty" title="No entry is like that" />
      ) : (
        <table class="table cards audit">
          <thead>
            <tr>
              <th scope="col">Entry</th>
              <th scope="col">What</th>
              <th scope="col">To what</th>
              <th scope="col">Who</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Entry entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      {more && last && (
        <p class="after">
          <a class="btn btn-line" href={`/staff/audit?${new URLSearchParams({ ...asked, before: String(last.seq) })}`}>
            Older entries
          </a>
        </p>
      )}
    </AuditShell>
  );
}

function Entry({ entry: { seq, at, actor, act, subject, detail } }: { entry: AuditEntry }) {
  const text = at.toISOString();
  const details = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
  return (
    <tr>
      <th scope="row">
        <span class="num">{formatNumber(seq)}</span>
        <span class="quiet small line">
          {formatDay(text.slice(0, 10))}, {text.slice(11, 19)}
        </span>
      </th>
      <td data-l="What">
        <span>
          {act}
          {details.length > 0 && <span class="quiet small line">{details.join(', ')}</span>}
        </span>
      </td>
      <td data-l="To what">{subject}</td>
      <td data-l="Who">{actor}</td>
    </tr>
  );
}

/** `fault` null: the chain holds. */
export function ChainPage({ frame, entries, fault }: { frame: Frame; entries: number; fault: string | null }) {
  return (
    <AuditShell frame={frame} title="Is the chain whole?" below>
      {fault === null ? (
        <Notice kind="done">
          It is: {formatNumber(entries)} {entries === 1 ? 'entry' : 'entries'}, each following the one before.
        </Notice>
      ) : (
        <Notice kind="error">
          It is not: {fault}. Somebody changed the database past Cairn. Compare with the last backup, and tell whoever
          runs it.
        </Notice>
      )}
    </AuditShell>
  );
}

function AuditShell(props: { frame: Frame; title: string; below?: boolean; children: ComponentChildren }) {
  const { frame, title, below = false, children } = props;
  const trail = [{ label: 'Staff', href: '/staff' }, ...(below ? [{ label: 'Audit log', href: '/staff/audit' }] : [])];
  return (
    <Layout frame={frame} title={title} unlisted>
      <div class="wrap page">
        <Crumbs trail={trail} />
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  );
}
