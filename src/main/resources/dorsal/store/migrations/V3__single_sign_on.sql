-- Who logs in at the practice's provider needs no password here. Rows from before have neither column set, so the hash
-- of what they hold is still the one in the audit trail.

alter table account alter column password drop not null;
alter table account add column single_sign_on boolean;
alter table account add column identity varchar(600);
create index account_identity on account (identity);
