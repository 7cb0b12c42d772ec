-- A person's own data: letters that can be unsubscribed from, shared things behind passcodes, and what erasure must find.

alter table platform.mail add column unsubscribe text;
comment on column platform.mail.unsubscribe is 'Address that ends letters of this topic in one click (RFC 8058); null: a letter that is always sent.';
create index mail_recipient on platform.mail (lower(recipient));

alter table platform.idempotency_key add column owner text;
comment on column platform.idempotency_key.owner is 'Who the answer was for, opaque here: the id of the person. Their answers go when they do.';
create index idempotency_key_owner on platform.idempotency_key (owner) where owner is not null;

alter table accounts.share_grant
  add column failures integer not null default 0,
  add column wait_until timestamptz;
comment on column accounts.share_grant.failures is 'Wrong passcodes since the last right one.';
comment on column accounts.share_grant.wait_until is 'No passcode is looked at before; grows with the failures.';

create index link_email on accounts.link (email) where email is not null;
create index audit_actor on accounts.audit (actor, seq);
create index audit_subject on accounts.audit (subject, seq);
