-- Both days are the site's: an import that is begun before midnight and woven after it makes new courses like any other.
create or replace view catalogue.course_start as
  select course.id, course.num, course.state, course.merged_into,
    exists (
      select from catalogue.listing where listing.course_id = course.id and (
        listing.first_seen < (select since from catalogue.edition where edition.course_id = course.id and number = 1)
        or exists (select from catalogue.merge_decision where not is_one and listing_id = listing.id)
        or exists (select from catalogue.merge_decision where not is_one and other_id = listing.id))
    ) as from_another
  from catalogue.course;
