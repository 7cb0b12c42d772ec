-- The mark of a proved learner is asked of the issuer at each reading, so that it goes with the issuer's proof of identity.

create view reviews.proved as
  select proof.course_id, proof.person_id, proof.edition
  from reviews.proof
  where proof.stands and (proof.by = 'graded-step' or exists (
    select from catalogue.course_whole course
    join catalogue.course_party party on party.course_id in (course.id, course.whole_id)
    join organisations.organisation_now issuer on issuer.now_id = party.organisation_id
    join organisations.organisation_brief brief on brief.id = issuer.now_id
    where course.id = proof.course_id and issuer.id = (proof.facts ->> 'issuer')::uuid and brief.verified));
comment on view reviews.proved is 'Who is a proved learner of which course; edition null: of any. Whether the issuer is verified, and of the course, is as of now.';

create or replace view reviews.standing as
  select review.id, review.course_id, course.whole_id, review.person_id, review.edition, post.state,
    review.affiliated_at is not null or exists (
      select from catalogue.course_party party
      join organisations.member_brief member on member.organisation_id = party.organisation_id
      where party.course_id in (course.id, course.whole_id) and member.person_id = review.person_id) as affiliated,
    exists (
      select from reviews.proved join catalogue.course_whole of_proof on of_proof.id = proved.course_id
      where proved.person_id = review.person_id and of_proof.whole_id = course.whole_id
        and (proved.edition is null or proved.edition = review.edition)) as verified
  from reviews.review
  join discussion.post_brief post on post.id = review.post_id
  join catalogue.course_whole course on course.id = review.course_id
  where review.removed_at is null and not post.removed;

comment on column reviews.proof.stands is 'False: the facts do not prove it, or no longer. True: they do while the issuer is verified and of this course, which reviews.proved asks.';
comment on column reviews.proof.course_id is 'The course to which the achievement was mapped, not what that was found to be: parted courses take their proofs with them.';
create index proof_issuer on reviews.proof ((facts ->> 'issuer')) where stands;

-- What the rule says since it was measured.
update reviews.prior set strength = 6 where ratings = 0;
