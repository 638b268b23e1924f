-- What lists show of each patient: where their chart stands and the last visit, so that a list reads neither the trail
-- nor any result. No part of the chart: filled from it where a row is missing.
create table patient_shown (
    patient varchar(64) primary key,
    state bigint not null,
    visit bigint,
    visited_at timestamp(6) with time zone,
    urgency varchar(20),
    hold boolean not null,
    due date
);
create index patient_shown_state on patient_shown (state);
