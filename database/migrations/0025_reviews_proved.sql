-- The same, asked so that the parties of one course are looked up and not those of all.

create or replace view reviews.proved as
  select proof.course_id, proof.person_id, proof.edition
  from reviews.proof join catalogue.course_whole course on course.id = proof.course_id
  where proof.stands and (proof.by = 'graded-step' or exists (
    select from catalogue.course_party party
    join organisations.organisation_brief brief on brief.id = party.organisation_id and brief.verified
    where party.course_id in (course.id, course.whole_id) and party.organisation_id = (
      select issuer.now_id from organisations.organisation_now issuer
      where issuer.id = (proof.facts ->> 'issuer')::uuid)));
