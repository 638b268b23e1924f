-- One set of statements for H2 and PostgreSQL. Rows of the first part are never changed: a later row of the same
-- subject stands for it, and each has an entry of the audit trail with the hash of its content. The salt is part of
-- that hash and goes with the row, so that nothing can be guessed from the hash of a row that was erased.

create table audit_entry (
    number bigint primary key,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    action varchar(60) not null,
    patient varchar(64),
    subject varchar(200),
    kept_in varchar(60),
    content varchar(64),
    hash varchar(64) not null
);
create index audit_entry_patient on audit_entry (patient, number);

-- The last entry: locked by whoever appends, so that entries stand in one row whoever writes at the same time.
create table audit_head (
    id integer primary key,
    number bigint not null,
    hash varchar(64) not null
);

create table patient (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null unique
);

create table visit (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null,
    profile varchar(1000000) not null,
    result varchar(1000000) not null,
    fingerprint varchar(100) not null,
    urgency varchar(20) not null,
    rules varchar(1000000) not null
);
create index visit_patient on visit (patient, entry);

create table clinical_override (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null,
    visit bigint not null,
    kind varchar(20) not null,
    what varchar(200) not null,
    rules varchar(1000000) not null,
    was varchar(200) not null,
    becomes varchar(200) not null,
    code varchar(100) not null,
    reason varchar(10000) not null
);
create index clinical_override_patient on clinical_override (patient, entry);

create table override_withdrawal (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null,
    clinical_override bigint not null unique,
    reason varchar(10000) not null
);
create index override_withdrawal_patient on override_withdrawal (patient, entry);

create table programme_opening (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null,
    visit bigint not null,
    reason varchar(10000) not null
);
create index programme_opening_patient on programme_opening (patient, entry);

create table erasure (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    patient varchar(64) not null unique,
    reason varchar(10000) not null
);

create table publication (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    fingerprint varchar(100) not null,
    earlier varchar(100),
    reason varchar(10000) not null,
    effect varchar(1000000) not null
);

create table publication_decision (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    publication bigint not null,
    decision varchar(20) not null,
    reason varchar(10000) not null
);
create index publication_decision_publication on publication_decision (publication, entry);

create table account (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    name varchar(64) not null,
    role varchar(20) not null,
    password varchar(300) not null,
    must_change boolean not null,
    disabled boolean not null
);
create index account_name on account (name, entry);

create table api_token (
    entry bigint primary key references audit_entry (number),
    salt varchar(32) not null,
    made_at timestamp(6) with time zone not null,
    made_by varchar(200) not null,
    name varchar(64) not null,
    role varchar(20) not null,
    secret varchar(64) not null,
    revoked boolean not null
);
create index api_token_name on api_token (name, entry);
create index api_token_secret on api_token (secret);

-- What follows is no part of the chart and may be replaced.

-- The rules of each visit once more, so that counting them does not read every profile and result.
create table rules_shown (
    entry bigint primary key,
    patient varchar(64) not null,
    rules varchar(1000000) not null
);
create index rules_shown_patient on rules_shown (patient);

create table draft (
    patient varchar(64) not null,
    made_by varchar(200) not null,
    made_at timestamp(6) with time zone not null,
    state bigint not null,
    profile varchar(1000000) not null,
    primary key (patient, made_by)
);

-- Names are kept as hashes: people type their password where the name belongs.
create table failed_log_in (
    subject varchar(64) not null,
    made_at timestamp(6) with time zone not null
);
create index failed_log_in_subject on failed_log_in (subject, made_at);

create table api_token_use (
    secret varchar(64) primary key,
    made_at timestamp(6) with time zone not null
);

insert into audit_head (id, number, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
