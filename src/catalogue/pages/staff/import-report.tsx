/** What an import came to, for staff: figures, what is not as it was, and every row that was refused. */
import { countOf, formatNumber, Notice, Section } from '../../../ui/index.js';
import type { ErrandReports, ImportReport, TaxonomyOutcome } from '../../schema.js';

export function ReportsOf({ reports, dryRun }: { reports: ErrandReports; dryRun: boolean }) {
  switch (reports.kind) {
    case 'import':
      return (
        <>
          {reports.imports.map((report, at) => (
            <ImportReportOf report={report} dryRun={dryRun} at={at} />
          ))}
        </>
      );
    case 'taxonomy':
      return <TaxonomyReportOf outcome={reports.taxonomy} />;
    case 'withdrawal':
      return <p>{countOf(reports.withdrawn, 'entry', 'entries')} withdrawn.</p>;
  }
}

const FIGURES = ['read', 'added', 'changed', 'unchanged', 'merged', 'refused', 'withdrawn'] as const;
const SHOWN = 300;

function ImportReportOf({ report, dryRun, at }: { report: ImportReport; dryRun: boolean; at: number }) {
  const fields = Object.entries(report.fields).toSorted(([, a], [, b]) => b - a);
  return (
    <Section id={`report-${at}`} title={report.input || 'What was read'}>
      <p class="small quiet">
        {report.source && (
          <>
            Source <a href={`/staff/sources/${encodeURIComponent(report.source)}`}>{report.source}</a>,{' '}
          </>
        )}
        format {report.format}, {(report.tookMs / 1000).toFixed(1)} s
      </p>
      {report.stopped && (
        <Notice kind="error">{report.stopped.replace(/Use --force/, 'Tick “withdraw anyway”')}</Notice>
      )}
      {dryRun && <Notice kind="note">A dry run: nothing of this was kept.</Notice>}
      <dl class="figures">
        {FIGURES.map((name) => (
          <div>
            <dt>{name}</dt>
            <dd class="num">{formatNumber(report[name])}</dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && (
        <p class="small">
          Fields that changed: {fields.map(([field, times]) => `${field} ${formatNumber(times)}`).join(', ')}.
        </p>
      )}
      {report.notes.length > 0 && (
        <ul class="small">
          {report.notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      )}
      <Differences report={report} />
      <Refused errors={report.errors} refused={report.refused} />
    </Section>
  );
}

function Differences({ report: { differences = [] } }: { report: ImportReport }) {
  if (differences.length === 0) return null;
  return (
    <details class="more">
      <summary>What is not as it was: {countOf(differences.length, 'course')}</summary>
      <ul class="rows">
        {differences.map(({ kind, title, externalId, fields }) => (
          <li>
            <div>
              <strong>{title || externalId}</strong>
              <span class="quiet small">
                {kind}, {externalId}
              </span>
              {fields.map(({ field, from, to }) => (
                <span class="quiet small">
                  {field}: {from ?? 'not stated'} → {to ?? 'not stated'}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Refused({ errors, refused }: { errors: ImportReport['errors']; refused: number }) {
  if (errors.length === 0) return null;
  const shown = errors.slice(0, SHOWN);
  return (
    <details class="more" open={errors.length <= 20}>
      <summary>What could not be read: {formatNumber(Math.max(refused, errors.length))}</summary>
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ at, reason }) => (
            <tr>
              <th scope="row">{at}</th>
              <td data-l="Why">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {errors.length > SHOWN && <p class="small quiet">The first {SHOWN} are shown.</p>}
    </details>
  );
}

function TaxonomyReportOf({ outcome }: { outcome: TaxonomyOutcome }) {
  return (
    <Section id="report-0" title="ESCO">
      <p>
        {countOf(outcome.read, 'row')} read, {formatNumber(outcome.refused)} refused,{' '}
        {(outcome.tookMs / 1000).toFixed(1)} s
      </p>
      <table class="table cards">
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col" class="n">
              Added
            </th>
            <th scope="col" class="n">
              Changed
            </th>
            <th scope="col" class="n">
              Removed
            </th>
            <th scope="col" class="n">
              Unchanged
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(outcome.tables).map(([table, counts]) => (
            <tr>
              <th scope="row">{table.replaceAll('_', ' ')}</th>
              <Figure label="Added" value={counts.added} />
              <Figure label="Changed" value={counts.changed} />
              <Figure label="Removed" value={counts.removed} />
              <Figure label="Unchanged" value={counts.unchanged} />
            </tr>
          ))}
        </tbody>
      </table>
      <Refused errors={outcome.errors} refused={outcome.refused} />
    </Section>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <td class="n" data-l={label}>
      {formatNumber(value)}
    </td>
  );
}
