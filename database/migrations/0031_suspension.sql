-- Whether a credential was issued with a place for suspension too.

alter table credentials.credential add column suspendable boolean not null default false;
comment on column credentials.credential.suspendable is 'It names its place in the list of suspensions beside that of revocations.';
