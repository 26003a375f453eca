-- Made by python -m sonolog.store.schema; format 2, views 6.
PRAGMA application_id=1397706319;

PRAGMA user_version=2;

CREATE TABLE object (
  digest TEXT NOT NULL,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  signature BLOB,
  CONSTRAINT pk_object PRIMARY KEY (digest)
);

CREATE TABLE journal (
  writer TEXT NOT NULL,
  seq INTEGER NOT NULL,
  digest TEXT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT pk_journal PRIMARY KEY (writer, seq, digest)
);

CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE draft (
  record TEXT NOT NULL,
  form TEXT NOT NULL,
  person TEXT,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY (record)
);

CREATE TRIGGER object_is_kept BEFORE DELETE ON object BEGIN
  SELECT RAISE(ABORT, 'objects are never deleted');
END;

CREATE TRIGGER object_is_fixed BEFORE UPDATE ON object
WHEN new.digest <> old.digest OR (new.type <> 'tombstone' AND old.type <> 'tombstone') BEGIN
  SELECT RAISE(ABORT, 'objects are never changed');
END;

CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;

CREATE TRIGGER journal_is_fixed BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;

CREATE TABLE revision (
  digest TEXT NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  parents TEXT NOT NULL,
  why TEXT,
  withdrawn INTEGER NOT NULL,
  redacted INTEGER NOT NULL,
  CONSTRAINT pk_revision PRIMARY KEY (digest),
  CONSTRAINT fk_revision_digest FOREIGN KEY(digest) REFERENCES object (digest)
);

CREATE INDEX ix_revision_record ON revision (record);

CREATE TABLE statement (
  digest TEXT NOT NULL,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  addressed TEXT,
  n INTEGER NOT NULL,
  prev TEXT NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  meaning TEXT,
  assurance TEXT NOT NULL,
  reason TEXT,
  CONSTRAINT pk_statement PRIMARY KEY (digest),
  CONSTRAINT fk_statement_digest FOREIGN KEY(digest) REFERENCES object (digest)
);

CREATE INDEX ix_statement_fingerprint_subject_n ON statement (fingerprint, subject, n);

CREATE INDEX ix_statement_subject_at ON statement (subject, at);

CREATE TABLE item (
  statement TEXT NOT NULL,
  position INTEGER NOT NULL,
  target TEXT NOT NULL,
  outcome TEXT,
  agreement TEXT,
  finding TEXT,
  entrustment INTEGER,
  comment TEXT,
  opened INTEGER,
  CONSTRAINT pk_item PRIMARY KEY (statement, position),
  CONSTRAINT fk_item_statement FOREIGN KEY(statement) REFERENCES statement (digest)
);

CREATE INDEX ix_item_target ON item (target);

CREATE TABLE head (
  "row" INTEGER NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  digest TEXT NOT NULL,
  status TEXT NOT NULL,
  day TEXT,
  label TEXT NOT NULL,
  versions INTEGER NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  submitted TEXT,
  asked TEXT,
  sign_off TEXT,
  CONSTRAINT pk_head PRIMARY KEY ("row"),
  CONSTRAINT uq_head_record UNIQUE (record)
);

CREATE INDEX ix_head_kind_status_submitted ON head (kind, status, submitted);

CREATE INDEX ix_head_label ON head (label);

CREATE INDEX ix_head_subject_kind_day_record ON head (subject, kind, day, record);

CREATE INDEX ix_head_subject_kind_status ON head (subject, kind, status);

CREATE TABLE document (
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  CONSTRAINT pk_document PRIMARY KEY (digest),
  CONSTRAINT fk_document_digest FOREIGN KEY(digest) REFERENCES object (digest)
);

CREATE INDEX ix_document_kind_name_edition ON document (kind, name, edition);

CREATE TABLE scan (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  "case" TEXT,
  examination TEXT,
  region TEXT,
  side TEXT,
  structures TEXT,
  placement TEXT,
  session TEXT,
  site TEXT,
  indication TEXT,
  age_band TEXT,
  sex TEXT,
  patient TEXT,
  setting TEXT,
  role TEXT,
  supervision TEXT,
  supervisor TEXT,
  adequate INTEGER,
  finding TEXT,
  pathologies TEXT,
  findings TEXT,
  supervisor_finding TEXT,
  supervisor_findings TEXT,
  agreement TEXT,
  reported INTEGER,
  audited INTEGER,
  correlation TEXT,
  correlation_agrees INTEGER,
  image_stored INTEGER,
  images_until TEXT,
  intervention TEXT,
  difficulty INTEGER,
  minutes INTEGER,
  reflection TEXT,
  note TEXT,
  tags TEXT,
  custom TEXT,
  source TEXT,
  CONSTRAINT pk_scan PRIMARY KEY (record)
);

CREATE TABLE session (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  placement TEXT,
  site TEXT,
  supervisor TEXT,
  minutes INTEGER,
  attended INTEGER,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_session PRIMARY KEY (record)
);

CREATE TABLE placement (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  start TEXT,
  until TEXT,
  site TEXT,
  supervisor TEXT,
  mentor TEXT,
  agreed INTEGER,
  approved INTEGER,
  weekly_minutes INTEGER,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_placement PRIMARY KEY (record)
);

CREATE TABLE course (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  start TEXT,
  until TEXT,
  name TEXT,
  type TEXT,
  module TEXT,
  provider TEXT,
  minutes INTEGER,
  credits TEXT,
  level INTEGER,
  outcome TEXT,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_course PRIMARY KEY (record)
);

CREATE TABLE coursework (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  name TEXT,
  type TEXT,
  module TEXT,
  mark TEXT,
  credits TEXT,
  outcome TEXT,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_coursework PRIMARY KEY (record)
);

CREATE TABLE assessment (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  form TEXT,
  form_edition TEXT,
  document TEXT,
  variant TEXT,
  "group" TEXT,
  gathered INTEGER,
  item_levels TEXT,
  purpose TEXT,
  outcome TEXT,
  assessor TEXT,
  second_assessor TEXT,
  level INTEGER,
  entrustment INTEGER,
  score TEXT,
  marks TEXT,
  region TEXT,
  setting TEXT,
  scans TEXT,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_assessment PRIMARY KEY (record)
);

CREATE TABLE line (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  framework TEXT,
  edition TEXT,
  line TEXT,
  level INTEGER,
  supervisor TEXT,
  note TEXT,
  CONSTRAINT pk_line PRIMARY KEY (record)
);

CREATE TABLE meeting (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  person TEXT,
  type TEXT,
  minutes INTEGER,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_meeting PRIMARY KEY (record)
);

CREATE TABLE reflection (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  text TEXT,
  scan TEXT,
  custom TEXT,
  CONSTRAINT pk_reflection PRIMARY KEY (record)
);

CREATE TABLE cpd (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  name TEXT,
  points TEXT,
  minutes INTEGER,
  note TEXT,
  custom TEXT,
  CONSTRAINT pk_cpd PRIMARY KEY (record)
);

CREATE TABLE accreditation (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  start TEXT,
  until TEXT,
  person TEXT,
  field TEXT,
  level INTEGER,
  body TEXT,
  note TEXT,
  CONSTRAINT pk_accreditation PRIMARY KEY (record)
);

CREATE TABLE leave (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  start TEXT,
  until TEXT,
  reason TEXT,
  note TEXT,
  CONSTRAINT pk_leave PRIMARY KEY (record)
);

CREATE TABLE person (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT,
  roles TEXT,
  register_body TEXT,
  register_number TEXT,
  email TEXT,
  external INTEGER,
  note TEXT,
  CONSTRAINT pk_person PRIMARY KEY (record)
);

CREATE TABLE enrolment (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  framework TEXT,
  edition TEXT,
  document TEXT,
  scope TEXT,
  facts TEXT,
  moved_from TEXT,
  CONSTRAINT pk_enrolment PRIMARY KEY (record)
);

CREATE TABLE learning_agreement (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  framework TEXT,
  mentor TEXT,
  scope TEXT,
  until TEXT,
  text TEXT,
  CONSTRAINT pk_learning_agreement PRIMARY KEY (record)
);

CREATE TABLE override (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  framework TEXT,
  requirement TEXT,
  type TEXT,
  number TEXT,
  percent TEXT,
  part_percent TEXT,
  round TEXT,
  months INTEGER,
  days INTEGER,
  until TEXT,
  entries TEXT,
  award TEXT,
  evidence TEXT,
  reason TEXT,
  CONSTRAINT pk_override PRIMARY KEY (record)
);

CREATE TABLE ratification (
  record TEXT NOT NULL,
  subject TEXT NOT NULL,
  date TEXT,
  framework TEXT,
  edition TEXT,
  stage TEXT,
  body TEXT,
  note TEXT,
  CONSTRAINT pk_ratification PRIMARY KEY (record)
);

CREATE VIRTUAL TABLE search USING fts5(content, tokenize='unicode61 remove_diacritics 2');
