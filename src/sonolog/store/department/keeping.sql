-- What keeps: objects and journal are only ever added to.  The columns that repeat a text are made from it by the server.
CREATE TABLE IF NOT EXISTS setting (
  name text COLLATE "C" PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE IF NOT EXISTS account (
  login text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL UNIQUE,
  rank text COLLATE "C" NOT NULL CHECK (rank IN ('trainee', 'supervisor', 'lead', 'auditor')),
  since timestamptz NOT NULL DEFAULT now(),
  closed timestamptz
);

CREATE TABLE IF NOT EXISTS object (
  digest text COLLATE "C" PRIMARY KEY,
  type text COLLATE "C" NOT NULL CHECK (type IN ('revision', 'statement', 'document', 'tombstone')),
  text text COLLATE "C" NOT NULL,
  signature bytea,
  stored_by text COLLATE "C" NOT NULL DEFAULT session_user,
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  carried boolean NOT NULL DEFAULT true,
  redacted_by text COLLATE "C",
  subject text COLLATE "C" GENERATED ALWAYS AS (text::json ->> 'subject') STORED,
  kind text COLLATE "C" GENERATED ALWAYS AS (
    CASE WHEN type = 'statement' THEN text::json ->> 't' ELSE coalesce(text::json ->> 'kind', text::json ->> 'act') END
  ) STORED,
  person text COLLATE "C" GENERATED ALWAYS AS (
    CASE
      WHEN type = 'statement' THEN text::json -> 'signer' ->> 'person'
      WHEN type = 'revision' OR text::json ->> 'of' = 'revision' THEN text::json ->> 'by'
    END
  ) STORED,
  about text COLLATE "C" GENERATED ALWAYS AS (
    CASE
      WHEN type = 'revision' AND text::json ->> 'kind' = 'accreditation' THEN text::json -> 'body' ->> 'person'
      ELSE text::json ->> 'subject'
    END
  ) STORED,
  CONSTRAINT object_says_its_digest CHECK (
    CASE
      WHEN type = 'tombstone' THEN (text::json ->> 'digest') IS NOT DISTINCT FROM digest::text
      ELSE digest = encode(sha256(convert_to(text, 'UTF8')), 'hex')
    END
  ),
  CONSTRAINT object_is_of_its_type CHECK (
    CASE text::json ->> 't'
      WHEN 'revision' THEN type = 'revision'
      WHEN 'document' THEN type = 'document'
      WHEN 'tombstone' THEN type = 'tombstone'
      WHEN 'entry' THEN false
      ELSE type = 'statement'
    END
  ),
  CONSTRAINT object_is_no_longer CHECK (octet_length(text) <= 262144),
  CONSTRAINT object_is_signed CHECK ((type = 'statement') = (signature IS NOT NULL)),
  CONSTRAINT object_has_a_subject CHECK (
    type = 'document' OR (type = 'tombstone' AND text::json ->> 'of' = 'document') OR text::json ->> 'subject' IS NOT NULL
  )
);

CREATE INDEX IF NOT EXISTS object_subject ON object (subject);

CREATE INDEX IF NOT EXISTS object_carried ON object (digest) WHERE carried;

CREATE TABLE IF NOT EXISTS journal (
  writer text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  digest text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  stored_by text COLLATE "C" NOT NULL DEFAULT session_user,
  stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text COLLATE "C" GENERATED ALWAYS AS (text::json ->> 'actor') STORED,
  PRIMARY KEY (writer, seq, digest),
  CONSTRAINT entry_says_its_digest CHECK (digest = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  CONSTRAINT entry_stands_in_its_place CHECK (
    text::json ->> 't' = 'entry' AND text::json ->> 'w' = writer::text AND (text::json ->> 'seq')::bigint = seq
  )
);

-- Which carried statements somebody other than the trainee has verified; which people concern which trainee; who is staff.
CREATE TABLE IF NOT EXISTS vetted (
  digest text COLLATE "C" PRIMARY KEY,
  by text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE IF NOT EXISTS concern (
  person text COLLATE "C" NOT NULL,
  trainee text COLLATE "C" NOT NULL,
  PRIMARY KEY (person, trainee)
);

CREATE TABLE IF NOT EXISTS assigned (
  person text COLLATE "C" NOT NULL,
  trainee text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person, trainee)
);

CREATE TABLE IF NOT EXISTS staff (
  person text COLLATE "C" PRIMARY KEY
);
