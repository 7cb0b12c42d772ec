-- The store of statements (xAPI 1.0.3 and 2.0.0): who may write and read, the statements by month, their ids, documents, attachments.

create schema statements;

create table statements.source (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  name text not null check (name <> '' and length(name) <= 200),
  key_id text not null unique,
  secret_hash text not null check (secret_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (scopes <> '{}' and scopes <@ array['write', 'read-own', 'read-all']),
  version text not null check (version in ('1.0.3', '2.0.0')),
  retention_months integer check (retention_months between 1 and 240),
  created timestamptz not null,
  revoked_at timestamptz
);
comment on table statements.source is 'A system that sends statements to an organisation here, or reads them, with a key and a secret of its own.';
comment on column statements.source.secret_hash is 'SHA-256 of the secret, which is 32 random bytes and was shown once.';
comment on column statements.source.version is 'In which version a request that names none is answered.';
comment on column statements.source.retention_months is 'After how many months its statements go; null: they stay.';
create index source_organisation on statements.source (organisation_id);

create sequence statements.statement_seq;

create table statements.statement (
  organisation_id uuid not null,
  stored timestamptz not null,
  seq bigint not null,
  id uuid not null,
  source_id uuid references statements.source,
  voids uuid,
  terms bigint[] not null,
  bytes integer not null,
  statement text not null,
  primary key (organisation_id, stored, seq)
) partition by range (stored);
comment on table statements.statement is 'Statements as JSON, a partition for each month.';
comment on column statements.statement.seq is 'The order of those that were stored at the same moment.';
comment on column statements.statement.source_id is 'Who sent it; null: Cairn itself.';
comment on column statements.statement.voids is 'The statement that this one declares void.';
comment on column statements.statement.terms is 'By what it is found: actor, verb, activity and the rest, each as 64 bits of a SHA-256 (rules/terms.ts).';
comment on column statements.statement.bytes is 'Of the statement with its attachments: what handing it out costs.';
create index statement_terms on statements.statement using gin (terms);
create index statement_source on statements.statement (source_id, stored);

create table statements.statement_rest partition of statements.statement default;
comment on table statements.statement_rest is 'What belongs to a month that is not opened yet; opening it moves the rows.';

create table statements.register (
  organisation_id uuid not null,
  id uuid not null,
  hash bytea not null,
  stored timestamptz not null,
  seq bigint not null,
  primary key (organisation_id, id)
);
comment on table statements.register is 'Every id that was ever stored, over all months: an id is used once, also when its statement has gone.';
comment on column statements.register.hash is 'SHA-256 of what makes it the same statement.';

create table statements.voiding (
  organisation_id uuid not null,
  id uuid not null,
  primary key (organisation_id, id)
);
comment on table statements.voiding is 'Ids of statements that were declared void, whether they have arrived or not.';

create table statements.awaited (
  organisation_id uuid not null,
  id uuid not null,
  by_stored timestamptz not null,
  by_seq bigint not null,
  primary key (organisation_id, id, by_stored, by_seq)
);
comment on table statements.awaited is 'Statements that refer to one which has not arrived: it lends them its terms when it does.';

create table statements.attachment (
  organisation_id uuid not null,
  sha2 text not null,
  content_type text not null,
  content bytea not null,
  created timestamptz not null,
  primary key (organisation_id, sha2)
);
comment on table statements.attachment is 'Files that came with statements, each once in an organisation.';

create table statements.attached (
  organisation_id uuid not null,
  sha2 text not null,
  statement_id uuid not null,
  primary key (organisation_id, sha2, statement_id),
  foreign key (organisation_id, sha2) references statements.attachment
);
comment on table statements.attached is 'Which statements a file belongs to: with the last of them it goes.';
create index attached_statement on statements.attached (organisation_id, statement_id);

create table statements.document (
  organisation_id uuid not null,
  key bytea not null,
  kind text not null check (kind in ('state', 'agent', 'activity')),
  source_id uuid references statements.source,
  activity text,
  agent text,
  registration uuid,
  name text not null,
  content_type text not null,
  content bytea not null,
  etag text not null,
  updated timestamptz not null,
  primary key (organisation_id, key)
);
comment on table statements.document is 'What systems keep beside statements: states, profiles of agents and of activities.';
comment on column statements.document.key is 'SHA-256 of kind, source, activity, agent, registration and name.';
comment on column statements.document.source_id is 'Whose alone it is, where a source reads nothing but its own; null: of the whole organisation.';
comment on column statements.document.agent is 'What identifies the agent, as in rules/agents.ts.';
create index document_activity on statements.document (organisation_id, kind, activity);
create index document_agent on statements.document (agent) where agent is not null;

create function statements.open_month(day date) returns boolean language plpgsql as $$
declare
  first date := date_trunc('month', day)::date;
  part text := 'statement_' || to_char(day, 'YYYY_MM');
begin
  if to_regclass('statements.' || part) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('statements.open_month'));
  if to_regclass('statements.' || part) is not null then
    return false;
  end if;
  execute format('create table statements.%I (like statements.statement including all)', part);
  execute format(
    'with gone as (delete from statements.statement_rest where stored >= %L and stored < %L returning *)
     insert into statements.%I select * from gone',
    first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00', part);
  execute format(
    'alter table statements.statement attach partition statements.%I for values from (%L) to (%L)',
    part, first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
  return true;
end $$;
comment on function statements.open_month is 'Makes the partition of the month of a day (UTC), where there is none yet.';
